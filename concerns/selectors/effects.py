"""What an order does and who hears of it, said before the deed."""

from datetime import date

from accounts.access import local_day
from accounts.models import Person
from accounts.selectors import heads
from accounts.wording import full_day
from monitoring.selectors import roster_of, unique
from policies import durations
from policies.document import DirectiveSpec
from registry.models import Site
from registry.selectors import told

from .. import states
from ..models import Directive
from .reach import doers, heard_of

EFFECTS = {
    states.REMOVE_POST: ("Whoever answers for the site keeps evidence of the post, removes it, and says how one sees it.",),
    states.DISABLE_PAGE: ("The site is suspended at once.", "Whoever answers for it disables the page itself."),
    states.AVOID_SUBJECT: ("The subject stands on the site’s page until somebody lifts the order.",),
    states.SUSPEND: ("It takes effect at once: the site rests until it is reinstated, or the person posts there no more.",),
    states.SHUT_DOWN: (
        "The site is shut down at once. It is no longer a site of the district, and this cannot be taken back.",
        "Whoever answers for it takes the page itself offline, and keeps what is on it first.",
    ),
    states.OTHER: ("Whoever answers for the site does it and says how one sees it.",),
}


def effects_of(site: Site, spec: DirectiveSpec, *, by: Person, on: date) -> list[str]:
    """Everything an order does, one sentence each."""
    found = unique([*doers(site, roster_of(site, on)), *heads(school_id=site.school_id, on=on)])
    people = [holder.person for holder in found if holder.person.pk != by.pk]
    due = f"It is to be done within {durations.said(durations.parse(spec.due))}; late orders are told to you." if spec.due else ""
    sentences = [*EFFECTS[spec.ordered], due, told(people, "are"), "Mails name the kind, the site, the ground and the day only."]
    return [sentence for sentence in sentences if sentence]


def effects_of_ending(directive: Directive, *, by: Person, on: date) -> list[str]:
    """The same of taking an order back."""
    found = [holder.person for holder in heard_of(directive, besides=by, on=on)]
    what = {
        states.AVOID_SUBJECT: "The subject no longer stands on the site’s page.",
        states.DISABLE_PAGE: "The site is reinstated, if this order suspended it.",
        states.SUSPEND: "The site is reinstated, if this order suspended it.",
    }.get(directive.kind, "Nobody has to carry it out any more.")
    if directive.poster is not None:
        what = f"{directive.poster} is not made a poster again by this."
    return [
        what,
        told(found, "are"),
        f"It was ordered on {full_day(local_day(directive.issued_at, directive.site.district.time_zone))} and stays on record.",
    ]
