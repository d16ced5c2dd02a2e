"""Any valid document loads, says the same again, and leads every answer to an end; any damaged one is refused at its place."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.conditions import holds, mentions
from policies.document import Policy, PolicyError, parse
from policies.document.reading import path
from policies.routing import DONE, SKIPPED, WAITING, opens, plan, route_text, verdict

from .drawing import Tree, answers_to, trees
from .making import toml
from .settings import QUICK

FREE = ("terms", "choice_labels")  # tables whose keys are the district's own
NEEDED = {
    "policy": {"key", "title"}, "role": {"key", "scope"}, "platform": {"key"}, "entity": {"key"}, "field": {"key", "type"},
    "statement": {"key", "text"}, "rule": {"key", "effect", "when"}, "step": {"key", "kind", "who"}, "duty": {"key", "who"},
    "guideline": {"key", "title"}, "complaint": {"to"}, "disclosure": {"key", "title", "from", "to"}, "inactivity": {"after"},
}  # fmt: skip
NAMES = {
    "who", "after", "fields", "if_vacant", "to", "escalate_to", "recorded_by", "created_by", "allowed_for", "decided_by",
    "given_by", "edited_by", "issued_by", "field",
}  # fmt: skip
CLOSED = {"level", "status", "scope", "type", "stage", "source", "effect", "kind", "mode", "calendar", "then"}
Place = tuple[str | int, ...]
SOME = settings(QUICK, max_examples=40)  # a whole document takes long to draw
FEW = settings(QUICK, max_examples=20)


def written(tree: Tree) -> str:
    """The document of a tree."""
    return "\n".join(f"{key} = {toml(value)}" for key, value in tree.items()) + "\n"


def places(value: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every key of every table, and every row, with what stands there."""
    rows: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        rows = list(value.items())
    elif isinstance(value, list):
        rows = list(enumerate(value))
    for key, each in rows:
        yield (*at, key), each
        yield from places(each, (*at, key))


def at(tree: Tree, place: Place) -> Any:
    """What stands at a place."""
    found: Any = tree
    for part in place:
        found = found[part]
    return found


def is_ours(place: Place) -> bool:
    """Whether a key at a place is one of the schema's."""
    return isinstance(place[-1], str) and not set(place[:-1]) & set(FREE)


def dropped(tree: Tree) -> list[Place]:
    """Keys that no document of this shape can do without."""
    blocks = [found for found, _ in places(tree) if len(found) in (2, 3) and found[-1] in NEEDED.get(str(found[0]), ())]
    return [("schema",), ("policy",), *(found for found in blocks if len(found) == (2 if is_table(tree, found) else 3))]


def is_table(tree: Tree, place: Place) -> bool:
    """Whether the block around a place is one table, not one row of several."""
    return isinstance(tree[str(place[0])], dict)


def mutate(tree: Tree, kind: str, data: st.DataObject) -> tuple[Tree, Place]:
    """A copy of a tree with one thing wrong in it, and where that is."""
    damaged = deepcopy(tree)
    every = list(places(tree))
    candidates = {
        "drop": lambda: dropped(tree),
        "rename": lambda: [place for place, _ in every if is_ours(place)],
        "type": lambda: [place for place, _ in every],
        "reference": lambda: [place for place, value in every if named(place) in NAMES and isinstance(value, str)],
        "word": lambda: [place for place, value in every if is_ours(place) and place[-1] in CLOSED and isinstance(value, str)],
    }[kind]()
    place = data.draw(st.sampled_from(candidates))
    table, last = at(damaged, place[:-1]), place[-1]
    if kind == "drop":
        del table[last]
    elif kind == "rename":
        table[f"{last}_"] = table.pop(last)
    else:
        table[last] = {"type": 3.5, "reference": "nobody_here", "word": "no_such_word"}[kind]
    return damaged, place


def named(place: Place) -> str | int:
    """The key that a value, or a row of a list of values, belongs to."""
    return place[-1] if isinstance(place[-1], str) or len(place) < 2 else place[-2]


@SOME
@given(trees())
def test_any_document_loads_and_says_the_same_again(tree: Tree) -> None:
    policy = parse(written(tree))
    again = written(policy.model_dump(by_alias=True, exclude_none=True))
    assert parse(again) == policy
    assert [step.key for step in policy.steps] == [step["key"] for step in tree["step"]]
    assert [field.key for field in policy.fields] == [field["key"] for field in tree["field"]]


def walked(policy: Policy, answers: dict[str, Any], later: dict[str, Any]) -> dict[str, str]:
    """The states in which a request ends: its steps open in their turn, ask what they ask, and close."""
    on_form = {field.key for field in policy.fields_at("request")}
    states = {}
    for each in plan(policy, answers):
        settled = {test.field for _, test in mentions(each.spec.when, "")} <= on_form
        states[each.spec.key] = SKIPPED if settled and not each.needed else WAITING
    known = dict(answers)
    while found := opens(policy, states):
        for key in found:
            step = policy.step(key)
            assert step is not None
            states[key] = DONE if holds(step.when, known) else SKIPPED
            known |= {field: later[field] for field in step.fields if states[key] == DONE}
    return states


@SOME
@given(trees(), st.data())
def test_any_answers_lead_to_an_end(tree: Tree, data: st.DataObject) -> None:
    policy = parse(written(tree))
    given = {
        field["key"]: data.draw(answers_to(field, [value for value, _ in policy.options(policy.field(field["key"]))]))
        for field in tree["field"]
    }
    answers = {key: value for key, value in given.items() if policy.field(key).stage == "request"}
    ended = verdict(policy, answers)
    assert ended is None or ended.effect in ("refuse", "exempt")
    assert route_text(policy, answers)
    assert set(walked(policy, answers, given).values()) <= {DONE, SKIPPED}


@pytest.mark.parametrize("kind", ["drop", "rename", "type", "reference", "word"])
def test_any_damage_is_refused_at_its_place(kind: str) -> None:
    @FEW
    @given(trees(), st.data())
    def refused(tree: Tree, data: st.DataObject) -> None:
        damaged, place = mutate(tree, kind, data)
        with pytest.raises(PolicyError) as caught:
            parse(written(damaged))
        block = path(place if len(place) == 1 else place[:2])
        assert all(problem.what for problem in caught.value.problems)
        assert any(problem.where.startswith(block) for problem in caught.value.problems)
        assert all(problem.where for problem in caught.value.problems)

    refused()
