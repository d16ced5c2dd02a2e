"""Which check-ins wait for somebody, and which may be read. Nothing here writes."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse

from accounts import roles, wording
from accounts.access import Standing
from accounts.kinds import among
from accounts.models import Role
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars
from monitoring import rules, states
from monitoring.models import CheckIn
from monitoring.schedule import days_late
from monitoring.summer import in_summer
from monitoring.wording import capital
from registry.selectors import may_read_all_of

PAGE = 50
MOST = 1001  # more than a thousand are counted as so many
RELATED = ("duty", "site__district", "site__school", "site__responsible__supervisor")
WHOLE = (*RELATED, "site__policy_version")


@dataclass(frozen=True)
class Line:
    """One check-in of a list, in words."""

    pk: int
    title: str
    meta: str
    badge: str
    tone: str
    url: str


def mine_to_answer(standing: Standing) -> Q:
    """Check-ins this person owes by what they hold today, in their own right or as a designee.

    The same look-up as rules.acting, as one condition.
    """
    return reduce(or_, ways_to_owe(standing))


def ways_to_owe(standing: Standing) -> list[Q]:
    """The ways in which somebody owes a check-in, one condition each; each can be answered from an index of its own."""
    found = [_owing(roles.RESPONSIBLE) & Q(site__responsible__is_active=True) & _people(standing, "site__responsible")]
    found += [_owing(roles.SUPERVISOR) & way for way in supervised(standing)]
    for held in standing.held:
        anchor = Q() if held.scope == Role.Scope.DISTRICT else Q(site__school_id=held.school_id)
        found.append(_owing(held.role) & anchor)
    return [way & Q(site__district_id=standing.district_id) for way in found]


def _owing(role: str) -> Q:
    """Check-ins that this role owes: by the duty, or because it fell to it."""
    return Q(role=role) | Q(fallback=role)


def _people(standing: Standing, column: str) -> Q:
    return among(column, [standing.person.pk, *standing.acts_for])


def supervised(standing: Standing) -> list[Q]:
    """Sites whose responsible employee this person answers for: as their supervisor, or as the head of their place.

    Conditions on anything that has a `site`.
    """
    others = ~Q(site__responsible=standing.person.pk)
    found = [Q(site__responsible__supervisor__is_active=True) & _people(standing, "site__responsible__supervisor") & others]
    headed = {held.school_id for held in standing.held if roles.HEADS in held.capabilities and held.school_id}
    if headed:
        without = Q(site__responsible__supervisor__isnull=True) | Q(site__responsible__supervisor__is_active=False)
        without |= Q(site__responsible__supervisor=F("site__responsible"))
        of_place = Q(site__responsible__isnull=False) & among("site__responsible__place", headed)
        found.append(of_place & without & ~_people(standing, "site__responsible"))
        found.append(Q(site__responsible__isnull=True) & among("site__school", headed))
    return found


def my_check_ins(standing: Standing, *, after: tuple[date, int] | None = None, limit: int = PAGE + 1) -> list[CheckIn]:
    """The open check-ins this person owes, longest due first: one query, one page and one more unless said otherwise."""
    rows = CheckIn.objects.filter(mine_to_answer(standing), state=states.OPEN)
    if after is not None:
        due_on, pk = after
        rows = rows.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=pk))
    return list(rows.select_related(*RELATED).order_by("due_on", "id")[:limit])


def owed_by(standing: Standing) -> QuerySet[CheckIn, tuple[int, int]]:
    """The check-ins this person owes, to be counted: the key of each, and 1 where it is late, else 0.

    Late is what the register calls overdue: a school day has passed since. Each way of owing is looked up by itself and
    the rows are put together: as one condition over several tables it reads every open check-in of the district.
    """
    late = Case(When(due_on__lt=standing.on, site__overdue_since__isnull=False, then=1), default=0)
    rows = CheckIn.objects.filter(state=states.OPEN).order_by().annotate(late=late).values_list("pk", "late")
    first, *rest = (rows.filter(way) for way in ways_to_owe(standing))
    return first.union(*rest)[:MOST]


def check_in_seen_by(standing: Standing, pk: int) -> CheckIn:
    """A check-in this person owes or whose site they may read; otherwise CheckIn.DoesNotExist, whatever the reason."""
    check_in = CheckIn.objects.select_related(*WHOLE).get(pk=pk, site__district_id=standing.district_id)
    if rules.acting(standing, check_in) is None and not may_read_all_of(standing, check_in.site):
        raise CheckIn.DoesNotExist
    return check_in


def how_late(due_on: date, days: SchoolDays, *, today: date) -> tuple[str, str]:
    """A due date as a badge and its tone: 2 school days late; Due today; Due Thursday, September 24."""
    late = days_late(due_on, days, today)
    if late:
        return wording.late(late), "late"
    return wording.due(due_on, today=today), "due" if due_on <= today else ""


def lines(check_ins: list[CheckIn], standing: Standing) -> list[Line]:
    """Check-ins as lines of a list: one query for the calendars of the district."""
    district = standing.person.district
    if not check_ins or district is None:
        return []
    calendars = Calendars(district)
    return [_line(check_in, standing, calendars.of(check_in.site.school_id)) for check_in in check_ins]


def _line(check_in: CheckIn, standing: Standing, days: SchoolDays) -> Line:
    site = check_in.site
    badge, tone = how_late(check_in.due_on, in_summer(days, check_in.duty.summer), today=standing.on)
    acting_for = rules.acting(standing, check_in)
    parts = [f"{check_in.duty.label} on {site.platform_label}", f"for {acting_for}" if acting_for else "", site.school.name]
    meta = ", ".join(part for part in parts if part) + "."
    if tone == "late":
        meta += f" It was due {wording.day(check_in.due_on, today=standing.on)}."
    return Line(check_in.pk, site.name, capital(meta), badge, tone, reverse("check-in", args=[check_in.pk]))
