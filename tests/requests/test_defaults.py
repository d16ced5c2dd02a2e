"""A default is offered in the form and never assumed; what was answered, No as well, takes its place."""

from datetime import date
from typing import Any

import pytest

from policies.document import Policy
from policies.services import load_policy
from records.events import OPERATOR
from requests import services
from requests.fields import Asking
from requests.forms import RequestForm
from reviews.forms import beginning
from tests.cast import AT, TODAY, Cast
from tests.policies.making import document, text

pytestmark = pytest.mark.django_db
ROLES = [{"key": "technology_director", "label": "Technology director", "scope": "district"}]
FIELDS: list[dict[str, Any]] = [
    {"key": "title", "type": "text", "default": "Our page"},
    {"key": "open", "type": "bool", "default": True},
    {"key": "readers", "type": "multichoice", "choices": ["students", "families"], "default": ["families"]},
    {"key": "size", "type": "number", "default": 3},
    {"key": "contact", "type": "person", "default": "requester"},
    {"key": "watched_by", "type": "person", "default": "supervisor"},
    {"key": "helpers", "type": "people", "default": "requester"},
    {"key": "begins", "type": "date"},
]
STEPS = [{"key": "only", "kind": "approve", "who": ["technology_director"], "fields": ["open", "size", "title"]}]


def policy() -> Policy:
    return document(role=ROLES, step=STEPS, field=FIELDS)


def test_every_kind_of_question_offers_its_default(cast: Cast) -> None:
    people = {"requester": cast.maya.pk, "supervisor": cast.pat.pk}
    form = RequestForm(asking=Asking(cast.lakeside, cast.birchwood, policy(), people=people))
    assert {name: form[name].value() for name in form.fields if name != "place"} == {
        "title": "Our page",
        "open": "yes",
        "readers": ["families"],
        "size": 3,
        "contact": cast.maya.pk,
        "watched_by": cast.pat.pk,
        "helpers": [cast.maya.pk],
        "begins": None,
    }


def test_the_form_of_a_new_request_knows_who_asks(cast: Cast) -> None:
    written = text(role=ROLES, step=STEPS, field=FIELDS)
    load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)
    form = cast.client(cast.maya).get("/submissions/new/").context["form"]
    assert (form["contact"].value(), form["watched_by"].value()) == (cast.maya.pk, cast.maya.supervisor_id)


def test_what_a_draft_left_blank_stays_blank(cast: Cast) -> None:
    written = text(role=ROLES, step=STEPS, field=FIELDS)
    version = load_policy(district=cast.lakeside, text=written, in_force_from=date(2026, 9, 1), by=OPERATOR, at=AT)
    key = "7a1de0c0-6f0e-4a9c-9b8e-1f0f3a5a4a11"
    begun = services.start(
        requester=cast.maya, version=version, place=cast.birchwood, answers={"title": "", "open": False}, key=key, at=AT
    )
    form = cast.client(cast.maya).get(f"/submissions/{begun.pk}/edit/").context["form"]
    assert (form["title"].value(), form["open"].value()) == ("", "no")


def test_a_step_that_asks_again_begins_with_what_was_answered_no_and_nought_included() -> None:
    spec = policy().step("only")
    assert spec is not None
    assert beginning(policy(), spec, {"open": False, "size": 0, "title": ""}, {}) == {
        "open": False,
        "size": 0,
        "title": "Our page",
    }
