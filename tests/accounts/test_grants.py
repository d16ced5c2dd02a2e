"""guardian's grants say what the appointments say, and nothing else decides."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from guardian.shortcuts import get_objects_for_user

from accounts import services
from accounts.models import Appointment, District, DistrictGrant, Person, Role, School, SchoolGrant
from accounts.services import GRANTS, grants_due, grants_held, rebuild_grants
from accounts.sweep import tick
from tests.cast import AT, TODAY, Cast

from .test_appointments import held_by


def schools_granted(person: Person) -> set[str]:
    rows = get_objects_for_user(person, "accounts.read_place", klass=School, accept_global_perms=False)
    return {school.name for school in rows}


def districts_granted(person: Person) -> set[str]:
    rows = get_objects_for_user(person, "accounts.read_all", klass=District, accept_global_perms=False)
    return {district.name for district in rows}


def agree(on=TODAY) -> bool:
    return grants_held() == grants_due(on)


def test_every_grant_follows_from_an_appointment(cast: Cast):
    assert agree()
    assert schools_granted(cast.pat) == schools_granted(cast.dee) == {"Birchwood High School"}
    assert schools_granted(cast.maya) == set()
    assert districts_granted(cast.tom) == {"Lakeside Community Schools"}
    assert districts_granted(cast.pat) == set()
    assert cast.pat.has_perm("accounts.read_place", cast.birchwood)
    assert not cast.pat.has_perm("accounts.read_place", cast.elm)


def test_grants_are_rows_of_our_own_with_real_foreign_keys():
    assert set(GRANTS.values()) == {DistrictGrant, SchoolGrant}
    for model in GRANTS.values():
        assert not model.objects.is_generic()


def test_every_deed_leaves_them_in_agreement(cast: Cast):
    principal = Role.objects.get(district=cast.lakeside, key="principal")
    made = services.appoint(person=cast.ed, role=principal, school=cast.birchwood, by=cast.tom, at=AT)
    assert agree()
    assert schools_granted(cast.ed) == {"Birchwood High School"}
    services.name_designee(appointment=made, person=cast.maya, ends_on=date(2026, 9, 25), by=cast.ed, at=AT)
    assert agree()
    assert schools_granted(cast.maya) == {"Birchwood High School"}
    services.end_appointment(appointment=made, by=cast.tom, at=AT)
    assert agree()
    assert schools_granted(cast.ed) == schools_granted(cast.maya) == set()
    services.withdraw_designee(designation=held_by(cast.dee), by=cast.pat, at=AT)
    assert agree()
    services.end_person(person=cast.pat, by=cast.tom, at=AT)
    assert agree()
    assert schools_granted(cast.pat) == set()


def test_a_deed_touches_nobody_else_s_grants(cast: Cast):
    SchoolGrant.objects.filter(user=cast.erin).delete()
    services.end_person(person=cast.pat, by=cast.tom, at=AT)
    assert schools_granted(cast.erin) == set()


def test_an_expired_appointment_loses_its_grant_when_they_are_rebuilt(cast: Cast):
    after = date(2026, 12, 19)
    assert (cast.dee.pk, "read_place", cast.birchwood.pk) not in grants_due(after)
    assert rebuild_grants(after) == (0, 1)
    assert agree(after)
    assert rebuild_grants(after) == (0, 0)


def test_the_sweep_follows_appointments_that_begin_and_expire(cast: Cast):
    principal = Role.objects.get(district=cast.lakeside, key="principal")
    services.appoint(
        person=cast.ed,
        role=principal,
        school=cast.birchwood,
        by=cast.tom,
        at=AT,
        starts_on=date(2026, 12, 19),
        ends_on=date(2026, 12, 20),
    )
    for on, names in [
        (18, {"Dee Okafor", "Erin Voss", "Pat Lindqvist"}),
        (19, {"Ed Castell", "Erin Voss", "Pat Lindqvist"}),
        (21, {"Erin Voss", "Pat Lindqvist"}),
    ]:
        tick(at=datetime(2026, 12, on, 15, tzinfo=AT.tzinfo))
        assert (
            set(SchoolGrant.objects.filter(content_object__district=cast.lakeside).values_list("user__name", flat=True)) == names
        )


def test_the_command_repairs_whatever_is_wrong(cast: Cast):
    SchoolGrant.objects.filter(user=cast.pat).delete()
    DistrictGrant.objects.create(
        user=cast.maya, content_object=cast.lakeside, permission=DistrictGrant.objects.get(user=cast.tom).permission
    )
    assert not agree()
    for said in ("1 given, 1 taken away", "0 given, 0 taken away"):
        out = StringIO()
        with time_machine.travel(AT, tick=False):
            call_command("rebuild_grants", stdout=out)
        assert f"Lakeside Community Schools: {said}." in out.getvalue()
        assert "Harbor Public Schools: 0 given, 0 taken away." in out.getvalue()
        assert agree()


@pytest.mark.parametrize("days", range(-60, 600, 60))
def test_due_grants_are_what_standings_say_on_any_day(cast: Cast, days):
    at = AT + timedelta(days=days)
    due = grants_due(at.date())
    for person in Person.objects.select_related("district"):
        standing = cast.standing(person, at)
        assert {place for who, name, place in due if who == person.pk and name == "read_place"} == standing.schools
        assert ((person.pk, "read_all", person.district_id) in due) == standing.reads_all


def test_an_appointment_that_ended_at_once_grants_nothing(cast: Cast):
    Appointment.objects.filter(person=cast.pat).update(ended_at=AT)
    assert {who for who, _, _ in grants_due(TODAY)}.isdisjoint({cast.pat.pk, cast.dee.pk})
