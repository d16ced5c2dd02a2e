"""A small whole document, to put one mistake into."""

from typing import Any

import pytest

from policies.document import PolicyError, parse

from .making import text

ROLES = [{"key": "principal", "scope": "school"}, {"key": "board", "scope": "external", "recorded_by": ["principal"]}]
FIELDS = [
    {"key": "entity", "type": "choice", "source": "entity"},
    {"key": "uses_logo", "type": "bool"},
    {"key": "check_every", "type": "frequency", "choices": ["1 week"], "stage": "approve"},
]
OK = {"key": "ok", "kind": "approve", "who": ["principal"], "fields": ["check_every"]}
WHOLE: dict[str, Any] = {"role": ROLES, "entity": [{"key": "class"}], "field": FIELDS, "step": [OK]}


def problems(**blocks: Any) -> list[tuple[str, str]]:
    """The problems of WHOLE with some blocks changed: (where, what) pairs."""
    with pytest.raises(PolicyError) as caught:
        parse(text(**{**WHOLE, **blocks}))
    return [(problem.where, problem.what) for problem in caught.value.problems]


def with_step(**more: Any) -> dict[str, Any]:
    """A second step with something wrong in it."""
    return {"step": [OK, {"key": "told", "kind": "notify", "who": ["principal"], **more}]}


def complaint(**more: Any) -> dict[str, Any]:
    """A block about complaints with something wrong in it."""
    return {
        "complaint": [{"to": ["principal"], "categories": ["libel"], "outcomes": ["done"], "refer_to": ["The Board"], **more}]
    }
