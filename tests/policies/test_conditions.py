"""Conditions: data about answers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from policies.conditions import SHAPE, Condition, holds, mentions, values_of

from .making import condition
from .settings import QUICK


def read(**written: Any) -> Condition:
    """A condition as it is written in a document; `not_` and the like stand for the words Python keeps to itself."""
    return Condition.model_validate({key.rstrip("_"): value for key, value in written.items()})


LOGO = {"field": "uses_logo", "is": True}
CLASS = {"field": "entity", "in": ["class", "team"]}


@pytest.mark.parametrize(
    ("written", "answers", "expected"),
    [
        (LOGO, {"uses_logo": True}, True),
        (LOGO, {"uses_logo": False}, False),
        (LOGO, {"uses_logo": 1}, False),
        (LOGO, {}, False),
        ({"field": "uses_logo", "is": False}, {"uses_logo": False}, True),
        ({"field": "uses_logo", "is": False}, {}, True),
        ({"field": "uses_logo", "is": False}, {"uses_logo": ""}, True),
        ({"field": "uses_logo", "is": False}, {"uses_logo": 0}, False),
        ({"field": "grade", "is": 7}, {"grade": 7}, True),
        (CLASS, {"entity": "team"}, True),
        (CLASS, {"entity": "club"}, False),
        (CLASS, {"entity": ["team"]}, False),
        ({"field": "entity", "in": []}, {"entity": "team"}, False),
        ({"field": "audience", "has": "staff"}, {"audience": ["students", "staff"]}, True),
        ({"field": "audience", "has": "staff"}, {"audience": ("students",)}, False),
        ({"field": "audience", "has": "staff"}, {"audience": "staff"}, True),
        ({"field": "audience", "has": "staff"}, {}, False),
        ({"all": [LOGO, CLASS]}, {"uses_logo": True, "entity": "class"}, True),
        ({"all": [LOGO, CLASS]}, {"uses_logo": True}, False),
        ({"all": []}, {}, True),
        ({"any": [LOGO, CLASS]}, {"entity": "class"}, True),
        ({"any": [LOGO, CLASS]}, {}, False),
        ({"any": []}, {}, False),
        ({"not": LOGO}, {}, True),
        ({"not": LOGO}, {"uses_logo": True}, False),
        ({"not": {"any": [LOGO, {"not": CLASS}]}}, {"entity": "team"}, True),
    ],
)
def test_a_condition_holds_or_not(written: dict[str, Any], answers: dict[str, Any], expected: bool) -> None:
    assert holds(Condition.model_validate(written), answers) is expected


def test_no_condition_always_holds() -> None:
    assert holds(None, {}) is True


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"field": "a"},
        {"is": True},
        {"field": "a", "is": 1, "has": 1},
        {**LOGO, "not": LOGO},
        {"all": [], "any": []},
        {"field": "a", "all": []},
    ],
)
def test_a_condition_has_exactly_one_shape(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=SHAPE):
        Condition.model_validate(written)


def test_only_text_numbers_and_yes_or_no_can_be_compared_with() -> None:
    with pytest.raises(ValidationError, match="to compare with"):
        read(field="a", is_=1.5)


def test_every_field_is_found_with_its_key_path() -> None:
    whole = read(any=[LOGO, {"not": {"all": [CLASS, {"field": "audience", "has": "staff"}]}}])
    assert [(path, test.field, values_of(test)) for path, test in mentions(whole, "step[0].when")] == [
        ("step[0].when.any[0]", "uses_logo", (True,)),
        ("step[0].when.any[1].not.all[0]", "entity", ("class", "team")),
        ("step[0].when.any[1].not.all[1]", "audience", ("staff",)),
    ]


def test_a_tree_compares_with_nothing_itself() -> None:
    assert (list(mentions(None, "x")), values_of(read(not_=LOGO))) == ([], ())


ANSWERS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@QUICK
@given(ANSWERS, ANSWERS)
def test_no_answer_whatever_makes_a_condition_fail(entity: Any, platform: Any) -> None:
    for words in ("entity is class", "entity in class team or platform is x", "uses_logo and entity is class"):
        assert holds(Condition.model_validate(condition(words)), {"entity": entity, "platform": platform}) in (True, False)
    assert holds(read(field="entity", has="class"), {"entity": entity}) in (True, False)


def test_what_can_be_compared_with_is_said() -> None:
    with pytest.raises(ValidationError) as refused:
        read(field="entity", **{"is": 1.5})
    assert [error["msg"] for error in refused.value.errors()] == [
        "Value error, expected text, a whole number, true or false to compare with"
    ]
