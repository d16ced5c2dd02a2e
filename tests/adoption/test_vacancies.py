"""Steps that nobody can act on, seen before a submission gets stuck there."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Appointment, Person, Role, School
from adoption.selectors import Vacancy, vacancies
from monitoring.sweep import tick
from policies.selectors import preset_text
from policies.services import load_policy, retire_policy
from records.events import OPERATOR
from requests.models import Seat
from requests.selectors import who_may_act
from tests.cast import AT, SINCE, Cast, appoint
from tests.monitoring.days import local
from tests.requests.filing import file, seat

from .pages import words

pytestmark = pytest.mark.django_db
OFFICE = "Nobody can act as Principal at District Office. It would wait: Principal's approval and complaints."


def found(cast: Cast, who: Person | None = None) -> list[Vacancy]:
    return vacancies(cast.standing(who or cast.tom))


def end(role: str, school: School | None = None) -> None:
    rows = Appointment.objects.filter(role__key=role)
    (rows.filter(school=school) if school else rows).update(ended_at=AT)


def test_a_vacant_role_is_found_at_every_place_where_it_is(cast: Cast) -> None:
    (office,) = found(cast)  # nobody is principal of the office
    assert (office.sentence, office.is_stuck) == (OFFICE, False)
    assert office.instead == "After a school day it falls to Superintendent, Sue Brandt."
    end("principal", cast.elm)
    assert [row.place for row in found(cast)] == ["District Office", "Elm Street Elementary"]


def test_without_the_fallback_it_is_stuck_and_stands_first(cast: Cast) -> None:
    end("superintendent")
    (office,) = found(cast)
    assert office.is_stuck
    assert office.instead == "Nobody acts instead: a request would be stuck."


def test_a_role_of_the_district_is_missing_once(cast: Cast) -> None:
    end("technology_director")
    rows = [row for row in vacancies(cast.standing(cast.sue)) if row.role == "technology_director"]
    assert [(row.place, row.sentence) for row in rows] == [
        ("", "Nobody can act as Technology director. It would wait: Technology director's approval.")
    ]


def test_the_way_out_is_the_form_with_role_and_place_filled_in(cast: Cast) -> None:
    (office,) = found(cast)
    role = Role.objects.get(district=cast.lakeside, key="principal")
    assert office.appoint_url == f"/appointments/add/?role={role.pk}&school={cast.office.pk}"
    page = cast.client(cast.tom).get(office.appoint_url).content.decode()
    assert f'<option value="{role.pk}" selected>' in page
    assert f'<option value="{cast.office.pk}" selected>' in page
    assert found(cast, cast.pat)[0].appoint_url == ""


def test_a_supervisor_is_missing_where_people_have_none_and_no_head(cast: Cast) -> None:
    load_policy(district=cast.lakeside, text=preset_text("jndc"), in_force_from=date(2026, 9, 1), by=OPERATOR, at=AT)
    end("principal", cast.elm)  # Ed has no supervisor of his own
    office, elm = [row for row in found(cast) if row.place]
    assert (office.place, office.people, office.is_stuck) == ("District Office", 1, True)  # Sue, who would act instead
    assert (elm.label, elm.place, elm.people, elm.steps) == (
        "Supervisor", "Elm Street Elementary", 1, ["Duties", "The supervisor has access", "Exception: not a closed group"],
    )  # fmt: skip
    assert elm.falls_to == "Superintendent, Sue Brandt"
    assert elm.appoint_url.startswith("/appointments/add/?role=")


def test_of_a_body_without_a_login_those_who_record_for_it_are_missing(cast: Cast) -> None:
    load_policy(district=cast.lakeside, text=preset_text("jndc"), in_force_from=date(2026, 9, 1), by=OPERATOR, at=AT)
    end("superintendent")
    rows = [row for row in found(cast) if not row.place]
    assert ("Superintendent", ["The Board's consent to the logo", "Logo or copyrighted material"]) in [
        (row.label, row.steps) for row in rows
    ]


def test_a_role_that_receives_complaints_is_missing_though_no_step_waits_for_it(cast: Cast) -> None:
    written = preset_text("model").replace(
        'to = ["field:complaints_to", "principal"]', 'to = ["principal", "community_relations"]'
    )
    load_policy(district=cast.lakeside, text=written, in_force_from=date(2026, 9, 1), by=OPERATOR, at=AT)
    end("community_relations")
    rows = {row.role: row for row in found(cast)}
    told = rows["community_relations"]
    assert (told.sentence, told.instead, told.is_stuck) == (
        "Nobody can act as Community Relations. It would wait: complaints.",
        "Until then they go to Technology director, Tom Adeyemi.",
        False,
    )
    assert rows["principal"].place == "District Office"
    end("technology_director")
    assert [row.instead for row in vacancies(cast.standing(cast.sue)) if row.role == "community_relations"] == [
        "Nobody else would receive them."
    ]


def test_the_steps_of_permissions_and_notices_are_looked_at_too(cast: Cast) -> None:
    load_policy(district=cast.lakeside, text=preset_text("jndc"), in_force_from=date(2026, 9, 1), by=OPERATOR, at=AT)
    (row,) = [row for row in found(cast) if row.role == "administration"]
    assert (row.sentence, row.is_stuck) == (
        "Nobody can act as District administration. It would wait: Share private phone number and complaints.",
        True,
    )
    appoint(cast.casey, "administration")
    assert "administration" not in [row.role for row in found(cast)]


def test_another_district_and_a_district_without_a_policy_have_their_own(cast: Cast) -> None:
    assert found(cast, cast.hugo) == []
    retire_policy(version=cast.policy, from_on=date(2026, 9, 15), reason="Repealed.", by=OPERATOR, at=AT)
    assert found(cast) == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_whatever_is_vacant(cast: Cast, count: int) -> None:
    for number in range(count):
        School.objects.create(district=cast.lakeside, name=f"School {number}")
    standing = cast.standing(cast.tom)
    with CaptureQueriesContext(connection) as captured:
        assert len(vacancies(standing)) == 1 + count
    assert len(captured) == 5


def test_the_director_sees_it_first_thing_and_others_do_not(cast: Cast) -> None:
    said = words(cast.client(cast.tom).get("/"))
    assert "Vacant roles" in said
    assert "Steps that nobody can act on" not in said
    assert "Appoint now : Principal, District Office" in said
    assert OFFICE in words(cast.client(cast.tom).get("/policy/vacancies/"))
    assert "Steps that nobody can act on" not in words(cast.client(cast.maya).get("/"))
    assert cast.client(cast.maya).get("/policy/vacancies/").status_code == 404
    assert "Somebody can act on every step" in words(cast.client(cast.hugo).get("/policy/vacancies/"))


def test_what_nobody_at_all_can_act_on_is_called_so(cast: Cast) -> None:
    end("superintendent")
    for path in ("/", "/policy/vacancies/"):
        assert "Steps that nobody can act on" in words(cast.client(cast.tom).get(path))


def test_a_step_whose_role_becomes_vacant_shows_red_and_falls_to_the_fallback_after_a_school_day(cast: Cast) -> None:
    filed = file(cast)
    waiting = seat(filed, "principal")
    Appointment.objects.filter(role__key="principal", school=cast.birchwood).update(ends_on=date(2026, 9, 15), starts_on=SINCE)
    tick(at=local(date(2026, 9, 16)))
    with time_machine.travel(local(date(2026, 9, 16), 9), tick=False):
        said = words(cast.client(cast.tom).get("/"))
    assert "Nobody can act on these Nobody holds the role Birchwood Robotics on Instagram" in said
    assert "After a school day it falls to the role that the policy names instead. Appoint now" in said
    tick(at=local(date(2026, 9, 17)))
    fallen: Any = Seat.objects.select_related("step__submission", "person__supervisor").get(pk=waiting.pk)
    assert fallen.fell_at == local(date(2026, 9, 17))
    assert [str(holder) for holder in who_may_act(fallen, on=date(2026, 9, 17))] == ["Sue Brandt"]
