"""A draft follows the policy in force; what was submitted keeps the version it was filed under."""

from datetime import timedelta

import pytest
import time_machine

from accounts.rules import Refused
from policies.models import PolicyVersion
from policies.services import load_policy
from records.events import OPERATOR
from requests import services
from requests.models import Step, Submission
from tests.cast import AT, TODAY, Cast
from tests.policies.making import text
from tests.requests.filing import again, answer, draft, file

pytestmark = pytest.mark.django_db
TOMORROW, THEN = TODAY + timedelta(days=1), AT + timedelta(days=1)
ROLES = [{"key": "technology_director", "label": "Technology director", "scope": "district"}]
STEPS = [{"key": "only", "kind": "approve", "who": ["technology_director"]}]
FIELDS = [
    {"key": "page_name", "type": "text", "label": "What is it called?"},
    {"key": "why", "type": "text", "label": "Why now?", "required": True},
]


@pytest.fixture
def changed(cast: Cast) -> PolicyVersion:
    """Another policy, in force from tomorrow."""
    written = text(role=ROLES, step=STEPS, field=FIELDS)
    return load_policy(district=cast.lakeside, text=written, in_force_from=TOMORROW, by=OPERATOR, at=AT)


def test_a_draft_asks_what_the_policy_in_force_asks_and_says_that_it_has_changed(cast: Cast, changed: PolicyVersion) -> None:
    begun = draft(cast)
    with time_machine.travel(AT, tick=False):
        page = cast.client(cast.maya).get(f"/submissions/{begun.pk}/edit/")
    assert "The policy has changed since you began" not in page.content.decode()
    with time_machine.travel(THEN, tick=False):
        page = cast.client(cast.maya).get(f"/submissions/{begun.pk}/edit/")
    assert [name for name in page.context["form"].fields if name != "place"] == ["page_name", "why"]
    assert page.context["form"]["page_name"].value() == "Birchwood Robotics", "what is still asked is kept"
    assert "The policy has changed since you began" in page.content.decode()


def test_a_draft_is_filed_under_the_version_in_force_when_it_is_submitted(cast: Cast, changed: PolicyVersion) -> None:
    begun = draft(cast)
    answers = {"page_name": "Robotics", "why": "The season begins."}
    sent = services.submit(submission=begun, place=begun.place, answers=answers, accepted={}, by=cast.maya, at=THEN)
    assert sent.policy_version == changed
    assert [step.key for step in Step.objects.filter(submission=sent)] == ["only"]


def test_saving_a_draft_moves_it_to_the_version_in_force(cast: Cast, changed: PolicyVersion) -> None:
    begun = draft(cast)
    services.save_draft(submission=begun, place=begun.place, answers={"why": "Soon."}, by=cast.maya, at=THEN)
    assert Submission.objects.get(pk=begun.pk).policy_version == changed


def test_answers_to_questions_that_are_asked_no_more_are_not_filed(cast: Cast, changed: PolicyVersion) -> None:
    begun = draft(cast)
    with pytest.raises(Refused, match="has changed while you wrote"):
        services.submit(
            submission=begun, place=begun.place, answers=begun.answers, accepted={}, by=cast.maya, at=THEN, asked=cast.policy
        )
    assert Submission.objects.get(pk=begun.pk).status == "draft"


def test_what_was_returned_keeps_the_version_it_was_filed_under(cast: Cast, changed: PolicyVersion) -> None:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "return", reason="Who looks after it in summer?")
    with time_machine.travel(THEN, tick=False):
        page = cast.client(cast.maya).get(f"/submissions/{filed.pk}/edit/")
    assert "purpose" in page.context["form"].fields
    assert again(filed).policy_version == cast.policy
