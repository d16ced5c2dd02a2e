"""What an order about a site does and who hears of it, told before the deed and after it."""

from collections.abc import Sequence
from datetime import date

from accounts import wording
from accounts.models import Person
from accounts.selectors import heads

from ..models import Site

EFFECTS = {
    "suspend": ("Nobody posts on it until it is reinstated.", "Its check-ins rest for as long."),
    "reinstate": ("Posting and its check-ins go on.",),
    "close": ("It is no longer a site of the district, and its check-ins end.", "Its entry and history stay on record."),
    "shut_down": (
        "It is no longer a site of the district, and its check-ins end.",
        "Whoever answers for it is asked to take the page itself offline today.",
        "Its entry and history stay on record.",
    ),
}


def concerned(site: Site, *, besides: Person, on: date) -> list[Person]:
    """Who is told of an order: the responsible employee and the head of the place, but not the one who gives it."""
    people = [site.responsible] if site.responsible and site.responsible.is_active else []
    people += [holder.person for holder in heads(school_id=site.school_id, on=on)]
    return [person for person in dict.fromkeys(people) if person.pk != besides.pk]


def told(people: Sequence[Person], tense: str) -> str:
    """Who is told, as a sentence; `tense` is "are" or "were"."""
    if not people:
        return "Nobody else has to be told." if tense == "are" else "Nobody else had to be told."
    verb = tense if len(people) > 1 else {"are": "is", "were": "was"}[tense]
    return f"{wording.listing([person.name for person in people])} {verb} told by mail at once."


def effects_of(deed: str, site: Site, *, by: Person, on: date) -> list[str]:
    """Everything an order does, one sentence each."""
    return [*EFFECTS[deed], told(concerned(site, besides=by, on=on), "are"), "Your reason stays in its history."]
