"""When duties fall due, when a rung may be climbed, when the mail of a school morning goes out.

Pure: the day, the zone and the calendar come from outside. All dates are local days of the district.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.schooldays import SchoolDays
from policies import durations
from policies.durations import Duration, add, due, parse

LATEST = time(17)  # a digest missed in an outage still goes out before this local time
MIDNIGHT = time(0)
ANY_MONDAY = date(2024, 1, 1)
NEAR = 2  # school days before a day by which something is asked, from when each morning's mail speaks of it
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NOTHING = Duration(0, "day")
SCHOOL_DAYS = "school_days"
NEW = "new"
REMIND = "remind"
ESCALATE = "escalate"


def next_due(after: date, every: Duration, days: SchoolDays, calendar: str = SCHOOL_DAYS) -> date:
    """The due date that follows a day: one interval later, moved to the next school day where that one is closed.

    `calendar` is the duty's: the policy may also count business days or all days.
    """
    return due(after, every, days, calendar)


def first_due(start: date, every: Duration, days: SchoolDays, calendar: str = SCHOOL_DAYS) -> date:
    """The first due date of a duty that begins on `start`: one interval is given before anything is owed."""
    return next_due(start, every, days, calendar)


def moved(on: date, days: SchoolDays, calendar: str = SCHOOL_DAYS) -> date:
    """A due date that was set, as the calendar stands now: a day that was closed since moves it to the next school day."""
    return due(on, NOTHING, days, calendar)


def days_late(due_on: date, days: SchoolDays, today: date) -> int:
    """How many school days have passed since something was due; a due date on a closed day counts from the next one."""
    return days.between(days.on_or_after(due_on), today)


def late_before(days: SchoolDays, today: date) -> date:
    """What was due before this day is late today, by at least one school day."""
    return days.on_or_before(days.on_or_before(today) - DAY) + DAY


def upcoming(first: date, every: Duration, days: SchoolDays, calendar: str = SCHOOL_DAYS, *, count: int) -> list[date]:
    """The next `count` due dates from `first` on, if each is answered on its day."""
    return [first, *durations.following(first, every, days, calendar, count=count - 1)][:count]


def dates_passed(first: date, every: Duration, days: SchoolDays, calendar: str = SCHOOL_DAYS, *, today: date) -> tuple[int, date]:
    """How many due dates from `first` on have come by today (today counts), and the first one that has not."""
    passed = 0
    while first <= today:
        passed, first = passed + 1, next_due(first, every, days, calendar)
    return passed, first


def counted_anew(
    counted_from: date | None, on: date, every: Duration, days: SchoolDays, calendar: str = SCHOOL_DAYS, *, today: date
) -> date:
    """A due date that was set, counted again from the same day as the calendar stands now.

    Where the change would put it into the past it is due on the next school day: nobody is late because of a correction.
    """
    due_on = next_due(counted_from, every, days, calendar) if counted_from else moved(on, days, calendar)
    return due_on if due_on == on or due_on >= today else moved(max(on, today), days, calendar)


def is_mentioned(asked_on: date, due_on: date, days: SchoolDays, today: date) -> bool:
    """Whether the mail of a morning speaks of what is due by a day: on the first school morning, and near the day or past it."""
    return days.at_most(1, asked_on, today) or days.at_most(NEAR, today, due_on)


def reach(before: Duration, days: SchoolDays, today: date) -> date:
    """The last due date that the mail of a school morning speaks of, where the policy reminds so long before.

    The mail of the last school morning that lies so long before the date, or of a later one that was not sent then.
    """
    if before.unit == "school day":
        return days.add(today, before.count)
    return add(days.on_or_after(today + DAY) - DAY, before, days)


@dataclass(frozen=True)
class Level:
    """One level of a duty's ladder: so long after the due date these roles hear of it."""

    after: Duration
    to: tuple[str, ...]


def levels(ladder: Iterable[Mapping[str, Any]], instead: Mapping[str, str] | None = None) -> tuple[Level, ...]:
    """A ladder as it is stored, as values; `instead` names the roles that another one stands in for."""
    other = instead or {}
    return tuple(Level(parse(level["after"]), tuple(other.get(role, role) for role in level["to"])) for level in ladder)


def in_order(ladder: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The levels of a ladder as they are stored, the earliest first, as they fall in weeks without closed days."""
    return sorted(ladder, key=lambda level: add(ANY_MONDAY, parse(level["after"]), SchoolDays()))


def rung_dates(due_on: date, ladder: Sequence[Level], days: SchoolDays) -> list[date]:
    """The day of each rung: rung 0 on the due date, then the ladder's; a school day each, never before the one below.

    What was due on a day that turned out to be closed is due on the next school day, and its ladder is counted from there.
    """
    dates = [days.on_or_after(due_on)]
    for level in ladder:
        dates.append(max(dates[-1], days.on_or_after(add(dates[0], level.after, days))))
    return dates


@dataclass(frozen=True)
class Climbed:
    """The last rung written: its number, and whether a mail that carried it was sent on an earlier school day."""

    number: int
    was_heard: bool


def rung_to_write(*, today: date, dates: Sequence[date], days: SchoolDays, last: Climbed | None) -> int | None:
    """The rung that may be written today, or None: at most one a school day, never before the one below was heard."""
    number = 0 if last is None else last.number + 1
    is_due = number < len(dates) and dates[number] <= today and days.is_open(today)
    return number if is_due and (last is None or last.was_heard) else None


def rungs_ahead(*, today: date, dates: Sequence[date], days: SchoolDays, number: int, written_on: date) -> list[tuple[int, date]]:
    """The rungs above the last one and the earliest day of each, if nothing is answered and every mail is sent."""
    ahead: list[tuple[int, date]] = []
    earliest = max(days.add(written_on, 1), days.add(today, 1))
    for following in range(number + 1, len(dates)):
        on = max(dates[following], earliest)
        ahead.append((following, on))
        earliest = days.add(on, 1)
    return ahead


def next_to_hear(
    due_on: date, ladder: Sequence[Level], days: SchoolDays, *, today: date, own: str, last: tuple[int, date] | None
) -> tuple[tuple[str, ...], date] | None:
    """The next level that tells others than `own`, and the earliest day of it; None where nobody else would hear.

    `last` is the number and the day of the last rung written.
    """
    number, written_on = last or (0, today)
    dates = rung_dates(due_on, ladder, days)
    for following, on in rungs_ahead(today=today, dates=dates, days=days, number=number, written_on=written_on):
        if ladder[following - 1].to != (own,):
            return ladder[following - 1].to, on
    return None


@dataclass(frozen=True)
class Clock:
    """The clock of an open step as its policy sets it; None where it sets nothing."""

    remind_after: Duration | None = None
    remind_every: Duration | None = None
    escalate_after: Duration | None = None
    expires_after: Duration | None = None
    remind_before: Duration | None = None


def reminder_date(opened_on: date, clock: Clock, days: SchoolDays, reminded_on: Sequence[date]) -> date | None:
    """The day of a step's next reminder: `remind_after` from its opening, then `remind_every` from the last one."""
    if reminded_on:
        return next_due(reminded_on[-1], clock.remind_every, days) if clock.remind_every else None
    wait = clock.remind_after or clock.remind_every
    return next_due(opened_on, wait, days) if wait else None


def escalation_date(opened_on: date, clock: Clock, days: SchoolDays) -> date | None:
    """The day on which the next role hears of a step, or None."""
    return next_due(opened_on, clock.escalate_after, days) if clock.escalate_after else None


def expiry_date(opened_on: date, clock: Clock, days: SchoolDays) -> date | None:
    """The last day for an answer to a step, or None. Never a closed day."""
    return next_due(opened_on, clock.expires_after, days) if clock.expires_after else None


def is_ending(opened_on: date, clock: Clock, days: SchoolDays, today: date) -> bool:
    """Whether a step ends so soon that the policy reminds of it once more."""
    last_day = expiry_date(opened_on, clock, days)
    if last_day is None or clock.remind_before is None:
        return False
    return last_day <= reach(clock.remind_before, days, today)


def step_rung_to_write(
    *,
    today: date,
    opened_on: date,
    clock: Clock,
    days: SchoolDays,
    last: Climbed | None,
    reminded_on: Sequence[date],
    has_escalated: bool,
) -> str | None:
    """NEW on the first school morning of a step, then REMIND or ESCALATE, the earlier of both that is due; else None.

    Before it ends by itself REMIND once more, unless a reminder fell into that time. At most one a school day, and never
    before the last one was heard.
    """
    if not days.is_open(today) or (last is not None and not last.was_heard):
        return None
    if last is None:
        return NEW
    reminder = reminder_date(opened_on, clock, days, reminded_on)
    escalation = None if has_escalated else escalation_date(opened_on, clock, days)
    ready = [(on, what) for on, what in ((reminder, REMIND), (escalation, ESCALATE)) if on is not None and on <= today]
    if ready:
        return min(ready, key=lambda pair: pair[0])[1]
    is_said = any(is_ending(opened_on, clock, days, on) for on in reminded_on)
    return REMIND if is_ending(opened_on, clock, days, today) and not is_said else None


def local_moment(zone: str, on: date, at: time) -> datetime:
    """The moment (UTC) of a local time: the first of two, or the first valid minute where the clock jumps over it."""
    wall = datetime.combine(on, at.replace(second=0, microsecond=0))
    while not _exists(zone, wall):
        wall += MINUTE
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _exists(zone: str, wall: datetime) -> bool:
    moment = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


def digest_window(zone: str, digest_at: time, on: date) -> tuple[datetime, datetime]:
    """From when and until when (UTC) the digest of a day may be written.

    Until 17:00 local; a district whose own hour is later has the rest of that day.
    """
    until = local_moment(zone, on, LATEST) if digest_at < LATEST else local_moment(zone, on + DAY, time(0))
    return local_moment(zone, on, digest_at), until


def is_digest_time(at: datetime, zone: str, digest_at: time) -> bool:
    """Whether the digest of the local day may be written at this moment."""
    opens, closes = digest_window(zone, digest_at, at.astimezone(ZoneInfo(zone)).date())
    return opens <= at < closes


def heard_before(zone: str, days: SchoolDays, today: date) -> datetime:
    """A mail sent before this moment (UTC) was sent on an earlier school day than `today`.

    What is sent on a closed day is read on the next school day, and counts as sent on that one.
    """
    return local_moment(zone, days.on_or_before(today - DAY) + DAY, time(0))
