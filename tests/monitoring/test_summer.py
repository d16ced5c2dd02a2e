"""What becomes of checks in the summer: what counts as summer, and the three rules a policy may have."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import CalendarDay
from accounts.schooldays import SchoolDays
from monitoring.models import CheckIn, Duty
from monitoring.schedule import next_due
from monitoring.services import answer_check_in
from monitoring.summer import in_summer, is_summer
from monitoring.sweep import tick
from policies.document import PolicyError, parse
from policies.durations import parse as duration
from policies.selectors import preset_text
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.calendars import calendars, days_of_year
from tests.monitoring.days import build, digests, local, morning, mornings, rungs, send, watched
from tests.monitoring.pages import words

LAST, FIRST = date(2027, 6, 11), date(2027, 8, 16)  # the last day of school and the first one after the summer
SUMMER = [date(2027, 6, 14) + timedelta(days=n) for n in range(63)]
DAYS = SchoolDays(closed=frozenset(SUMMER) | {date(2026, 12, 21) + timedelta(days=n) for n in range(12)})
WEEKLY = duration("1 week")
REGISTERED = date(2027, 6, 1)  # a Tuesday


# what counts as summer


def test_a_break_counts_as_summer_by_its_length_alone() -> None:
    assert DAYS.long_breaks(28) == [(date(2027, 6, 12), date(2027, 8, 15))]
    assert DAYS.long_breaks(10) == [(date(2026, 12, 19), date(2027, 1, 3)), (date(2027, 6, 12), date(2027, 8, 15))]
    assert DAYS.long_breaks(66) == []


def test_a_school_that_is_open_all_year_round_has_no_summer() -> None:
    opened = frozenset(date(2027, 7, day) for day in range(1, 31) if date(2027, 7, day).weekday() < 5)
    assert SchoolDays(closed=DAYS.closed, opened=opened).long_breaks(28) == []


def test_weekly_one_day_a_week_counts() -> None:
    days = in_summer(DAYS, "weekly 28")
    opened = [day for day in SUMMER if days.is_open(day)]
    assert opened[:3] == [date(2027, 6, 21), date(2027, 6, 28), date(2027, 7, 5)]
    assert {day.weekday() for day in opened} == {0}
    assert not days.is_open(date(2026, 12, 28))
    assert next_due(LAST, WEEKLY, days) == date(2027, 6, 21)
    assert next_due(date(2027, 6, 22), duration("1 school day"), days) == date(2027, 6, 28)


@pytest.mark.parametrize("calendar", ["school_days", "business_days", "all_days"])
def test_off_nothing_falls_due_whatever_is_counted(calendar: str) -> None:
    assert next_due(LAST, WEEKLY, in_summer(DAYS, "off 28"), calendar) == FIRST
    assert next_due(date(2027, 6, 4), WEEKLY, in_summer(DAYS, "off 28"), calendar) == LAST


def test_without_a_rule_only_school_days_wait() -> None:
    assert in_summer(DAYS, "") is DAYS
    assert [next_due(LAST, WEEKLY, DAYS, each) for each in ("school_days", "business_days", "all_days")] == [
        FIRST, date(2027, 6, 18), date(2027, 6, 18),
    ]  # fmt: skip


@given(calendars, days_of_year, st.sampled_from([7, 14, 28]))
def test_a_break_that_is_found_has_no_open_day_and_open_days_on_both_sides(days: SchoolDays, day: date, least: int) -> None:
    for first, last in days.long_breaks(least):
        assert (last - first).days + 1 >= least
        assert not any(days.is_open(first + timedelta(days=n)) for n in range((last - first).days + 1))
        assert days.is_open(first - timedelta(days=1))
        assert days.is_open(last + timedelta(days=1))
    assert not (is_summer(day, days, f"weekly {least}") and days.is_open(day))


# in a document


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[summer]\nrule = "hand_over"\n', "expected the role that looks in the summer"),
        ('[summer]\nrule = "weekly"\nto = ["principal"]\n', "expected the role that looks in the summer"),
        ('[summer]\nrule = "hand_over"\nto = ["janitor"]\n', "janitor"),
        ('[summer]\nrule = "off"\nat_least = "0 days"\n', "expected at least one day"),
        ('[summer]\nrule = "sometimes"\n', "summer.rule"),
    ],
)
def test_a_summer_that_cannot_be_is_named(text: str, sentence: str) -> None:
    with pytest.raises(PolicyError, match=sentence):
        parse(preset_text("model") + text)


# in the sweep


def district(rule: str) -> tuple[Cast, Site]:
    """A site of Maya's under the model policy with a summer rule; the district is closed in the summer."""
    cast = build(adding=f"[summer]\n{rule}\n")
    CalendarDay.objects.bulk_create(CalendarDay(district=cast.lakeside, on=on, label="Summer") for on in SUMMER)
    at = local(REGISTERED, 9)
    site = watched(cast, at=at)
    tick(at=local(REGISTERED, 9, 1))
    return cast, site


def answered(on: date, by: object) -> None:
    """Answer what is open, at nine."""
    answer_check_in(check_in=CheckIn.objects.get(state="open"), outcome="nothing_found", note="", by=by, at=local(on, 9))


@pytest.mark.django_db
def test_weekly_the_teacher_is_asked_once_a_week_and_late_after_a_week() -> None:
    cast, site = district('rule = "weekly"')
    assert Duty.objects.get().summer == "weekly 28"
    mornings(REGISTERED + timedelta(days=1), 10)
    answered(LAST, cast.maya)
    assert Duty.objects.get().next_due_on == date(2027, 6, 21)
    mornings(date(2027, 6, 12), 12)
    assert [on for on in SUMMER[:12] if digests(on)] == [date(2027, 6, 21)]
    site.refresh_from_db()
    assert site.overdue_since is None
    mornings(date(2027, 6, 24), 5)
    site.refresh_from_db()
    assert site.overdue_since == date(2027, 6, 21)
    assert [(number, on) for number, on, _ in rungs()][-2:] == [(0, date(2027, 6, 21)), (1, date(2027, 6, 28))]


@pytest.mark.django_db
def test_off_nobody_is_asked_before_school_begins() -> None:
    cast, _site = district('rule = "off"')
    mornings(REGISTERED + timedelta(days=1), 10)
    answered(LAST, cast.maya)
    assert Duty.objects.get().next_due_on == FIRST
    tick(at=local(date(2027, 7, 6)))
    assert digests(date(2027, 7, 6)) == {}


@pytest.mark.django_db
def test_handed_over_the_office_looks_and_the_teacher_goes_on_after_the_summer() -> None:
    cast, site = district('rule = "hand_over"\nto = ["technology_director"]')
    mornings(REGISTERED + timedelta(days=1), 10)
    answered(LAST, cast.maya)
    for on in (date(2027, 6, 21), date(2027, 6, 28)):
        morning(on)
        assert set(digests(on)) == {"Tom Adeyemi"}
        assert cast.client(cast.maya).get(f"/check-ins/{CheckIn.objects.latest('id').pk}/").context.get("form") is None
        answered(on, cast.tom)
    seen = words(cast.client(cast.pat).get(f"/sites/{site.pk}/"))
    assert "In the summer Tom Adeyemi looks, once a week." in seen
    tick(at=local(date(2027, 8, 9)))
    answered(date(2027, 8, 9), cast.tom)
    morning(FIRST)
    send(local(FIRST, 8))
    assert set(digests(FIRST)) == {"Maya Ortega"}
