"""The sites of a school at the end of a season: which are still to choose for, and what was chosen."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person, School
from accounts.selectors import Cursor, Page, page_of
from accounts.wording import full_day

from .. import states
from ..models import Offer, SeasonChoice, Site

LASTS = timedelta(days=90)  # a choice is not asked for again within them
SHOWN = 50  # choices that are listed
TYPED = 200  # people of a school whose names are offered while one types


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


def people_to_take(school: School) -> list[tuple[str, str]]:
    """Whom a typed name may mean: the employees of a school, by e-mail address and name. One query."""
    rows = Person.objects.filter(place=school, is_active=True, kind=Person.Kind.EMPLOYEE).order_by("name", "pk")
    return list(rows.values_list("email", "name")[:TYPED])
