"""Letting duties rest, and beginning them again."""

from datetime import date

import pytest

from accounts.rules import Refused
from monitoring.models import CheckIn, Duty
from monitoring.services import pause, resume
from monitoring.sweep import Swept, tick
from registry import services as registry
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, digests, local, morning, mornings, watched
from tests.registry.sites import said

pytestmark = pytest.mark.django_db
NINE = local(DUE, 9)
LATER = date(2026, 10, 20)


@pytest.fixture
def robotics(cast: Cast) -> Site:
    """A site of Maya's with an open check-in, today, September 22."""
    site = watched(cast, terms={"check_every": "1 week", "review_every": "1 month"})
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    return site


def state(site: Site) -> list[tuple[bool, date | None, date | None]]:
    """For each duty: whether it is paused, until when, and when it is due next."""
    rows = Duty.objects.filter(site=site).order_by("id")
    return [(duty.paused_at is not None, duty.paused_until, duty.next_due_on) for duty in rows]


def test_every_duty_rests_and_what_is_open_is_not_needed_any_more(cast: Cast, robotics: Site) -> None:
    assert pause(site=robotics, reason="The season is over.", until=None, by=cast.pat, at=NINE) == 2
    assert state(robotics) == [(True, None, None), (True, None, None)]
    assert list(CheckIn.objects.values_list("state", flat=True)) == ["cancelled"]
    robotics.refresh_from_db()
    assert (robotics.next_due_on, robotics.overdue_since) == (None, None)
    mornings(date(2026, 9, 23), 40)
    assert CheckIn.objects.count() == 1
    assert digests(date(2026, 9, 23)) == {}


def test_the_site_s_history_says_who_until_when_and_why(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=LATER, by=cast.dee, at=NINE)
    resume(site=robotics, by=cast.pat, at=local(DUE, 15), reason="It is not.")
    assert said(robotics)[1:] == [
        ("pause", "Dee Okafor", "paused the duties of Robotics on Instagram until October 20, 2026", "The season is over."),
        ("resume", "Pat Lindqvist", "resumed the duties of Robotics on Instagram", "It is not."),
    ]


def test_resumed_duties_count_from_the_day_they_are_resumed(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=None, by=cast.pat, at=NINE)
    assert resume(site=robotics, reason="It begins again.", by=cast.pat, at=local(date(2026, 10, 6), 9)) == 2
    assert state(robotics) == [(False, None, date(2026, 10, 13)), (False, None, date(2026, 11, 6))]
    robotics.refresh_from_db()
    assert robotics.next_due_on == date(2026, 10, 13)


def test_a_pause_with_an_end_ends_by_itself_on_that_day(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=LATER, by=cast.pat, at=NINE)
    assert tick(at=local(date(2026, 10, 19), 23, 59)).resumed == 0
    assert tick(at=local(LATER, 0, 0)) == Swept(resumed=2)
    assert state(robotics) == [(False, None, date(2026, 10, 27)), (False, None, date(2026, 11, 20))]
    robotics.refresh_from_db()
    assert robotics.next_due_on == date(2026, 10, 27)
    assert tick(at=local(LATER, 0, 1)) == Swept()


def test_a_late_sweep_resumes_as_of_the_day_the_pause_ended(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=LATER, by=cast.pat, at=NINE)
    tick(at=local(date(2026, 10, 23)))
    assert state(robotics)[0][2] == date(2026, 10, 27)


def test_a_pause_that_ends_while_the_site_is_suspended_waits_for_it(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=LATER, by=cast.pat, at=NINE)
    registry.suspend(site=robotics, reason="A complaint.", by=cast.pat, at=local(DUE, 10))
    tick(at=local(LATER))
    assert state(robotics)[0] == (True, LATER, None)
    registry.reinstate(site=robotics, reason="All is well.", by=cast.pat, at=local(date(2026, 11, 2), 9))
    tick(at=local(date(2026, 11, 2), 9, 1))
    assert state(robotics)[0][0] is False


@pytest.mark.parametrize("name", ["pat", "dee", "sam", "tom"])
def test_supervisors_and_roles_that_give_orders_pause(cast: Cast, robotics: Site, name: str) -> None:
    assert pause(site=robotics, reason="The season is over.", until=None, by=getattr(cast, name), at=NINE) == 2


@pytest.mark.parametrize("name", ["maya", "val", "ed", "erin", "casey", "hugo"])
def test_nobody_else_does_not_even_the_responsible_employee(cast: Cast, robotics: Site, name: str) -> None:
    who = getattr(cast, name)
    with pytest.raises(Refused, match="Duties are paused by a supervisor, or by a role that gives orders about the site"):
        pause(site=robotics, reason="The season is over.", until=None, by=who, at=NINE)
    with pytest.raises(Refused, match="Duties are paused by a supervisor"):
        resume(site=robotics, reason="It begins again.", by=who, at=NINE)


def test_a_pause_needs_a_reason_and_a_day_to_come(cast: Cast, robotics: Site) -> None:
    with pytest.raises(Refused, match="Give a reason"):
        pause(site=robotics, reason=" ", until=None, by=cast.pat, at=NINE)
    with pytest.raises(Refused, match="Choose a day to come"):
        pause(site=robotics, reason="The season is over.", until=DUE, by=cast.pat, at=NINE)


def test_going_on_needs_a_reason_too(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=None, by=cast.pat, at=NINE)
    with pytest.raises(Refused, match="Give a reason"):
        resume(site=robotics, reason=" ", by=cast.pat, at=NINE)


def test_what_rests_cannot_be_paused_and_what_runs_cannot_be_resumed(cast: Cast, robotics: Site) -> None:
    with pytest.raises(Refused, match=r"No duty of Robotics on Instagram is paused\."):
        resume(site=robotics, reason="It begins again.", by=cast.pat, at=NINE)
    pause(site=robotics, reason="The season is over.", until=None, by=cast.pat, at=NINE)
    with pytest.raises(Refused, match=r"Robotics on Instagram has no duties that could be paused\."):
        pause(site=robotics, reason="Again.", until=None, by=cast.pat, at=NINE)


def test_the_duties_of_a_suspended_site_are_not_resumed(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=None, by=cast.pat, at=NINE)
    site = registry.suspend(site=robotics, reason="A complaint.", by=cast.pat, at=local(DUE, 10))
    with pytest.raises(Refused, match="its duties rest until it is active again"):
        resume(site=site, reason="It begins again.", by=cast.pat, at=local(DUE, 11))


def test_duties_that_are_paused_end_when_the_site_is_closed(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=LATER, by=cast.pat, at=NINE)
    registry.close(site=robotics, reason="For good.", by=cast.pat, at=local(DUE, 10))
    tick(at=local(DUE, 10, 1))
    assert Duty.objects.filter(ended_at__isnull=True).count() == 0
    assert tick(at=local(LATER)) == Swept()
