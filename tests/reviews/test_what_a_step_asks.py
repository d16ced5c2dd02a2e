"""What a step asks of whoever answers it, as the document says: statements of its own, and evidence of any name."""

from typing import Any

import pytest
from django.urls import reverse

from policies.selectors import document_of
from requests.fields import Asking
from requests.models import Answer
from reviews.forms import StepForm
from tests.cast import Cast, build
from tests.requests.filing import file, seat

MORE = """
[[statement]]
key = "looked"
text = "I looked at what this person has posted on pages of the school so far."
stage = "approve"
show_when = { field = "entity", is = "club" }
[[statement]]
key = "class_only"
text = "Parents of the class were told."
stage = "approve"
show_when = { field = "entity", is = "class" }
"""


@pytest.fixture
def asked(db: None) -> Cast:
    return build("model", adding=MORE)


def post(cast: Cast, **typed: Any) -> Any:
    waiting = seat(file(cast), "principal")
    given = {
        "verdict": "approve",
        "responsible": cast.maya.pk,
        "posters": [cast.maya.pk],
        "check_every": "1 week",
        "review_every": "2 weeks",
    }
    return cast.client(cast.pat).post(f"{reverse('decision', args=[waiting.pk])}?verdict=approve", {**given, **typed})


def test_a_statement_of_a_step_is_accepted_with_it_and_kept_with_its_text(asked: Cast) -> None:
    refused = post(asked)
    assert refused.status_code == 422
    assert "I looked at what this person has posted" in refused.content.decode()
    assert post(asked, statement_looked="on").status_code == 302
    values = Answer.objects.get().values
    assert values["statement_looked"] == "I looked at what this person has posted on pages of the school so far."
    assert "statement_class_only" not in values


def test_evidence_of_any_name_is_asked_for_and_kept(cast: Cast) -> None:
    policy = document_of(cast.policy)
    spec = policy.step("principal")
    assert spec is not None
    asking = Asking(cast.lakeside, cast.birchwood, policy)
    wanted = spec.model_copy(update={"evidence": ("folder", "talked_on"), "fields": ()})
    form = StepForm({"folder": "Cabinet 3", "talked_on": "2026-09-14"}, asking=asking, spec=wanted, outcome="approve")
    assert form.fields["folder"].label == "Folder"
    assert form.is_valid()
    assert form.values() == {"folder": "Cabinet 3", "talked_on": "2026-09-14"}
    empty = StepForm({}, asking=asking, spec=wanted, outcome="approve")
    assert set(empty.errors) == {"folder", "talked_on"}
