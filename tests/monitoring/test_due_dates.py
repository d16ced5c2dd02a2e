"""Due dates, as exact days and against an oracle that counts day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.schooldays import SchoolDays
from monitoring.schedule import (
    dates_passed,
    first_due,
    next_due,
    upcoming,
)
from policies.durations import parse
from tests.monitoring.calendars import calendars, days_of_year

WEEKLY = parse("1 week")
DAYS = SchoolDays()
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 9, day) for day in (15, 16, 17, 18))
MONDAY = date(2026, 9, 21)


def closed(*days: date) -> SchoolDays:
    return SchoolDays(closed=frozenset(days))


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("1 school day", WEDNESDAY),
        ("3 school days", FRIDAY),
        ("4 school days", MONDAY),
        ("1 week", date(2026, 9, 22)),
        ("2 weeks", date(2026, 9, 29)),
        ("5 days", MONDAY),  # Sunday
        ("1 month", date(2026, 10, 15)),
        ("1 year", date(2027, 9, 15)),
    ],
)
def test_a_duty_is_first_due_one_interval_after_it_began(every: str, expected: date) -> None:
    assert first_due(TUESDAY, parse(every), DAYS) == expected


def test_a_due_date_on_a_closed_day_moves_to_the_next_school_day() -> None:
    assert next_due(TUESDAY, WEEKLY, closed(date(2026, 9, 22), date(2026, 9, 23))) == date(2026, 9, 24)


def test_a_due_date_in_the_summer_moves_to_the_first_day_of_school() -> None:
    summer = closed(*(date(2027, 6, 14) + timedelta(days=offset) for offset in range(65)))
    assert next_due(date(2027, 6, 11), WEEKLY, summer) == date(2027, 8, 18)


def test_a_duty_that_counts_all_days_stays_where_it_falls() -> None:
    assert next_due(TUESDAY, parse("5 days"), DAYS, "all_days") == date(2026, 9, 20)
    assert next_due(FRIDAY, parse("1 week"), closed(date(2026, 9, 25)), "business_days") == date(2026, 9, 25)


def test_the_next_five_dates_of_a_weekly_duty_step_around_a_holiday() -> None:
    dates = upcoming(date(2026, 11, 12), WEEKLY, closed(date(2026, 11, 26), date(2026, 11, 27)), count=5)
    assert dates == [date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)]


def test_dates_that_have_come_are_counted_and_the_first_that_has_not_is_told() -> None:
    first = date(2026, 9, 22)
    assert dates_passed(first, WEEKLY, DAYS, today=date(2026, 9, 21)) == (0, first)
    assert dates_passed(first, WEEKLY, DAYS, today=first) == (1, date(2026, 9, 29))
    assert dates_passed(first, WEEKLY, DAYS, today=date(2026, 10, 7)) == (3, date(2026, 10, 13))


durations = st.sampled_from(["1 school day", "2 school days", "5 school days", "1 day", "3 days", "1 week", "2 weeks", "1 month"])


def by_counting(after: date, every: str, days: SchoolDays) -> date:
    """The oracle: walk day by day; months by the calendar's own arithmetic."""
    count, unit = int(every.split()[0]), every.split(maxsplit=1)[1].rstrip("s")
    day = after
    if unit == "school day":
        while count:
            day += timedelta(days=1)
            count -= days.is_open(day)
        return day
    if unit == "month":
        year, month = (after.year + (after.month == 12), after.month % 12 + 1)
        last = next(number for number in (31, 30, 29, 28) if _exists(year, month, number))
        day = date(year, month, min(after.day, last))
    else:
        day += timedelta(days=count * (7 if unit == "week" else 1))
    while not days.is_open(day):
        day += timedelta(days=1)
    return day


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@given(after=days_of_year, every=durations, days=calendars)
def test_a_due_date_is_what_counting_day_by_day_finds_and_always_a_school_day(after: date, every: str, days: SchoolDays) -> None:
    found = next_due(after, parse(every), days)
    assert found == by_counting(after, every, days)
    assert days.is_open(found)
    assert found > after


@given(first=days_of_year, every=durations, days=calendars, wait=st.integers(0, 120))
def test_the_dates_that_passed_are_those_that_following_one_another_have_come(
    first: date, every: str, days: SchoolDays, wait: int
) -> None:
    today = first + timedelta(days=wait)
    dates = [first]
    while dates[-1] <= today:
        dates.append(by_counting(dates[-1], every, days))
    assert dates_passed(first, parse(every), days, today=today) == (len(dates) - 1, dates[-1])
