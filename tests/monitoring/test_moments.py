"""Local hours as moments, over every change of clocks, against an oracle that looks at every minute."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.schooldays import SchoolDays
from monitoring.schedule import (
    digest_window,
    heard_before,
    is_digest_time,
    local_moment,
)
from tests.monitoring.calendars import days_of_year

DAYS = SchoolDays()
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 9, day) for day in (15, 16, 17, 18))
MONDAY = date(2026, 9, 21)
NEW_YORK, CHICAGO, LORD_HOWE = "America/New_York", "America/Chicago", "Australia/Lord_Howe"
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)  # the clock jumps, and is set back, at 2:00 a.m. in the U.S.


def closed(*days: date) -> SchoolDays:
    return SchoolDays(closed=frozenset(days))


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        (CHICAGO, TUESDAY, time(7), datetime(2026, 9, 15, 12, 0, tzinfo=UTC)),
        (CHICAGO, date(2026, 12, 1), time(7), datetime(2026, 12, 1, 13, 0, tzinfo=UTC)),
        (NEW_YORK, SPRING, time(2, 30), datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),  # 2:30 does not exist: 3:00 is the first
        (NEW_YORK, SPRING, time(3), datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),
        (NEW_YORK, SPRING, time(1, 59), datetime(2026, 3, 8, 6, 59, tzinfo=UTC)),
        (NEW_YORK, AUTUMN, time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # the first of two
        (NEW_YORK, AUTUMN, time(2), datetime(2026, 11, 1, 7, 0, tzinfo=UTC)),
        (LORD_HOWE, date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),  # a jump of half an hour
        ("Africa/Cairo", date(2026, 4, 24), time(0), datetime(2026, 4, 23, 22, 0, tzinfo=UTC)),  # midnight does not exist
    ],
)
def test_a_local_time_as_a_moment(zone: str, on: date, at: time, expected: datetime) -> None:
    assert local_moment(zone, on, at) == expected


def by_scanning(zone: str, on: date, at: time) -> datetime:
    """The oracle: look at every minute of three days for the first whose wall clock shows the time, or jumps over it."""
    wanted = datetime.combine(on, at)
    minute = datetime.combine(on - timedelta(days=1), time(0), tzinfo=UTC)
    previous = minute.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    for offset in range(1, 3 * 24 * 60):
        moment = minute + timedelta(minutes=offset)
        wall = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if wall == wanted or previous < wanted < wall:
            return moment
        previous = wall
    raise AssertionError(zone)


ZONES = [NEW_YORK, CHICAGO, "America/Phoenix", "America/Anchorage", "Pacific/Honolulu", LORD_HOWE, "America/Havana", "UTC"]
turning = st.one_of(st.dates(date(2026, 3, 6), date(2026, 3, 10)), st.dates(date(2026, 10, 30), date(2026, 11, 3)))


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(ZONES), on=st.one_of(turning, days_of_year), hour=st.integers(0, 4), minute=st.integers(0, 59))
def test_a_moment_is_what_looking_at_every_minute_finds(zone: str, on: date, hour: int, minute: int) -> None:
    assert local_moment(zone, on, time(hour, minute)) == by_scanning(zone, on, time(hour, minute))


def test_over_a_whole_year_the_digest_goes_once_a_day_at_its_local_hour() -> None:
    for zone in ZONES:
        for hour in (time(1, 30), time(2, 30), time(7)):
            moments = [local_moment(zone, date(2026, 1, 1) + timedelta(days=day), hour) for day in range(365)]
            gaps = {(later - earlier) for earlier, later in pairwise(moments)}
            assert all(timedelta(hours=22, minutes=59) < gap < timedelta(hours=25, minutes=1) for gap in gaps)
            assert len({moment.astimezone(ZoneInfo(zone)).date() for moment in moments}) == 365


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(6, 59, False), (7, 0, True), (12, 0, True), (16, 59, True), (17, 0, False), (23, 0, False)]
)
def test_a_digest_is_written_from_its_hour_until_five(hour: int, minute: int, expected: bool) -> None:
    at = datetime.combine(TUESDAY, time(hour, minute), tzinfo=ZoneInfo(CHICAGO)).astimezone(UTC)
    assert is_digest_time(at, CHICAGO, time(7)) is expected


def test_a_district_whose_hour_is_in_the_evening_has_until_midnight() -> None:
    opens, closes = digest_window(CHICAGO, time(18), TUESDAY)
    assert (opens, closes) == (datetime(2026, 9, 15, 23, 0, tzinfo=UTC), datetime(2026, 9, 16, 5, 0, tzinfo=UTC))


def test_a_mail_sent_on_a_closed_day_counts_as_sent_on_the_next_school_day() -> None:
    assert heard_before(CHICAGO, DAYS, MONDAY) == datetime(2026, 9, 19, 5, 0, tzinfo=UTC)  # the end of Friday
    assert heard_before(CHICAGO, DAYS, WEDNESDAY) == datetime(2026, 9, 16, 5, 0, tzinfo=UTC)
    assert heard_before(CHICAGO, closed(FRIDAY), MONDAY) == datetime(2026, 9, 18, 5, 0, tzinfo=UTC)
