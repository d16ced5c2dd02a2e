"""Who appoints, and who stands in while a role is vacant, as the policy says: the superintendent and the technology director."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import rules, services
from accounts.models import Appointment, Role
from accounts.rows import Appointer
from accounts.selectors import appointers
from policies.services import load_policy
from records.events import OPERATOR
from tests.cast import AT, TODAY, Cast, appoint, build
from tests.policies.making import text

from .trail import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]
PATH = "/appointments/add/"
SUE = "Sue Brandt, Superintendent"
POLICY_HAS = "The policy has Superintendent appoint the Technology Director. Choose who decided it, or tick this."


@pytest.fixture
def p401(db: None) -> Cast:
    """Under a policy in which the superintendent appoints the technology director, and acts while there is none."""
    return build("policy401")


def director(cast: Cast) -> Role:
    return Role.objects.get(district=cast.lakeside, key="technology_director")


def typed(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"person": cast.casey.pk, "role": director(cast).pk, "starts_on": "2026-09-15", "beside": "on", **more}


def made(cast: Cast) -> list[str]:
    return list(Appointment.objects.filter(person=cast.casey, role=director(cast)).values_list("appointed_by", flat=True))


def sue_s(cast: Cast) -> str:
    return f"superintendent-{cast.sue.pk}"


def end_director(cast: Cast) -> None:
    Appointment.objects.filter(role=director(cast)).update(ended_at=AT)


@pytest.mark.clause("001:2")
def test_the_page_offers_the_appointing_role_of_the_policy_and_chooses_it_for_the_role_at_hand(p401: Cast) -> None:
    client = p401.client(p401.tom)
    plain = client.get(PATH).content.decode()
    assert f'<option value="{sue_s(p401)}">{SUE}</option>' in plain
    assert "The policy has these appointed: Technology Director, by Superintendent." in plain
    chosen = client.get(f"{PATH}?role={director(p401).pk}").content.decode()
    assert f'<option value="{sue_s(p401)}" selected>{SUE}</option>' in chosen
    principal = Role.objects.get(district=p401.lakeside, key="principal")
    assert f'<option value="{sue_s(p401)}">' in client.get(f"{PATH}?role={principal.pk}").content.decode()


@pytest.mark.clause("001:2")
def test_who_decided_it_stands_in_the_appointment_in_the_trail_and_on_the_page_of_the_person(p401: Cast) -> None:
    client = p401.client(p401.tom)
    client.post(PATH, typed(p401, appointer=sue_s(p401)))
    assert made(p401) == [SUE]
    sentence = "appointed Casey Moreno Technology Director, from September 15, 2026; Sue Brandt, Superintendent decided it"
    assert told() == [("Tom Adeyemi", "appoint", sentence)]
    assert f"appointed by {SUE}" in client.get(reverse("person", args=[p401.casey.pk])).content.decode()


@pytest.mark.clause("001:2")
def test_another_who_appoints_is_asked_about_once_and_the_record_says_so(p401: Cast) -> None:
    client = p401.client(p401.tom)
    asked = client.post(PATH, typed(p401))
    assert POLICY_HAS in asked.content.decode()
    assert made(p401) == []
    client.post(PATH, typed(p401, all_the_same="on"))
    assert made(p401) == ["Tom Adeyemi"]
    sentence = "appointed Casey Moreno Technology Director, from September 15, 2026; the policy has Superintendent appoint"
    assert told() == [("Tom Adeyemi", "appoint", sentence)]


def test_a_role_that_nobody_special_appoints_is_given_without_a_question(p401: Cast) -> None:
    principal = Role.objects.get(district=p401.lakeside, key="principal")
    p401.client(p401.tom).post(PATH, typed(p401, role=principal.pk, school=p401.elm.pk))
    assert told() == [
        ("Tom Adeyemi", "appoint", "appointed Casey Moreno Principal at Elm Street Elementary, from September 15, 2026")
    ]


def test_whoever_holds_the_appointing_role_appoints_in_their_own_name(p401: Cast) -> None:
    Role.objects.filter(district=p401.lakeside, key="superintendent").update(capabilities=["reads", "manages_people"])
    p401.client(p401.sue).post(PATH, typed(p401))
    assert made(p401) == ["Sue Brandt"]
    assert told()[-1][2] == "appointed Casey Moreno Technology Director, from September 15, 2026"


@pytest.mark.parametrize("appointer", ["x", "superintendent-0", "principal-1"])
def test_nobody_else_can_be_named(p401: Cast, appointer: str) -> None:
    page = p401.client(p401.tom).post(PATH, typed(p401, appointer=appointer)).content.decode()
    assert "Select a valid choice." in page
    assert made(p401) == []


def test_a_policy_that_says_nothing_of_it_asks_nothing(cast: Cast) -> None:
    assert "Appointed by" not in cast.client(cast.tom).get(PATH).content.decode()
    assert appointers(cast.lakeside.pk, on=TODAY) == {}


def test_a_body_without_a_login_and_a_vacant_role_are_named_by_their_label(cast: Cast) -> None:
    roles = [
        {"key": "board", "label": "Board", "scope": "external", "recorded_by": ["superintendent"]},
        {"key": "superintendent", "label": "Superintendent", "scope": "district", "appointed_by": ["board"]},
        {"key": "principal", "label": "Principal", "scope": "school", "appointed_by": ["deputy", "superintendent"]},
        {"key": "deputy", "label": "Deputy", "scope": "district"},
    ]
    load_policy(district=cast.lakeside, text=text(role=roles), in_force_from=TODAY, by=OPERATOR, at=AT)
    assert appointers(cast.lakeside.pk, on=TODAY) == {
        f"superintendent-{cast.sue.pk}": Appointer("superintendent", "Superintendent", "Sue Brandt"),
        "board": Appointer("board", "Board"),
        "deputy": Appointer("deputy", "Deputy"),
    }
    assert appointers(cast.harbor.pk, on=TODAY) == {}


# while it is vacant


@pytest.mark.clause("001:2")
def test_while_a_role_is_vacant_the_role_that_acts_for_it_has_what_it_carries(p401: Cast) -> None:
    held = p401.standing(p401.sue)
    assert not held.can("manages_people")
    end_director(p401)
    for capability in ("manages_people", "audits_registry", "edits_policies"):
        assert p401.standing(p401.sue).can(capability)
    services.appoint(person=p401.casey, role=director(p401), by=p401.sue, at=AT)
    assert not p401.standing(p401.sue).can("manages_people")
    assert p401.standing(p401.casey).can("manages_people")


def test_whoever_has_no_such_role_has_no_more_than_before(p401: Cast) -> None:
    end_director(p401)
    for who in (p401.pat, p401.maya, p401.tom, p401.hope):
        assert not p401.standing(who).can("manages_people")
    with pytest.raises(rules.Refused, match="Only somebody who manages the people"):
        services.appoint(person=p401.casey, role=director(p401), by=p401.pat, at=AT)


def test_an_appointment_that_has_not_begun_leaves_the_role_vacant(p401: Cast) -> None:
    end_director(p401)
    appoint(p401.casey, "technology_director").delete()
    Appointment.objects.create(
        person=p401.casey, role=director(p401), district=p401.lakeside, starts_on="2026-10-01", appointed_by="Sue Brandt"
    )
    assert p401.standing(p401.sue).can("manages_people")


def test_the_superintendent_finds_the_way_to_appoint_somebody(p401: Cast) -> None:
    client: Client = p401.client(p401.sue)
    assert client.get(PATH).status_code == 404
    end_director(p401)
    assert client.get(PATH).status_code == 200
    client.post(PATH, typed(p401, beside=""))
    assert made(p401) == ["Sue Brandt"]


def test_standing_asks_once_more_only_of_whoever_stands_in_for_others(p401: Cast, django_assert_num_queries: Any) -> None:
    for who, queries in ((p401.pat, 3), (p401.sue, 4)):
        with django_assert_num_queries(queries):  # two of them read the person
            p401.standing(who)
