"""Whatever a valid document asks is a form: it is drawn, and what is sent is taken or objected to at its own fields."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.questions import crispy
from policies.document import parse
from requests.fields import Asking
from requests.forms import RequestForm
from tests.cast import Cast
from tests.policies.drawing import Tree, answers_to, trees
from tests.policies.making import toml
from tests.policies.settings import QUICK

ASKED_ONLY = settings(QUICK, max_examples=25, suppress_health_check=list(HealthCheck))  # reads the people, writes nothing


def typed(value: Any) -> Any:
    """An answer as it is typed."""
    return {True: "yes", False: "no", None: ""}.get(value, value) if isinstance(value, bool | None) else value


@pytest.mark.django_db
@ASKED_ONLY
@given(tree=trees(), data=st.data())
def test_any_document_is_a_form_that_takes_answers_or_says_where_it_does_not(cast: Cast, tree: Tree, data: st.DataObject) -> None:
    policy = parse("\n".join(f"{key} = {toml(value)}" for key, value in tree.items()))
    asking = Asking(cast.lakeside, cast.birchwood, policy)
    asked = policy.fields_at("request")
    drawn = crispy(RequestForm(asking=asking))
    statements = [f"statement_{row.key}" for row in policy.statements_at("request")]
    assert [key for key in ["place", *(field.key for field in asked), *statements] if f'name="{key}"' not in drawn] == []
    specs = {each["key"]: each for each in tree["field"]}
    given = {field.key: data.draw(answers_to(specs[field.key], [value for value, _ in policy.options(field)])) for field in asked}
    sent = {**{key: typed(value) for key, value in given.items()}, **dict.fromkeys(statements, "on"), "place": cast.birchwood.pk}
    form = RequestForm(sent, asking=asking)
    assert form.is_valid() or set(form.errors) <= set(form.fields)
    assert set(form.answers()) <= {field.key for field in asked}
    assert set(form.accepted()) <= {row.key for row in policy.statements}
