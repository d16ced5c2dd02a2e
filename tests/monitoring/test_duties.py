"""Duties begin, rest and end with their site."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Person, Role
from monitoring.models import CheckIn, Duty, Tick
from monitoring.sweep import Swept, tick
from policies.services import load_policy
from records.events import OPERATOR
from records.models import Event
from registry import services as registry
from registry.models import Site
from tests.cast import AT, Cast
from tests.monitoring.days import DUE, TUESDAY, close, local, morning, mornings, only, watched
from tests.registry import sites

pytestmark = pytest.mark.django_db


def columns(site: Site) -> tuple[date | None, date | None, date | None, date | None]:
    """What the register knows of a site: next due, overdue since, last checked, watched since."""
    found = Site.objects.get(pk=site.pk)
    return found.next_due_on, found.overdue_since, found.last_checked_on, found.watched_since


def duties(site: Site) -> list[tuple[str, str, str, date | None]]:
    rows = Duty.objects.filter(site=site, ended_at__isnull=True).order_by("id")
    return list(rows.values_list("key", "role", "every", "next_due_on"))


@pytest.mark.clause("003:10", "003:22")
def test_the_duties_of_a_new_site_are_those_of_its_policy_at_the_frequency_of_its_terms(cast: Cast) -> None:
    robotics = watched(cast, terms={"check_every": "2 school days", "review_every": "1 month"})
    assert tick(at=local(TUESDAY, 9, 1)) == Swept(begun=2)
    assert duties(robotics) == [
        ("comments", "responsible", "2 school days", date(2026, 9, 17)),
        ("supervisor_look", "supervisor", "1 month", date(2026, 10, 15)),
    ]
    assert columns(robotics) == (date(2026, 9, 17), None, None, TUESDAY)
    assert Duty.objects.get(key="comments").ladder == [
        {"after": "next school day", "to": ["responsible"]},
        {"after": "3 school days", "to": ["principal"]},
        {"after": "5 school days", "to": ["technology_director"]},
    ]


@pytest.mark.clause("004:13")
def test_a_duty_whose_frequency_nobody_set_stays_silent(cast: Cast) -> None:
    robotics = sites.site(cast, terms={})
    assert tick(at=local(TUESDAY, 9, 1)) == Swept()
    assert duties(robotics) == []
    assert columns(robotics) == (None, None, None, TUESDAY)


def test_a_site_that_was_registered_under_no_policy_has_no_duties(cast: Cast) -> None:
    robotics = watched(cast, policy_version=None)
    tick(at=local(TUESDAY, 9, 1))
    assert columns(robotics) == (None, None, None, TUESDAY)


@pytest.mark.clause("000:15")
def test_what_a_policy_only_says_that_somebody_may_do_is_nobody_s_duty(cast: Cast) -> None:
    text = cast.policy.text.replace('key = "comments"\n', 'key = "comments"\nlevel = "may"\n', 1)
    version = load_policy(district=cast.lakeside, text=text, in_force_from=TUESDAY, by=OPERATOR, at=AT)
    robotics = watched(cast, policy_version=version)
    tick(at=local(TUESDAY, 9, 1))
    assert duties(robotics) == []


def test_a_late_sweep_counts_from_the_day_of_the_registration(cast: Cast) -> None:
    robotics = watched(cast)
    tick(at=local(date(2026, 9, 18)))
    assert duties(robotics)[0][3] == DUE


def test_two_sweeps_of_one_moment_begin_nothing_twice(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    assert tick(at=local(TUESDAY, 9, 1)) == Swept()
    assert Duty.objects.count() == 1


def test_a_closed_site_has_no_duties_and_no_check_in_left(cast: Cast) -> None:
    robotics = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    registry.close(site=robotics, reason="The club ended.", by=cast.pat, at=local(DUE, 10))
    assert tick(at=local(DUE, 10, 1)) == Swept(stopped=1)
    assert duties(robotics) == []
    assert only().state == "cancelled"
    assert columns(robotics) == (None, None, None, None)
    assert tick(at=local(DUE, 10, 2)) == Swept()


def test_a_suspended_site_rests_and_its_duties_count_from_the_day_it_is_reinstated(cast: Cast) -> None:
    robotics = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    registry.suspend(site=robotics, reason="We look into a complaint.", by=cast.pat, at=local(DUE, 10))
    assert tick(at=local(DUE, 10, 1)) == Swept(stopped=1)
    assert duties(robotics) == [("comments", "responsible", "1 week", None)]
    assert only().state == "cancelled"
    mornings(date(2026, 9, 23), 20)
    assert CheckIn.objects.count() == 1
    registry.reinstate(site=robotics, reason="All is well.", by=cast.pat, at=local(date(2026, 10, 13), 15))
    assert tick(at=local(date(2026, 10, 13), 15, 1)) == Swept(begun=1)
    assert duties(robotics) == [("comments", "responsible", "1 week", date(2026, 10, 20))]
    assert columns(robotics) == (date(2026, 10, 20), None, None, date(2026, 10, 13))


def test_a_site_that_was_suspended_and_then_closed_has_no_duties_left(cast: Cast) -> None:
    robotics = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    registry.suspend(site=robotics, reason="We look into a complaint.", by=cast.pat, at=local(TUESDAY, 10))
    tick(at=local(TUESDAY, 10, 1))
    registry.shut_down(site=robotics, reason="It was true.", by=cast.pat, at=local(TUESDAY, 11))
    tick(at=local(TUESDAY, 11, 1))
    assert duties(robotics) == []


def test_a_sweep_of_a_moment_before_the_last_one_does_nothing(cast: Cast) -> None:
    tick(at=local(TUESDAY, 9, 5))
    watched(cast)
    assert tick(at=local(TUESDAY, 9, 4)) == Swept()
    assert Duty.objects.count() == 0
    assert Tick.objects.get(district=cast.lakeside).last_at == local(TUESDAY, 9, 5)


def test_a_district_that_fails_does_not_stop_the_others_and_is_reported(cast: Cast) -> None:
    cast.lakeside.time_zone = "America/Nowhere"
    cast.lakeside.save()
    watched(cast, responsible=cast.hal, policy_version=cast.harbor_policy)
    with pytest.raises(ExceptionGroup, match="Some districts could not be swept") as raised:
        tick(at=local(TUESDAY, 9, 1))
    assert len(raised.value.exceptions) == 1
    assert Duty.objects.count() == 1


def test_one_district_can_be_swept_alone(cast: Cast) -> None:
    watched(cast)
    assert tick(at=local(TUESDAY, 9, 1), district=cast.harbor) == Swept()
    assert tick(at=local(TUESDAY, 9, 1), district=cast.lakeside) == Swept(begun=1)


def test_people_whose_last_day_has_passed_end_on_the_next_one(cast: Cast) -> None:
    last = local(date(2027, 6, 11), 23, 59)
    assert tick(at=last).ended == 0
    assert tick(at=last + timedelta(minutes=2)) == Swept(ended=1)
    assert Person.objects.get(pk=cast.val.pk).is_active is False
    told = Event.objects.get(verb="end")
    assert (told.actor_name, told.sentence) == ("Rollcall", "ended Val Novak")


def test_grants_follow_appointments_that_end_by_themselves(cast: Cast) -> None:
    from accounts.services import grants_held

    tick(at=local(date(2026, 12, 18)))
    assert (cast.dee.pk, "read_place", cast.birchwood.pk) in grants_held()
    tick(at=local(date(2026, 12, 19)))
    assert (cast.dee.pk, "read_place", cast.birchwood.pk) not in grants_held()


def test_no_event_is_written_for_what_the_clock_opens(cast: Cast) -> None:
    watched(cast)
    before = Event.objects.count()
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 5)
    assert Event.objects.count() == before


def test_the_first_due_date_is_that_of_the_school_s_own_calendar(cast: Cast) -> None:
    close(cast, DUE, school=cast.elm)
    robotics = watched(cast)
    pottery = watched(cast, "Pottery", responsible=cast.ed)
    tick(at=local(TUESDAY, 9, 1))
    assert (duties(robotics)[0][3], duties(pottery)[0][3]) == (DUE, date(2026, 9, 23))


def test_roles_of_another_district_mean_nothing_here(cast: Cast) -> None:
    watched(cast, responsible=cast.hal, policy_version=cast.harbor_policy)
    assert Role.objects.filter(key="principal").count() == 2
    tick(at=datetime(2026, 9, 15, 14, 1, tzinfo=UTC))
    assert Duty.objects.get().site.district == cast.harbor


def test_a_calendar_without_a_school_day_stops_nobody(cast: Cast) -> None:
    for offset in range(850):
        close(cast, TUESDAY - timedelta(days=410) + timedelta(days=offset), school=cast.elm)
    robotics = watched(cast)
    pottery = watched(cast, "Pottery", responsible=cast.ed)
    assert tick(at=local(TUESDAY, 9, 1)) == Swept(begun=2)
    assert (duties(robotics)[0][3], duties(pottery)[0][3]) == (DUE, DUE)
