"""Check-ins are opened when they are due, once; what passes while one is open is counted on it."""

from datetime import date, timedelta

import pytest

from accounts.models import CalendarDay
from monitoring import services
from monitoring.models import CheckIn, Duty
from monitoring.sweep import Swept, tick
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, close, local, morning, mornings, only, watched

pytestmark = pytest.mark.django_db


def columns(site: Site) -> tuple[date | None, date | None]:
    found = Site.objects.get(pk=site.pk)
    return found.next_due_on, found.overdue_since


@pytest.fixture
def robotics(cast: Cast) -> Site:
    """A site whose comments are due for the first time on Tuesday, September 22."""
    site = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    return site


def test_nothing_is_open_before_the_day_it_is_due(robotics: Site) -> None:
    assert tick(at=local(date(2026, 9, 21), 23, 59)) == Swept()
    assert CheckIn.objects.count() == 0


def test_a_check_in_opens_at_the_first_sweep_of_its_day(robotics: Site) -> None:
    assert tick(at=local(DUE, 0, 0)) == Swept(opened=1)
    check_in = only()
    assert (check_in.due_on, check_in.passed, check_in.state, check_in.opened_at) == (DUE, 0, "open", local(DUE, 0, 0))
    assert Duty.objects.get().next_due_on == date(2026, 9, 29)
    assert columns(robotics) == (DUE, None)


def test_two_sweeps_open_it_once_and_change_nothing(robotics: Site) -> None:
    tick(at=local(DUE))
    before = [list(model.objects.order_by("pk").values()) for model in (CheckIn, Duty, Site)]
    assert tick(at=local(DUE)) == Swept()
    assert [list(model.objects.order_by("pk").values()) for model in (CheckIn, Duty, Site)] == before


def test_a_date_that_passes_while_it_is_open_is_counted_on_it_and_opens_nothing(robotics: Site) -> None:
    mornings(DUE, 15)
    check_in = only()
    assert (check_in.due_on, check_in.passed) == (DUE, 2)
    assert Duty.objects.get().next_due_on == date(2026, 10, 13)
    assert columns(robotics) == (DUE, DUE)


def test_a_sweep_that_comes_three_weeks_late_opens_one_and_counts_the_others(robotics: Site) -> None:
    assert tick(at=local(date(2026, 10, 7))).opened == 1
    check_in = only()
    assert (check_in.due_on, check_in.passed) == (DUE, 2)
    assert Duty.objects.get().next_due_on == date(2026, 10, 13)


def test_missed_sweeps_leave_the_same_as_daily_ones(cast: Cast, robotics: Site) -> None:
    pottery = watched(cast, "Pottery", responsible=cast.hal, policy_version=cast.harbor_policy)
    tick(at=local(TUESDAY, 9, 2))
    for offset in range(21):
        tick(at=local(DUE + timedelta(days=offset), 17), district=cast.lakeside)
    tick(at=local(DUE + timedelta(days=20), 17), district=cast.harbor)
    rows = [CheckIn.objects.values_list("due_on", "passed", "state").get(site=site) for site in (robotics, pottery)]
    assert rows[0] == rows[1] == (DUE, 2, "open")
    assert columns(robotics) == columns(pottery)


def test_a_site_is_overdue_when_a_school_day_has_passed(robotics: Site) -> None:
    tick(at=local(DUE, 23, 59))
    assert columns(robotics) == (DUE, None)
    assert tick(at=local(date(2026, 9, 23), 0, 0)) == Swept(overdue=1)
    assert columns(robotics) == (DUE, DUE)


def test_a_weekend_makes_nothing_overdue(cast: Cast) -> None:
    site = watched(cast, terms={"check_every": "3 school days"})  # due on Friday
    tick(at=local(TUESDAY, 9, 1))
    mornings(date(2026, 9, 18), 3)
    assert columns(site) == (date(2026, 9, 18), None)
    morning(date(2026, 9, 21))
    assert columns(site) == (date(2026, 9, 18), date(2026, 9, 18))


def test_a_snow_day_moves_what_is_due_but_not_what_is_open(cast: Cast, robotics: Site) -> None:
    morning(DUE)
    close(cast, date(2026, 9, 23), label="Snow")
    morning(date(2026, 9, 23))
    assert columns(robotics) == (DUE, None)
    morning(date(2026, 9, 24))
    assert columns(robotics) == (DUE, DUE)


def test_a_due_date_on_a_day_that_was_closed_since_moves_to_the_next_school_day(cast: Cast, robotics: Site) -> None:
    close(cast, DUE)
    assert tick(at=local(DUE, 8)) == Swept()
    assert columns(robotics) == (date(2026, 9, 23), None)
    tick(at=local(date(2026, 9, 23)))
    assert only().due_on == date(2026, 9, 23)


def test_a_day_that_is_closed_after_its_check_in_opened_does_not_count(cast: Cast, robotics: Site) -> None:
    tick(at=local(DUE, 0, 1))
    close(cast, DUE, label="Snow, called at half past five")
    morning(date(2026, 9, 23))
    assert columns(robotics) == (DUE, None)
    morning(date(2026, 9, 24))
    assert columns(robotics) == (DUE, DUE)


def test_a_school_that_is_open_on_a_saturday_has_its_own_days(cast: Cast) -> None:
    CalendarDay.objects.create(district=cast.lakeside, school=cast.elm, on=date(2026, 9, 19), is_open=True)
    site = watched(cast, responsible=cast.ed, terms={"check_every": "4 school days"})
    tick(at=local(TUESDAY, 9, 1))
    assert columns(site) == (date(2026, 9, 19), None)


def test_answered_check_ins_stay_and_the_next_one_is_another(cast: Cast, robotics: Site) -> None:
    morning(DUE)
    services.answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.maya, at=local(DUE, 9))
    mornings(date(2026, 9, 23), 7)
    assert list(CheckIn.objects.values_list("due_on", "state")) == [(DUE, "answered"), (date(2026, 9, 29), "open")]
