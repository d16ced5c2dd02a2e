"""The clock against an oracle: nothing missed, nothing double, over every change of clocks and any calendar.

The short form runs with everything else; the whole (two years, five zones, twelve schedules, hour by hour and minute by
minute around each change; 100,000 random calendars) is marked chaos.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.access import local_day
from accounts.schooldays import SchoolDays
from monitoring.schedule import is_digest_time, next_due, rung_dates
from policies.durations import parse
from tests.monitoring.clockwork import CLOSES, MINUTE, OPENS, SCHEDULES, WINTER, Run, Year, changes, moments, wall

FIRST = date(2026, 8, 17)
WEEK = timedelta(days=7)


def at_midnight(on: date) -> datetime:
    return datetime.combine(on, datetime.min.time(), tzinfo=UTC)


def lived(zone: str, first: date, last: date, *, around: timedelta) -> Run:
    """The real sweep and the oracle, side by side."""
    run = Run(zone, first)
    for moment in moments(at_midnight(first), at_midnight(last), around=around):
        run.play(moment)
    return run


@pytest.mark.django_db
def test_over_the_end_of_daylight_saving_nothing_is_missed_and_nothing_double() -> None:
    run = lived("America/Chicago", date(2026, 10, 28), date(2026, 11, 5), around=-timedelta(hours=12))
    assert run.differences() == []
    assert run.size() == (12, 18)


@pytest.mark.long
@pytest.mark.chaos
@pytest.mark.django_db
@pytest.mark.parametrize("zone", WINTER)
def test_over_two_years_nothing_is_missed_and_nothing_double(zone: str, say: Callable[[str], None]) -> None:
    run = lived(zone, FIRST, FIRST + timedelta(days=730), around=WEEK)
    assert run.differences() == []
    opened, mails = run.size()
    say(f"{zone}: {opened:,} check-ins and {mails:,} mails as the oracle says, none missed, none double")
    assert opened > 700
    assert mails > 2000


def same_wall(zone: str, first: datetime, minutes: int) -> None:
    """Every minute: the product's local day and its hours of the digest are those of the oracle's wall clock."""
    for offset in range(minutes):
        moment = first + offset * MINUTE
        shown = wall(moment, zone)
        assert moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == shown
        assert local_day(moment, zone) == shown.date()
        if offset % 5 == 0:
            assert is_digest_time(moment, zone, shown.time().replace(hour=OPENS, minute=0)) == (OPENS <= shown.hour < CLOSES)


@pytest.mark.parametrize("zone", WINTER)
def test_the_wall_clock_of_each_zone_around_the_changes_of_a_year(zone: str) -> None:
    for change in changes(at_midnight(FIRST), at_midnight(FIRST + timedelta(days=365))):
        same_wall(zone, change + timedelta(hours=3), 9 * 60)


@pytest.mark.long
@pytest.mark.chaos
@pytest.mark.parametrize("zone", WINTER)
def test_the_wall_clock_of_each_zone_in_the_weeks_around_every_change(zone: str) -> None:
    for change in changes(at_midnight(FIRST), at_midnight(FIRST + timedelta(days=730))):
        same_wall(zone, change - WEEK, 15 * 24 * 60)


# any calendar

DAYS = st.dates(date(2026, 7, 1), date(2028, 8, 1))
UNITS = ("day", "school day", "business day", "week", "month", "year")


def any_calendar(examples: int) -> Callable[[Any], Any]:
    """So many random calendars, days and durations."""

    def decorated(test: Any) -> Any:
        drawn = given(
            weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5, 6}), frozenset({6}), frozenset()]),
            closed=st.frozensets(DAYS, max_size=40),
            opened=st.frozensets(DAYS, max_size=6),
            breaks=st.lists(st.tuples(DAYS, st.integers(1, 90)), max_size=3),
            after=st.dates(date(2026, 8, 1), date(2028, 6, 30)),
            count=st.integers(1, 25),
            unit=st.sampled_from(UNITS),
            calendar=st.sampled_from(["school_days", "business_days", "all_days"]),
        )
        checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
        return settings(max_examples=examples, deadline=None, suppress_health_check=checks, database=None)(drawn(test))

    return decorated


def agrees(weekend: Any, closed: Any, opened: Any, breaks: Any, after: date, count: int, unit: str, calendar: str) -> None:
    """The product's due date, and the days of a ladder, are those of the oracle."""
    every = frozenset(start + timedelta(days=n) for start, days in breaks for n in range(days))
    days = SchoolDays(weekend, closed | every, opened)
    year = Year(closed | every, weekend, opened)
    assert next_due(after, parse(f"{count} {unit}"), days, calendar) == year.next_due(after, count, unit, calendar)
    dates = rung_dates(after, (), days)
    assert len(dates) == 1
    assert dates[0] >= after
    assert year.is_open(dates[0])
    assert not any(year.is_open(after + timedelta(days=n)) for n in range((dates[0] - after).days))
    later = after + timedelta(days=count)
    passed = sum(year.is_open(after + timedelta(days=n)) for n in range(1, count + 1))
    assert days.between(after, later) == passed
    assert [days.at_most(most, after, later) for most in range(passed + 2)] == [*[False] * passed, True, True]


@any_calendar(200)
def test_any_due_date_is_what_counting_day_by_day_gives(**drawn: Any) -> None:
    agrees(**drawn)


@pytest.mark.long
@pytest.mark.chaos
@any_calendar(100_000)
def test_a_hundred_thousand_due_dates_are_what_counting_day_by_day_gives(**drawn: Any) -> None:
    agrees(**drawn)


def test_the_schedules_are_twelve_and_the_zones_five() -> None:
    assert (len(set(SCHEDULES)), len(WINTER)) == (12, 5)
