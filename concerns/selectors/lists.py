"""Orders as lists: those of one site, and all that somebody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts import wording
from accounts.access import Standing, local_day
from accounts.schooldays import SchoolDays
from accounts.selectors import Cursor, Page, calendar_of, page_of
from monitoring.schedule import late_before
from monitoring.selectors import supervised
from records.statements import Given, Objects
from registry.models import Site

from .. import rules, states
from ..models import Directive
from .orders import orderable
from .panel import TONES, clock, said_of

OF_A_SITE = 20  # orders that the page of a site shows
LISTED = (  # what a line says, and by what it is known who reads it
    *("site_id", "label", "kind", "ground", "post", "subject", "issued_by_id", "issued_name", "issued_at", "due_on"),
    *("confirm_by", "state", "poster__name", "passed_to_id", "passed_role"),
)
VIEWS = {
    "open": ("Open", Q(state__in=states.OPEN_ORDERS)),
    "late": ("Late", Q(state__in=states.TO_DO)),
    "standing": ("To be avoided", Q(kind=states.AVOID_SUBJECT, state__in=states.STANDS)),
    "ended": ("Ended", Q(state__in=states.ENDED)),
}


@dataclass(frozen=True)
class OrderLine:
    """One order of a list, in words."""

    title: str
    meta: str
    said: str
    state: str
    tone: str
    badge: str
    badge_tone: str
    url: str


@dataclass(frozen=True)
class SiteOrders:
    """The orders of one site, as far as somebody may read them. What is to be avoided is for everybody who looks after it."""

    avoid: Sequence[OrderLine]
    lines: Sequence[OrderLine]
    new_url: str


def site_orders(site: Site, standing: Standing, rows: Sequence[Directive]) -> SiteOrders:
    """The orders on the page of a site, the last first, of what `ORDERS` found. No query.

    Whether one is late is counted without the closed days.
    """
    for row in rows:
        row.site = site
    days = SchoolDays(weekend=frozenset(site.district.weekend_days))
    standing_ones = [row for row in rows if row.kind == states.AVOID_SUBJECT and row.state in states.STANDS]
    return SiteOrders(
        avoid=[_line(row, days, standing.on, site.district.time_zone, has_name=False) for row in standing_ones],
        lines=[
            _line(row, days, standing.on, site.district.time_zone, has_name=False) for row in rows if rules.reads(standing, row)
        ],
        new_url=reverse("order-choose", args=[site.pk]) if orderable(site, standing) else "",
    )


ORDERS: Objects[Directive] = Objects(
    lambda: Directive.objects.filter(site_id=Given("site")).select_related("poster").only(*LISTED)[:OF_A_SITE]
)


def _line(row: Directive, days: SchoolDays, today: date, zone: str, *, has_name: bool = True) -> OrderLine:
    badge, tone = clock(row, days, today=today)
    name = f"{row.site.name}. " if has_name else ""
    return OrderLine(
        title=row.label,
        meta=f"{name}Ordered by {row.issued_name} on {wording.full_day(local_day(row.issued_at, zone))}: {row.ground}.",
        said=said_of(row),
        state=row.get_state_display(),
        tone=TONES[row.state],
        badge=badge,
        badge_tone=tone,
        url=reverse("order", args=[row.pk]),
    )


def readable(standing: Standing) -> QuerySet[Directive]:
    """Every order this person may read; the same as rules.reads, as one condition."""
    rows = Directive.objects.filter(district_id=standing.district_id)
    if standing.reads_all:
        return rows
    mine = [standing.person.pk, *standing.acts_for]
    ways = Q(site__school_id__in=standing.schools) | Q(site__responsible__in=mine) | Q(site__responsible__supervisor__in=mine)
    ways |= Q(issued_by__in=mine) | Q(poster__in=mine) | Q(passed_to__in=mine)
    for held in standing.held:
        anchor = Q() if held.school_id is None else Q(site__school_id=held.school_id)
        ways |= (Q(confirm_by=held.role) | Q(passed_role=held.role)) & anchor
    for way in supervised(standing):
        ways |= way & (Q(confirm_by="supervisor") | Q(site__responsible__isnull=True) | Q(site__responsible__is_active=False))
    return rows.filter(ways)


def orders_page(standing: Standing, view: str, cursor: Cursor) -> Page[OrderLine]:
    """One page of orders in a view, the last given first. Four queries: the calendar and those of a page."""
    district = standing.person.district
    days = calendar_of(district=district, school_id=None) if district else SchoolDays()
    zone = district.time_zone if district else "UTC"
    _label, condition = VIEWS[view]
    rows = readable(standing).filter(condition)
    if view == "late":
        rows = rows.filter(due_on__lt=late_before(days, standing.on))
    rows = rows.select_related("site__school", "poster")
    return page_of(
        rows,
        by="issued_at",
        cursor=cursor,
        newest_first=True,
        say=lambda found: [_line(row, days, standing.on, zone) for row in found],
    )
