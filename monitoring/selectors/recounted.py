"""What a change of the calendar moves: due dates, overdue marks, ladders, steps. Nothing here writes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet

from accounts.models import District
from accounts.selectors import Calendars
from accounts.wording import count
from monitoring import schedule, states
from monitoring.models import CheckIn, Duty
from monitoring.summer import in_summer
from policies.durations import parse
from registry.models import Site
from requests.models import Step
from requests.selectors import open_seats


class Shift(NamedTuple):
    """Due dates that are counted alike: from one day to another, at some schools, so many."""

    schools: tuple[int, ...]
    counted_from: date | None
    every: str
    calendar: str
    summer: str
    was: date
    becomes: date
    duties: int


def running(district_id: int, schools: Collection[int] | None) -> QuerySet[Duty]:
    """Duties that have a next date, of a district or of some of its schools."""
    rows = Duty.objects.filter(
        site__district=district_id, ended_at__isnull=True, paused_at__isnull=True, next_due_on__isnull=False
    )
    return rows if schools is None else rows.filter(site__school__in=schools)


def shifts(*, district: District, schools: Collection[int] | None, calendars: Calendars, today: date) -> list[Shift]:
    """The due dates that are others under these calendars than those written. One query."""
    columns = ("site__school_id", "counted_from", "every", "calendar", "summer", "next_due_on")
    rows = running(district.pk, schools).order_by().values_list(*columns).annotate(Count("pk"))
    found: dict[tuple[date | None, str, str, str, date, date], list[tuple[int, int]]] = defaultdict(list)
    for school, since, every, calendar, summer, was, many in rows:
        days = in_summer(calendars.of(school), summer)
        becomes = schedule.counted_anew(since, was, parse(every), days, calendar, today=today)
        if becomes != was:
            found[since, every, calendar, summer, was, becomes].append((school, many))
    return [Shift(tuple(school for school, _ in group), *key, sum(many for _, many in group)) for key, group in found.items()]


def no_longer_overdue(*, district: District, schools: Collection[int] | None, calendars: Calendars, today: date) -> list[int]:
    """Sites whose mark says overdue, and under these calendars no school day has passed since. One query and one each school."""
    marked = Site.objects.filter(district=district, overdue_since__isnull=False)
    marked = marked if schools is None else marked.filter(school__in=schools)
    by_day: dict[tuple[date, str], list[int]] = defaultdict(list)
    waiting = CheckIn.objects.filter(state=states.OPEN, site__in=marked).order_by()
    for school, rule in waiting.values_list("site__school_id", "duty__summer").distinct():
        by_day[schedule.late_before(in_summer(calendars.of(school), rule), today), rule].append(school)
    return [
        pk
        for (day, rule), group in by_day.items()
        for pk in waiting.filter(site__overdue_since__gte=day, duty__summer=rule, site__school__in=group)
        .values_list("site_id", flat=True)
        .distinct()
    ]


@dataclass(frozen=True)
class Moving:
    """What moves when a day is closed at once, or opens again, in numbers. `further`: what other rooms move, in words."""

    due_dates: int
    ladders: int
    steps: int
    mails: int
    further: tuple[str, ...] = ()

    def sentences(self, *, back: bool = False) -> list[str]:
        """The same in words, shown before the deed and written into the trail."""
        where = "back" if back else "to the next school day"
        found = [
            (self.due_dates, f"{count(self.due_dates, 'due date')} of checks {_verb(self.due_dates, 'move')} {where}"),
            (self.ladders, f"the reminders and escalations of {count(self.ladders, 'open check-in')} move {where}"),
            (self.steps, f"the clocks of {count(self.steps, 'open step')} move {where}"),
            (self.mails, self._mails(back)),
        ]
        said = [*(sentence for many, sentence in found if many), *self.further]
        return said or ["nothing is due then, so nothing moves"]

    def _mails(self, back: bool) -> str:
        held, are = f"{count(self.mails, 'mail')} of this morning", "is" if self.mails == 1 else "are"
        if back:
            return f"{held} that {'was' if self.mails == 1 else 'were'} held back {_verb(self.mails, 'go', 'goes')} out"
        return f"{held}, not sent yet, {are} held back"


def _verb(many: int, verb: str, one: str = "") -> str:
    return (one or f"{verb}s") if many == 1 else verb


def moving(
    *, district: District, schools: Collection[int] | None, calendars: Calendars, on: date, today: date, mails: int
) -> Moving:
    """What changes when the calendars become these, because a day is closed at once or opens again. Three queries."""
    due = sum(shift.duties for shift in shifts(district=district, schools=schools, calendars=calendars, today=today))
    waiting = CheckIn.objects.filter(site__district=district, state=states.OPEN)
    seats = open_seats(district_id=district.pk).exclude(step__kind=Step.Kind.NOTIFY)
    if schools is not None:
        waiting, seats = waiting.filter(site__school__in=schools), seats.filter(step__submission__place__in=schools)
    of_the_day = waiting.filter(due_on=on).count()
    steps = seats.order_by().values("step_id").distinct().count()
    return Moving(due + of_the_day, waiting.count(), steps, mails)


def in_batches(pks: Iterable[int], size: int) -> Iterable[list[int]]:
    """Numbers of rows, so many at a time."""
    found = list(pks)
    return (found[start : start + size] for start in range(0, len(found), size))
