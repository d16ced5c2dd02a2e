"""A role for which another stands in counts as held by that role, in its steps and in what it may do."""

import pytest

from accounts.models import Appointment, Role
from adoption.selectors import vacancies
from policies.services import load_policy
from records.events import OPERATOR
from tests.cast import AT, TODAY, Cast, build
from tests.policies.making import text
from tests.requests.filing import answer, file, seat

from .pages import words

pytestmark = pytest.mark.django_db
ROLES = [
    {"key": "principal", "label": "Principal", "scope": "school", "if_vacant": "superintendent"},
    {"key": "superintendent", "label": "Superintendent", "scope": "district"},
]
STEP = {"key": "ok", "label": "Approval", "kind": "approve", "who": ["principal"]}


def under(cast: Cast, **step: object) -> None:
    """A policy of one step, whose role says who stands in for it."""
    written = text(role=ROLES, step=[{**STEP, **step}])
    cast.policy = load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)


def end(key: str) -> None:
    Appointment.objects.filter(role__key=key).update(ended_at=AT)


@pytest.mark.clause("001:2")
def test_a_vacant_technology_director_is_said_with_who_acts_until_there_is_one() -> None:
    cast = build("policy401")
    assert [row.label for row in vacancies(cast.standing(cast.tom)) if not row.place] == []
    end("technology_director")
    (row,) = [row for row in vacancies(cast.standing(cast.sue)) if not row.place]
    assert (row.sentence, row.instead, row.is_stuck) == (
        "Nobody holds the role of Technology Director.",
        "Until then Superintendent, Sue Brandt can do what the role can.",
        False,
    )
    role = Role.objects.get(district=cast.lakeside, key="technology_director")
    assert row.appoint_url == f"/appointments/add/?role={role.pk}"
    said = words(cast.client(cast.sue).get("/"))
    assert "Vacant roles" in said
    assert "Steps that nobody can act on" not in said


@pytest.mark.clause("001:2")
def test_without_the_one_who_stands_in_there_is_nobody_to_name() -> None:
    cast = build("policy401")
    end("technology_director")
    end("superintendent")
    (row,) = [row for row in vacancies(cast.standing(cast.pat)) if not row.place]
    assert (row.label, row.steps, row.is_stuck) == ("Superintendent", ["complaints"], True)


@pytest.mark.clause("001:2")
def test_a_step_counts_as_held_by_the_role_that_stands_in(cast: Cast) -> None:
    under(cast)
    end("principal")
    assert {(row.label, row.is_stuck, row.falls_to) for row in vacancies(cast.standing(cast.tom))} == {
        ("Principal", False, "Superintendent, Sue Brandt")
    }


def test_a_step_s_own_fallback_comes_first(cast: Cast) -> None:
    under(cast, if_vacant="principal")
    assert seat(file(cast), "ok").fallback == "principal"


def test_without_either_the_step_is_stuck(cast: Cast) -> None:
    under(cast)
    end("principal")
    end("superintendent")
    assert {row.is_stuck for row in vacancies(cast.standing(cast.tom))} == {True}


def test_the_step_falls_to_the_role_that_stands_in(cast: Cast) -> None:
    under(cast)
    filed = file(cast, by=cast.pat, version=cast.policy)
    assert (seat(filed, "ok").fallback, seat(filed, "ok").fell_at) == ("superintendent", AT)  # the principal's own request
    answer(filed, "ok", cast.sue, "approve")
