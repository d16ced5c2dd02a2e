"""Lengths of time, as policies state them and as people read them."""

from datetime import date, timedelta

import pytest

from accounts.schooldays import NoSchoolDays, SchoolDays
from policies.durations import FURTHEST, MOST, BadDuration, Duration, add, due, following, how_often, parse, said

FRIDAY = date(2026, 9, 4)
MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)
LABOR_DAY = SchoolDays(closed=frozenset({MONDAY}))


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("1 day", Duration(1, "day")),
        ("60 days", Duration(60, "day")),
        ("0 days", Duration(0, "day")),
        ("3 school days", Duration(3, "school day")),
        ("1 school day", Duration(1, "school day")),
        ("next school day", Duration(1, "school day")),
        ("2 business days", Duration(2, "business day")),
        ("1 week", Duration(1, "week")),
        ("6 months", Duration(6, "month")),
        ("2 years", Duration(2, "year")),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text: str, duration: Duration) -> None:
    assert parse(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "days",
        "three days",
        "-1 day",
        "1.5 weeks",
        "1  week",
        "1 fortnight",
        "10000 days",
        "1 week ",
        "١ day",
        "Next school day",
    ],
)
def test_anything_else_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(BadDuration, match=r"expected .* school day"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "day", "after"),
    [
        ("3 days", FRIDAY, MONDAY),
        ("1 school day", FRIDAY, TUESDAY),
        ("0 school days", MONDAY, TUESDAY),
        ("1 business day", FRIDAY, MONDAY),
        ("2 business days", FRIDAY, TUESDAY),
        ("2 weeks", FRIDAY, date(2026, 9, 18)),
        ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
        ("4 months", date(2026, 10, 15), date(2027, 2, 15)),
        ("12 months", date(2026, 12, 31), date(2027, 12, 31)),
        ("1 year", date(2028, 2, 29), date(2029, 2, 28)),
        ("2 years", FRIDAY, date(2028, 9, 4)),
    ],
)
def test_a_duration_is_added_in_its_own_unit(text: str, day: date, after: date) -> None:
    assert add(day, parse(text), LABOR_DAY) == after


@pytest.mark.parametrize(
    ("calendar", "day"),
    [("school_days", TUESDAY), ("business_days", MONDAY), ("all_days", date(2026, 9, 5))],
)
def test_what_falls_on_a_closed_day_is_due_as_the_calendar_says(calendar: str, day: date) -> None:
    assert due(date(2026, 8, 29), parse("1 week"), LABOR_DAY, calendar) == day


def test_what_falls_on_an_open_day_stays_there() -> None:
    assert due(date(2026, 9, 1), parse("1 week"), LABOR_DAY) == TUESDAY


@pytest.mark.parametrize(
    ("text", "words"), [("1 week", "1 week"), ("3 school days", "3 school days"), ("next school day", "1 school day")]
)
def test_a_duration_is_said_in_words(text: str, words: str) -> None:
    assert said(parse(text)) == words


def test_a_text_that_is_no_duration_is_quoted_to_its_sixtieth_letter() -> None:
    with pytest.raises(BadDuration) as refused:
        parse("x" * 61)
    assert str(refused.value).endswith(f", not '{'x' * 60}'")


def test_what_falls_due_does_so_on_a_school_day_unless_said_otherwise() -> None:
    assert due(FRIDAY, Duration(3, "day"), LABOR_DAY) == TUESDAY
    assert due(FRIDAY, Duration(1, "school day"), LABOR_DAY, "all_days") == TUESDAY


@pytest.mark.parametrize(
    ("every", "words"), [(Duration(1, "week"), "Every week"), (Duration(2, "school day"), "Every 2 school days")]
)
def test_a_rhythm_is_said_without_a_one(every: Duration, words: str) -> None:
    assert how_often(every) == words


def test_the_dates_that_follow_are_each_counted_from_the_one_before():
    snow = SchoolDays(closed=frozenset({date(2026, 9, 29)}))
    assert following(date(2026, 9, 15), parse("1 week"), snow, count=3) == [
        date(2026, 9, 22),
        date(2026, 9, 30),
        date(2026, 10, 7),
    ]
    assert following(date(2026, 9, 15), parse("1 week"), snow, "all_days", count=2) == [date(2026, 9, 22), date(2026, 9, 29)]
    assert following(date(2026, 9, 15), parse("1 week"), snow, count=0) == []


@pytest.mark.parametrize(
    ("after", "on", "expected"),
    [
        (date(2026, 8, 14), "08-15", date(2026, 8, 15)),
        (date(2026, 8, 15), "08-15", date(2027, 8, 15)),
        (date(2026, 12, 31), "01-01", date(2027, 1, 1)),
        (date(2027, 2, 27), "02-29", date(2027, 2, 28)),
        (date(2028, 2, 28), "02-29", date(2028, 2, 29)),
    ],
)
def test_a_day_of_the_year_comes_once_a_year(after: date, on: str, expected: date) -> None:
    yearly = parse(f"yearly on {on}")
    assert add(after, yearly, SchoolDays()) == expected
    assert yearly == Duration(1, "year", on)


def test_a_day_of_the_year_is_said_by_its_name():
    assert how_often(parse("yearly on 08-15")) == "Every year on August 15"
    assert how_often(parse("yearly on 02-29")) == "Every year on February 29"


def test_on_a_day_on_which_everything_rests_nothing_falls_due():
    closed = SchoolDays(closed=frozenset({FRIDAY, MONDAY}))
    assert [due(date(2026, 8, 28), parse("1 week"), closed, each) for each in ("all_days", "business_days")] == [FRIDAY, FRIDAY]
    rest = SchoolDays(closed=closed.closed, resting=frozenset({FRIDAY, MONDAY}))
    assert [due(date(2026, 8, 28), parse("1 week"), rest, each) for each in ("all_days", "business_days")] == [TUESDAY, TUESDAY]
    assert due(date(2026, 8, 29), parse("1 week"), rest, "business_days") == TUESDAY  # Saturday, then a Monday that rests


@pytest.mark.parametrize("unit", ["day", "school day", "business day", "week", "month", "year"])
@pytest.mark.parametrize("day", [date(2199, 12, 31), FURTHEST, date.max])
def test_no_duration_leads_past_the_end_of_the_calendar(day: date, unit: str) -> None:
    longest = Duration(MOST, unit)
    assert add(day, longest, SchoolDays()) <= FURTHEST
    assert len(following(day, longest, SchoolDays(), count=5)) == 5


def test_the_longest_duration_is_counted_as_far_as_the_calendar_goes() -> None:
    assert add(FRIDAY, parse("6973 years"), SchoolDays()) == date(8999, 9, 4)
    assert add(FRIDAY, parse("6974 years"), SchoolDays()) == add(FRIDAY, parse("9999 years"), SchoolDays()) == FURTHEST
    assert add(date.max, parse("yearly on 08-15"), SchoolDays()) == FURTHEST


def test_a_calendar_that_ends_has_no_further_school_day() -> None:
    days = SchoolDays()
    assert days.on_or_after(date.max) == date.max  # a Friday
    assert days.on_or_before(date.min) == date.min  # a Monday
    with pytest.raises(NoSchoolDays):
        days.add(date.max - timedelta(days=1), 2)
    with pytest.raises(NoSchoolDays):
        SchoolDays(closed=frozenset({date.min})).on_or_before(date.min)
