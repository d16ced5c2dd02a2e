"""The days of a ladder's rungs and of a step's clock, and that they never collapse."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.schooldays import SchoolDays
from monitoring.schedule import (
    ESCALATE,
    NEW,
    REMIND,
    Climbed,
    Clock,
    Level,
    expiry_date,
    in_order,
    levels,
    next_to_hear,
    reach,
    rung_dates,
    rung_to_write,
    rungs_ahead,
    step_rung_to_write,
)
from policies.durations import add, parse
from tests.monitoring.calendars import calendars, days_of_year

DAYS = SchoolDays()
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 9, day) for day in (15, 16, 17, 18))
MONDAY = date(2026, 9, 21)
MODEL = levels(
    [
        {"after": "next school day", "to": ["responsible"]},
        {"after": "3 school days", "to": ["principal"]},
        {"after": "5 school days", "to": ["technology_director"]},
    ]
)


def closed(*days: date) -> SchoolDays:
    return SchoolDays(closed=frozenset(days))


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


def test_a_level_of_a_ladder_is_read_from_what_is_stored() -> None:
    assert MODEL[1] == Level(parse("3 school days"), ("principal",))


def test_what_was_due_on_a_day_that_was_closed_since_is_counted_from_the_next_school_day() -> None:
    snow = SchoolDays(closed=frozenset({date(2026, 9, 22)}))
    ladder = levels([{"after": "1 school day", "to": ["responsible"]}, {"after": "3 school days", "to": ["supervisor"]}])
    assert rung_dates(date(2026, 9, 22), ladder, snow) == [date(2026, 9, day) for day in (23, 24, 28)]


@given(due=days_of_year, days=calendars, before=st.sampled_from(["1 school day", "4 school days", "1 day", "5 days", "2 weeks"]))
def test_a_date_is_reminded_of_on_the_last_school_morning_that_lies_so_long_before(
    due: date, days: SchoolDays, before: str
) -> None:
    wanted, due = parse(before), days.on_or_after(due)
    mornings = [day for day in (due - timedelta(days=offset) for offset in range(400)) if days.is_open(day) and day < due]
    speaking = [day for day in mornings if due <= reach(wanted, days, day)]
    assert speaking == mornings[: len(speaking)]  # from the first on, whatever was missed
    if len(speaking) < len(mornings):
        first = speaking[-1] if speaking else due
        assert add(first, wanted, days) <= due or first == due
        assert add(days.add(first, 1), wanted, days) > due
