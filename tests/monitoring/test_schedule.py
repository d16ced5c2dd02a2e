"""When things fall due, as exact days and moments, and against an oracle that counts day by day and minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.schooldays import SchoolDays
from monitoring.schedule import (
    ESCALATE,
    NEW,
    REMIND,
    Climbed,
    Clock,
    Level,
    dates_passed,
    digest_window,
    expiry_date,
    first_due,
    heard_before,
    in_order,
    is_digest_time,
    levels,
    local_moment,
    next_due,
    next_to_hear,
    rung_dates,
    rung_to_write,
    rungs_ahead,
    step_rung_to_write,
    upcoming,
)
from policies.durations import parse

WEEKLY = parse("1 week")
DAYS = SchoolDays()
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 9, day) for day in (15, 16, 17, 18))
MONDAY = date(2026, 9, 21)
NEW_YORK, CHICAGO, LORD_HOWE = "America/New_York", "America/Chicago", "Australia/Lord_Howe"
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)  # the clock jumps, and is set back, at 2:00 a.m. in the U.S.
MODEL = levels(
    [
        {"after": "next school day", "to": ["responsible"]},
        {"after": "3 school days", "to": ["principal"]},
        {"after": "5 school days", "to": ["technology_director"]},
    ]
)


def closed(*days: date) -> SchoolDays:
    return SchoolDays(closed=frozenset(days))


# due dates --------------------------------------------------------------------------------------------------------------


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


calendars = st.builds(
    SchoolDays,
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({6}), frozenset()]),
    closed=st.frozensets(st.dates(date(2026, 8, 1), date(2027, 8, 1)), max_size=60),
    opened=st.frozensets(st.dates(date(2026, 8, 1), date(2027, 8, 1)), max_size=5),
)
days_of_year = st.dates(date(2026, 9, 1), date(2027, 6, 1))
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


# rungs ------------------------------------------------------------------------------------------------------------------


def test_rung_0_is_the_due_date_and_the_others_follow_the_ladder_in_school_days() -> None:
    assert rung_dates(THURSDAY, MODEL, DAYS) == [THURSDAY, FRIDAY, date(2026, 9, 22), date(2026, 9, 24)]
    assert rung_dates(THURSDAY, MODEL, closed(FRIDAY)) == [THURSDAY, MONDAY, date(2026, 9, 23), date(2026, 9, 25)]


def test_a_rung_never_lies_before_the_one_below() -> None:
    ladder = levels([{"after": "5 school days", "to": ["supervisor"]}, {"after": "1 day", "to": ["principal"]}])
    assert rung_dates(THURSDAY, ladder, DAYS) == [THURSDAY, date(2026, 9, 24), date(2026, 9, 24)]


def test_a_ladder_is_kept_in_the_order_of_its_days() -> None:
    after = ["10 school days", "1 week", "next school day", "3 school days"]
    ordered = in_order({"after": text, "to": ["responsible"]} for text in after)
    assert [level["after"] for level in ordered] == ["next school day", "3 school days", "1 week", "10 school days"]


@pytest.mark.parametrize(
    ("today", "last", "expected"),
    [
        (WEDNESDAY, None, None),  # not due yet
        (THURSDAY, None, 0),
        (FRIDAY, Climbed(0, True), 1),
        (FRIDAY, Climbed(0, False), None),  # the mail was not sent
        (FRIDAY, Climbed(1, True), None),  # the next one is not due
        (date(2026, 9, 19), Climbed(0, True), None),  # Saturday
        (date(2026, 9, 28), Climbed(0, True), 1),  # late, but one after the other
        (date(2026, 9, 29), Climbed(1, True), 2),
        (date(2026, 9, 30), Climbed(3, True), None),  # the top
    ],
)
def test_which_rung_may_be_written_on_a_day(today: date, last: Climbed | None, expected: int | None) -> None:
    assert rung_to_write(today=today, dates=rung_dates(THURSDAY, MODEL, DAYS), days=DAYS, last=last) == expected


@given(due=days_of_year, days=calendars, heard=st.lists(st.booleans(), min_size=60, max_size=60))
def test_a_ladder_never_collapses_skips_or_climbs_on_a_closed_day(due: date, days: SchoolDays, heard: list[bool]) -> None:
    dates = rung_dates(due, MODEL, days)
    last: Climbed | None = None
    written: list[tuple[int, date]] = []
    for offset, is_heard in enumerate(heard):
        today = due + timedelta(days=offset)
        if last is not None and written[-1][1] < today:
            last = Climbed(last.number, last.was_heard or is_heard)
        number = rung_to_write(today=today, dates=dates, days=days, last=last)
        if number is not None:
            written.append((number, today))
            last = Climbed(number, False)
    assert [number for number, _day in written] == list(range(len(written)))
    assert all(days.is_open(day) and day >= dates[number] for number, day in written)
    assert len({day for _number, day in written}) == len(written)


def test_the_rungs_ahead_keep_a_school_day_between_them() -> None:
    dates = rung_dates(THURSDAY, MODEL, DAYS)
    late = date(2026, 9, 30)
    assert rungs_ahead(today=FRIDAY, dates=dates, days=DAYS, number=1, written_on=FRIDAY) == [
        (2, date(2026, 9, 22)),
        (3, date(2026, 9, 24)),
    ]
    assert rungs_ahead(today=late, dates=dates, days=DAYS, number=0, written_on=THURSDAY) == [
        (1, date(2026, 10, 1)),
        (2, date(2026, 10, 2)),
        (3, date(2026, 10, 5)),
    ]


def test_who_hears_next_leaves_out_those_who_owe_it() -> None:
    ahead = next_to_hear(THURSDAY, MODEL, DAYS, today=THURSDAY, own="responsible", last=(0, THURSDAY))
    assert ahead == (("principal",), date(2026, 9, 22))
    top = next_to_hear(THURSDAY, MODEL, DAYS, today=date(2026, 9, 24), own="responsible", last=(3, date(2026, 9, 24)))
    assert top is None


# steps ------------------------------------------------------------------------------------------------------------------

CLOCK = Clock(remind_after=parse("3 school days"), escalate_after=parse("5 school days"))


def test_a_step_is_new_then_reminded_of_then_escalated() -> None:
    last: Climbed | None = None
    reminded: list[date] = []
    escalated = False
    written = []
    for offset in range(20):
        today = TUESDAY + timedelta(days=offset)
        what = step_rung_to_write(
            today=today, opened_on=TUESDAY, clock=CLOCK, days=DAYS, last=last, reminded_on=reminded, has_escalated=escalated
        )
        if what:
            written.append((what, today))
            last = Climbed(len(written) - 1, True)
            reminded += [today] if what == REMIND else []
            escalated |= what == ESCALATE
    assert written == [(NEW, TUESDAY), (REMIND, FRIDAY), (ESCALATE, date(2026, 9, 22))]


def test_a_step_is_reminded_of_again_and_again_where_the_policy_says_every() -> None:
    every = Clock(remind_every=parse("5 school days"))
    first = step_rung_to_write(
        today=date(2026, 9, 22),
        opened_on=TUESDAY,
        clock=every,
        days=DAYS,
        last=Climbed(0, True),
        reminded_on=[],
        has_escalated=True,
    )
    reminded = [date(2026, 9, 24)]  # two days late: the next one counts from that day
    assert first == REMIND
    for today, expected in ((date(2026, 9, 30), None), (date(2026, 10, 1), REMIND)):
        found = step_rung_to_write(
            today=today,
            opened_on=TUESDAY,
            clock=every,
            days=DAYS,
            last=Climbed(1, True),
            reminded_on=reminded,
            has_escalated=True,
        )
        assert found == expected


def test_a_step_does_not_escalate_before_its_reminder_was_heard() -> None:
    late = date(2026, 10, 1)
    asked = {"today": late, "opened_on": TUESDAY, "clock": CLOCK, "days": DAYS, "has_escalated": False}
    assert step_rung_to_write(**asked, last=None, reminded_on=[]) == NEW
    assert step_rung_to_write(**asked, last=Climbed(0, False), reminded_on=[]) is None
    assert step_rung_to_write(**asked, last=Climbed(0, True), reminded_on=[]) == REMIND
    assert step_rung_to_write(**asked, last=Climbed(1, False), reminded_on=[FRIDAY]) is None
    assert step_rung_to_write(**asked, last=Climbed(1, True), reminded_on=[FRIDAY]) == ESCALATE


def test_the_last_day_for_an_answer_is_a_school_day() -> None:
    assert expiry_date(TUESDAY, Clock(expires_after=parse("60 days")), DAYS) == date(2026, 11, 16)  # the 14th is a Saturday
    assert expiry_date(TUESDAY, Clock(), DAYS) is None


# moments ----------------------------------------------------------------------------------------------------------------


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


def test_a_level_of_a_ladder_is_read_from_what_is_stored() -> None:
    assert MODEL[1] == Level(parse("3 school days"), ("principal",))
