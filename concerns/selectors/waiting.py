"""What orders and lost pages ask of somebody, as things to do: on the home page of one, in the mail of a morning of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from accounts import roles, wording
from accounts.access import Standing, local_day
from accounts.models import Role
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars, Holder
from monitoring.selectors import Roster, supervised
from records.letters import Item
from records.statements import Given

from .. import rules, states
from ..models import Directive, LostControl
from .panel import clock
from .reach import confirmers, doers, watchers

SHOWN = 50
RELATED = ("site__school", "site__responsible__supervisor", "issued_by__supervisor", "passed_to")
ACKNOWLEDGE, DO, CONFIRM, LATE = "acknowledge", "do", "confirm", "late"
ASKS = {
    ACKNOWLEDGE: ("Acknowledge the order: {}", "Read it"),
    DO: ("Carry out the order: {}", "See what to do"),
    CONFIRM: ("Confirm that it was carried out: {}", "Look and confirm"),
    LATE: ("Not carried out in time: {}", "See the order"),
}


@dataclass(frozen=True)
class Ask:
    """One thing that an order asks of somebody: what, how late, and since or until when."""

    what: str
    directive: Directive
    badge: str
    tone: str

    @property
    def on(self) -> date:
        """By which day it stands among others."""
        return self.directive.due_on or self.directive.issued_at.date()

    def item(self, acting_for: str = "") -> Item:
        """As a thing to do. It names site, ground and day, and nothing that somebody wrote."""
        row, (title, action) = self.directive, ASKS[self.what]
        site = row.site
        meta = [
            f"{site.platform_label}, {site.school}.",
            f"Ground: {row.ground}.",
            f"{site.responsible or 'Nobody'} answers for it." if self.what == LATE else "",
            f"You answer for {acting_for}." if acting_for else "",
        ]
        name = f"{row.label}, {site.name}"
        url = reverse("order", args=[row.pk])
        return Item(title.format(name), " ".join(filter(None, meta)), self.badge, self.tone, action, url)


def asks_of(directive: Directive, days: SchoolDays, today: date) -> list[Ask]:
    """What an open order asks: of who carries it out, of who confirms it, and, once it is late, of who gave it."""
    badge, tone = clock(directive, days, today=today)
    if directive.state == states.DONE:
        return [Ask(CONFIRM, directive, "Done", "due")]
    what = ACKNOWLEDGE if directive.state == states.ORDERED else DO
    mine = [Ask(what, directive, badge or "New order", tone or "due")]
    return [*mine, Ask(LATE, directive, badge, tone)] if tone == "late" else mine


def reached(ask: Ask, roster: Roster) -> list[Holder]:
    """Whom it is asked of on the day of the roster."""
    directive = ask.directive
    if ask.what == CONFIRM:
        found = confirmers(directive, roster)
        return [holder for holder in found if holder.person.pk != directive.done_by_id]
    return watchers(directive, roster) if ask.what == LATE else doers(directive.site, roster)


def open_orders(district_id: int | Given) -> Q:
    """The open orders of a district."""
    return Q(district_id=district_id, state__in=states.OPEN_ORDERS)


def orders_waiting_for(standing: Standing) -> list[Item]:
    """What orders ask of one person, late first. Two queries: the orders, and the calendars of the district."""
    district = standing.person.district
    if district is None:
        return []
    rows = Directive.objects.filter(open_orders(district.pk)).filter(_around(standing)).select_related(*RELATED)
    found = list(rows.order_by("due_on", "id")[:SHOWN])
    if not found:
        return []
    calendars = Calendars(district)
    asks = [
        (ask, name)
        for row in found
        for ask in asks_of(row, calendars.of(row.site.school_id), standing.on)
        if (name := _name(standing, ask)) is not None
    ]
    return [ask.item(name) for ask, name in sorted(asks, key=lambda pair: (pair[0].tone != "late", pair[0].on))]


def _around(standing: Standing) -> Q:
    """Orders that may ask something of this person; `_name` says whether they do."""
    mine = [standing.person.pk, *standing.acts_for]
    ways = Q(site__responsible__in=mine) | Q(issued_by__in=mine) | Q(passed_to__in=mine)
    for held in standing.held:
        ways |= Q(passed_role=held.role) if held.scope == Role.Scope.DISTRICT else Q()
        anchor = Q() if held.scope == Role.Scope.DISTRICT else Q(site__school_id=held.school_id)
        ways |= (Q(confirm_by=held.role) | Q(issued_role=held.role, issued_by__is_active=False)) & anchor
    gone = Q(site__responsible__isnull=True) | Q(site__responsible__is_active=False)
    for way in supervised(standing):
        ways |= way & (gone | Q(confirm_by=roles.SUPERVISOR) | Q(issued_role=roles.SUPERVISOR, issued_by__is_active=False))
    return ways


def _name(standing: Standing, ask: Ask) -> str | None:
    """In whose name it is asked of this person: "" for their own; None where it is not."""
    if ask.what == CONFIRM:
        return rules.confirming(standing, ask.directive)
    if ask.what == LATE:
        return rules.in_the_issuers_name(standing, ask.directive)
    return rules.carries_out(standing, ask.directive)


# lost pages -----------------------------------------------------------------------------------------------------------


def lost_item(case: LostControl, today: date, zone: str, acting_for: str = "") -> Item:
    """A page that is not under control, for those who were alarmed."""
    since = wording.day(local_day(case.reported_at, zone), today=today)
    meta = f"{case.site.platform_label}, {case.site.school}. Reported by {case.reported_name}."
    meta += f" You answer for {acting_for}." if acting_for else ""
    url = reverse("lost", args=[case.pk])
    return Item(f"Not under control: {case.site.name}", meta, f"Since {since}", "late", "See what to do", url)


def lost_waiting_for(standing: Standing) -> list[Item]:
    """The open cases that this person was alarmed about, the oldest first. One query."""
    district = standing.person.district
    if district is None:
        return []
    mine = [standing.person.pk, *standing.acts_for]
    headed = [held.school_id for held in standing.held if roles.HEADS in held.capabilities and held.school_id]
    ways = Q(site__responsible__in=mine) | Q(site__school_id__in=headed)
    for way in supervised(standing):
        ways |= way
    rows = LostControl.objects.filter(district=district, state=states.LOST).select_related("site__school")
    rows = rows if standing.can(roles.AUDITS) else rows.filter(ways)
    return [lost_item(case, standing.on, district.time_zone) for case in rows.order_by("id")[:SHOWN]]


def concerns_waiting_for(standing: Standing) -> Iterator[Item]:
    """Everything of both, pages that are lost first."""
    yield from lost_waiting_for(standing)
    yield from orders_waiting_for(standing)
