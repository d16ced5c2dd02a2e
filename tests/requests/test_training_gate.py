"""A training that is a gate: whoever asks for a site, and whoever is to answer for one, was there first."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from policies.models import Training
from policies.selectors import document_of, training_missing
from policies.services import add_training, record_attendance
from registry.models import Site
from requests import services, states
from requests.models import Submission
from tests.cast import AT, TODAY, Cast, build
from tests.requests.filing import PURPOSE, ROBOTICS, answer, draft, file

GATE = """
[[training]]
key = "in_service"
label = "In-service program"
given_by = ["technology_director"]
gate = true
valid_for = "1 year"
"""
FIRST = (
    "Your district asks for the training “In-service program” first. Ask the Technology director when it is held next; "
    "once your attendance is recorded, come back to this page."
)
OF_SAM = (
    "Your district asks for the training “In-service program” first, and Sam Whitfield was not there yet. Ask the Technology "
    "director when it is held next; once their attendance is recorded, come back to this page."
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def gated() -> Cast:
    return build(adding=GATE)


def taught(cast: Cast, *people: Person, key: str = "in_service", **more: Any) -> Training:
    """A session of last week at which these people were."""
    given: dict[str, Any] = {"held_on": TODAY - timedelta(7), "by": cast.tom, "at": AT, **more}
    made = add_training(district=cast.lakeside, title="In-service day", key=key, **given)
    record_attendance(training=made, present=people, among=people, by=cast.tom, at=AT)
    return made


@pytest.mark.clause("001:3")
def test_whoever_was_not_there_is_refused_and_files_once_they_were(gated: Cast) -> None:
    with pytest.raises(Refused) as refused:
        file(gated)
    assert refused.value.sentence == FIRST
    assert set(Submission.objects.values_list("status", flat=True)) == {states.DRAFT}
    taught(gated, gated.maya, key="")
    with pytest.raises(Refused):
        file(gated)
    taught(gated, gated.maya)
    assert file(gated).status == states.OPEN


def test_a_training_of_more_than_a_year_ago_does_not_count_any_more(gated: Cast) -> None:
    taught(gated, gated.maya, held_on=TODAY - timedelta(400))
    with pytest.raises(Refused, match="that you attended on August 11, 2025 counted until August 11, 2026"):
        file(gated)


def test_whom_the_training_is_not_for_is_not_asked(gated: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert training_missing(gated.val, document_of(gated.policy), on=TODAY) == ""


@pytest.mark.clause("001:3")
def test_the_form_says_so_before_anything_is_typed_and_keeps_what_is_typed_anyway(gated: Cast) -> None:
    maya = gated.client(gated.maya)
    assert FIRST in maya.get(reverse("submission-new")).content.decode()
    statements = {f"statement_{row.key}": "on" for row in document_of(gated.policy).statements_at("request")}
    typed = {**ROBOTICS, **statements, "uses_logo": "no", "place": gated.birchwood.pk, "deed": "submit"}
    sent = maya.post(reverse("submission-new"), typed)
    assert (sent.status_code, sent.content.decode().count(FIRST)) == (422, 2)
    assert PURPOSE in sent.content.decode()
    taught(gated, gated.maya)
    assert FIRST not in maya.get(reverse("submission-new")).content.decode()


@pytest.mark.clause("001:3")
def test_nobody_is_named_as_responsible_employee_without_it(gated: Cast) -> None:
    taught(gated, gated.maya)
    filed = file(gated)
    with pytest.raises(Refused) as refused:
        answer(filed, "principal", gated.pat, "approve", responsible=gated.sam.pk)
    assert refused.value.sentence == OF_SAM
    assert not filed.steps.get(key="principal").outcome
    taught(gated, gated.sam)
    answer(filed, "principal", gated.pat, "approve", responsible=gated.sam.pk, posters=[gated.maya.pk])
    answer(filed, "technology_director", gated.tom, "approve")
    answer(filed, "give_address", gated.maya, "provide", address="https://www.instagram.com/birchwoodrobotics/")
    assert Site.objects.get().responsible == gated.sam


@pytest.mark.clause("001:3")
def test_a_site_is_not_handed_to_somebody_without_it(gated: Cast) -> None:
    taught(gated, gated.maya)
    site = Site.objects.create(
        district=gated.lakeside, school=gated.birchwood, name="Robotics", platform="instagram", platform_label="Instagram",
        status_since=AT, registered_at=AT, responsible=gated.maya, policy_version=gated.policy,
    )  # fmt: skip
    given = {**services.now_of(site), "responsible": gated.sam.pk, "reason": "I retire."}
    with pytest.raises(Refused) as refused:
        services.ask_to_change(site=site, answers=given, requester=gated.maya, version=gated.policy, key=uuid4(), at=AT)
    assert refused.value.sentence == OF_SAM
    assert not Submission.objects.exists()


@pytest.mark.clause("001:3")
def test_a_session_is_recorded_under_the_name_that_the_policy_has_for_it() -> None:
    cast = build("policy401")
    tom = cast.client(cast.tom)
    path = reverse("training-add")
    assert "In-service program" in tom.get(path).content.decode()
    typed = {"key": "in_service", "title": "In-service day", "held_on": "2026-09-10"}
    assert tom.post(path, {**typed, "key": "another"}).status_code == 422
    tom.post(path, typed)
    assert Training.objects.get().key == "in_service"


def test_where_no_training_is_a_gate_nobody_is_asked(cast: Cast) -> None:
    assert draft(cast).status == states.DRAFT
    assert file(cast).status == states.OPEN
    page = cast.client(cast.tom).get(reverse("training-add")).content.decode()
    assert "Which training of the policy" not in page
