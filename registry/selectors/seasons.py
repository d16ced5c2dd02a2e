"""The sites of a school at the end of a season: which are still to choose for, and what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person, School
from accounts.selectors import Cursor, Page, names_of_people, page_of
from accounts.wording import full_day

from .. import states
from ..models import Offer, SeasonChoice, Site

LASTS = timedelta(days=90)  # a choice is not asked for again within them
SHOWN = 50  # choices that are listed
LISTED = 200  # people in one list, as wherever a person is chosen; beyond that they are typed
OPTIONS = 4_000  # of all lists of a page together: some 200 kB


@dataclass(frozen=True)
class SeasonLine:
    """One site that something is to be chosen for."""

    pk: int
    name: str
    meta: str
    site: Site


def sites_to_choose_for(school: School, on: date) -> QuerySet[Site]:
    """The live sites of a school for which nothing was chosen lately."""
    lately = SeasonChoice.objects.filter(site=OuterRef("pk"), chosen_on__gt=on - LASTS)
    rows = Site.objects.filter(~Exists(lately), school=school, status__in=states.LIVE)
    return rows.select_related("school", "district", "responsible__supervisor", "policy_version").defer("policy_version__text")


def season_page(school: School, cursor: Cursor, *, on: date) -> Page[SeasonLine]:
    """Fifty of them by name, with who answers for each and who is asked to. Four queries."""

    def say(found: list[Site]) -> list[SeasonLine]:
        offers = Offer.objects.filter(site__in=[site.pk for site in found], state=states.OPEN).select_related("person")
        asked = {offer.site_id: offer.person.name for offer in offers}
        return [_line(site, asked.get(site.pk, "")) for site in found]

    return page_of(sites_to_choose_for(school, on), by="name", cursor=cursor, say=say)


def _line(site: Site, asked: str) -> SeasonLine:
    who = site.responsible
    left = "" if who is None or who.is_active else ", who has left"
    last = f", whose last day is {full_day(who.ends_on)}," if who and who.is_active and who.ends_on else ""
    answers = (
        f"{who or 'Nobody'}{left}{last} answers for it." if not asked else f"{who or 'Nobody'} answers for it; {asked} is asked."
    )
    return SeasonLine(site.pk, site.name, f"{site.platform_label}. {answers}", site)


def season_choices(school: School, *, on: date) -> list[tuple[str, str]]:
    """What was chosen lately for sites of a school, the last first: the site, and what and by whom. One query."""
    rows = SeasonChoice.objects.filter(site__school=school, chosen_on__gt=on - LASTS).select_related("site")[:SHOWN]
    return [(row.site.name, f"{_chosen(row)} on {full_day(row.chosen_on)} by {row.chosen_name}.") for row in rows]


def _chosen(row: SeasonChoice) -> str:
    return {"keep": "Kept", "hand_over": "Offered to somebody", "close": "Closed"}[row.outcome]


@dataclass(frozen=True)
class Takers:
    """Whom a site may be handed to, as (e-mail address, name and title): those of the school and those elsewhere in the
    district. Not `listed`: the lists would be too long, so a name is typed, and those of the school are offered meanwhile."""

    here: Sequence[tuple[str, str]]
    elsewhere: Sequence[tuple[str, str]]
    listed: bool

    def choices(self, site: Site, sent: str) -> list[tuple[str, str | list[tuple[str, str]]]]:
        """The list of one site: without whoever answers for it, and with what was sent though it is not in the list."""
        without = site.responsible.email if site.responsible else ""
        here = [row for row in self.here if row[0] != without]
        elsewhere = [row for row in self.elsewhere if row[0] != without]
        known = {"", *(email for email, _name in (*here, *elsewhere))}
        lost = [] if sent in known else [(sent, sent)]
        return [("", "Choose a person"), *lost, *here, *([("Elsewhere in the district", elsewhere)] if elsewhere else [])]


def people_to_take(school: School, sites: int) -> Takers:
    """The employees of a district, to choose from for so many sites; two queries at most."""
    rows = Person.objects.filter(district_id=school.district_id, is_active=True, kind=Person.Kind.EMPLOYEE)
    ordered = rows.order_by("name", "pk").select_related("place")
    found = list(ordered[: LISTED + 1])
    listed = len(found) <= LISTED and len(found) * sites <= OPTIONS
    found = found if listed else list(ordered.filter(place=school)[:LISTED])
    named = list(zip(found, names_of_people(found), strict=True))
    here = [(person.email, name) for person, name in named if person.place_id == school.pk]
    elsewhere = [(person.email, name) for person, name in named if person.place_id != school.pk]
    return Takers(here, elsewhere, listed)
