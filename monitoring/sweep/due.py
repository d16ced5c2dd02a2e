"""Check-ins are opened when they are due; dates that pass while one is open are counted on it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from accounts.selectors import Calendars
from monitoring import schedule, states
from monitoring.models import CheckIn, Duty
from monitoring.services.watching import keep_watch
from monitoring.summer import in_summer, owing
from policies.durations import parse
from records.statements import Given, derive
from registry import services as registry
from registry.models import Site

from .claim import Claim

CHUNK = 1000  # duties or sites of one transaction
COLUMNS = ("pk", "site_id", "role", "site__school_id", "next_due_on", "every", "calendar", "summer")


def open_due(claim: Claim, calendars: Calendars) -> int:
    """Open one check-in for each duty that is due and has none open, and count the dates that passed meanwhile.

    One check-in whatever was missed: it carries the first date that was missed, the others are counted on it. A date on
    a day that was closed since moves to the next school day.
    """
    opened = 0
    due = due_by(claim.district.pk, claim.today)
    due_now = partial(_due_now, calendars=calendars, today=claim.today)
    while True:
        with claim.batch() as ours:
            rows = [Due(*row) for row in _held(due).values_list(*COLUMNS)[:CHUNK]] if ours else []
            if not rows:
                return opened
            opened += _open(rows, cache(due_now), claim, calendars)
            keep_watch({row.site for row in rows}, today=claim.today, calendars=calendars)


def due_by(district_id: int | Given, today: date | Given) -> QuerySet[Duty]:
    """The duties of a district whose next date has come, longest due first."""
    running = Duty.objects.filter(next_due_on__lte=today, ended_at__isnull=True, paused_at__isnull=True)
    return running.filter(site__district_id=district_id).order_by("next_due_on", "id")


def _held(due: QuerySet[Duty]) -> QuerySet[Duty]:
    """The same duties, held for this transaction: an answer that moves one of them comes wholly before or wholly after.

    SQLite has one writer at a time and needs no lock.
    """
    return due.select_for_update(of=("self",))


class Due(NamedTuple):
    """One duty that is due, as read."""

    pk: int
    site: int
    role: str
    school: int
    planned: date
    every: str
    calendar: str
    summer: str


class Now(NamedTuple):
    """Where a due duty stands: the date that is due, how many have come since (this one included), the last of them, and the
    first that has not."""

    first: date
    passed: int
    last: date
    following: date


def _due_now(school: int, planned: date, every: str, calendar: str, rule: str, *, calendars: Calendars, today: date) -> Now:
    days = in_summer(calendars.of(school), rule)
    first = schedule.moved(planned, days, calendar)
    passed, following = schedule.dates_passed(first, parse(every), days, calendar, today=today)
    return Now(first, passed, schedule.upcoming(first, parse(every), days, calendar, count=max(passed, 1))[-1], following)


def _open(rows: Sequence[Due], due_now: Callable[[int, date, str, str, str], Now], claim: Claim, calendars: Calendars) -> int:
    waiting = set(CheckIn.objects.filter(duty__in=[row.pk for row in rows], state=states.OPEN).values_list("duty_id", flat=True))
    moves: dict[tuple[date, Now], list[int]] = defaultdict(list)
    counts: dict[int, list[int]] = defaultdict(list)
    fresh: dict[tuple[str, date, int], list[int]] = defaultdict(list)
    owes = cache(lambda role, on, school, rule: owing(role, on, calendars.of(school), rule))
    for row in rows:
        now = due_now(row.school, row.planned, row.every, row.calendar, row.summer)
        moves[row.planned, now].append(row.pk)
        if now.passed and row.pk in waiting:
            counts[now.passed].append(row.pk)
        elif now.passed:
            fresh[owes(row.role, now.first, row.school, row.summer), now.first, now.passed].append(row.pk)
    for (planned, now), group in moves.items():
        since = {"counted_from": now.last} if now.passed else {}
        Duty.objects.filter(pk__in=group, next_due_on=planned).update(next_due_on=now.following, **since)
    for passed, group in counts.items():
        CheckIn.objects.filter(duty__in=group, state=states.OPEN).update(passed=F("passed") + passed)
    for (role, first, passed), group in fresh.items():
        one = CheckIn(role=role, due_on=first, passed=passed - 1, opened_at=claim.at)
        derive(one, Duty.objects.filter(pk__in=group).order_by("pk").values_list("pk", "site_id"), ("duty_id", "site_id"))
    return sum(map(len, fresh.values()))


def mark_overdue(claim: Claim, calendars: Calendars) -> int:
    """Note on the register since when a site is overdue: a school day has passed since a check-in was due."""
    rows = unnoted(claim.district.pk, claim.today)
    schools: dict[tuple[date, str], list[int]] = defaultdict(list)
    for school, rule in rows.order_by().values_list("site__school_id", "duty__summer").distinct():
        schools[schedule.late_before(in_summer(calendars.of(school), rule), claim.today), rule].append(school)
    return sum(
        _mark(claim, calendars, rows.filter(due_on__lt=day, duty__summer=rule, site__school__in=group))
        for (day, rule), group in schools.items()
    )


def unnoted(district_id: int | Given, today: date | Given) -> QuerySet[CheckIn]:
    """The open check-ins of a district that were due before today, and whose site is not noted as overdue."""
    noted = Site.objects.filter(pk=OuterRef("site_id"), district_id=district_id, overdue_since__isnull=False)
    return CheckIn.objects.filter(~Exists(noted), state=states.OPEN, due_on__lt=today, site__district_id=district_id)


def _mark(claim: Claim, calendars: Calendars, late: QuerySet[CheckIn]) -> int:
    """The late ones of some schools, longest due first, by keyset.

    What was answered while the register was written is read again afterwards: whoever answers writes the same rows.
    """
    marked = 0
    after = Q()
    while True:
        with claim.batch() as ours:
            found = late.filter(after).order_by("due_on", "id").values_list("due_on", "pk", "site_id")
            rows = list(found[:CHUNK]) if ours else []
            if not rows:
                return marked
            since = {site: due_on for due_on, _pk, site in reversed(rows)}
            marked += registry.note_watch_many({"site_id": site, "overdue_since": on} for site, on in since.items())
            still = CheckIn.objects.filter(site__in=since, state=states.OPEN).values_list("site_id", flat=True)
            keep_watch(since.keys() - set(still), today=claim.today, calendars=calendars)
        due_on, pk, _site = rows[-1]
        after = Q(TupleGreaterThan(Tuple("due_on", "id"), (due_on, pk)))
