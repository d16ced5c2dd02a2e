"""What holds for every valid document, and for every text that is none."""

import tomllib
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policies.document import Policy, PolicyError, Problem, parse
from policies.routing import opens, plan, recorders, route_text, seats, unmanned, verdict
from policies.selectors import preset_text, presets

from .making import text, toml
from .settings import QUICK

OFFICES = ("principal", "technology_director", "superintendent", "community_relations")
ROLES = [
    *({"key": key, "scope": "district"} for key in OFFICES),
    {"key": "board", "scope": "external", "recorded_by": ["superintendent", "community_relations"]},
]
FIELDS = [
    {"key": "uses_logo", "type": "bool"},
    {"key": "entity", "type": "choice", "choices": ["class", "team"]},
    {"key": "audience", "type": "multichoice", "choices": ["students", "staff"]},
]
TESTS = st.sampled_from(
    [
        {"field": "uses_logo", "is": True},
        {"field": "uses_logo", "is": False},
        {"field": "entity", "in": ["class"]},
        {"field": "audience", "has": "staff"},
    ]
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        inner.map(lambda part: {"not": part}),
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, max_size=3).map(lambda parts: {"any": parts}),
    ),
    max_leaves=4,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "uses_logo": st.booleans(),
        "entity": st.sampled_from(["class", "team", "other"]),
        "audience": st.lists(st.sampled_from(["students", "staff"])),
    },
)
KINDS = st.sampled_from(["approve", "notify", "acknowledge", "provide", "assign", "record"])
WHO = st.lists(st.sampled_from([*OFFICES, "board", "requester", "responsible", "supervisor"]), min_size=1, max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Valid documents: steps in any order of the text, each following any of those drawn before it."""
    steps: list[dict[str, Any]] = []
    for at in range(draw(st.integers(0, 7))):
        kind = draw(KINDS)
        step: dict[str, Any] = {"key": f"s{at}", "kind": kind, "who": draw(WHO), "mode": draw(st.sampled_from(["all", "any"]))}
        if steps:
            step["after"] = draw(st.lists(st.sampled_from([each["key"] for each in steps]), unique=True, max_size=3))
        if kind == "record":
            step["what"] = "done"
        if draw(st.booleans()):
            step["when"] = draw(CONDITIONS)
        if draw(st.booleans()):
            step["if_vacant"] = draw(st.sampled_from(OFFICES))
        steps.append(step)
    return text(role=ROLES, field=FIELDS, step=draw(st.permutations(steps)))


def followed(policy: Policy, key: str, needed: Mapping[str, bool]) -> set[str]:
    """The needed steps that a step follows, looking through those that are not needed."""
    spec = policy.step(key)
    assert spec is not None
    return {each for each in spec.after if needed[each]}.union(
        *(followed(policy, each, needed) for each in spec.after if not needed[each])
    )


@QUICK
@given(documents(), ANSWERS, st.randoms(use_true_random=False))
def test_every_route_ends_and_no_step_opens_before_what_it_follows(written: str, answers: dict[str, Any], chance: Any) -> None:
    policy = parse(written)
    needed = {each.spec.key: each.needed for each in plan(policy, answers)}
    states = {key: "waiting" if is_needed else "skipped" for key, is_needed in needed.items()}
    while "waiting" in states.values() or "open" in states.values():
        for key in opens(policy, states):
            assert all(states[each] == "done" for each in followed(policy, key, needed))
            states[key] = "open"
        now = [key for key, state in states.items() if state == "open"]
        assert now, f"nothing is open, and {states} waits"
        states[chance.choice(now)] = "done"
    assert {key for key, state in states.items() if state == "done"} == {key for key, is_needed in needed.items() if is_needed}


@QUICK
@given(documents(), ANSWERS)
def test_a_step_that_follows_only_what_is_not_needed_opens_at_once(written: str, answers: dict[str, Any]) -> None:
    policy = parse(written)
    needed = {each.spec.key: each.needed for each in plan(policy, answers)}
    states = {key: "waiting" if is_needed else "skipped" for key, is_needed in needed.items()}
    first = {key for key, is_needed in needed.items() if is_needed and not followed(policy, key, needed)}
    assert set(opens(policy, states)) == first


@QUICK
@given(documents(), ANSWERS)
def test_a_printed_route_names_every_needed_step_once(written: str, answers: dict[str, Any]) -> None:
    policy = parse(written)
    printed = [each for level in route_text(policy, answers).split(" -> ") for each in level.split(" + ")]
    wanted = [
        f"{each.spec.kind}:{(' | ' if each.spec.mode == 'any' else ' & ').join(seats(each.spec))}"
        for each in plan(policy, answers)
        if each.needed
    ]
    assert sorted(printed) == sorted(wanted or ["(nothing to decide)"])


@QUICK
@given(documents(), ANSWERS, st.sets(st.sampled_from([*OFFICES, "supervisor"])))
def test_every_step_has_somebody_who_can_act_or_is_reported(written: str, answers: dict[str, Any], held: set[str]) -> None:
    policy = parse(written)
    reported = unmanned(policy, answers, held.__contains__)
    there = held | {"requester", "responsible"}
    for each in plan(policy, answers):
        sitting = [bool(there & set(recorders(policy, role))) for role in seats(each.spec)]
        manned = (any if each.spec.mode == "any" else all)(sitting) or each.spec.if_vacant in there
        assert (each.spec.key in reported) is (each.needed and not manned)


def accepted(written: str | bytes) -> Policy | None:
    """The document of a text, or nothing where it is refused with problems; any other exception fails the test."""
    problems: list[Problem] = []
    try:
        return parse(written)
    except PolicyError as error:
        problems = error.problems
    assert problems
    assert all(problem.what for problem in problems)
    return None


@QUICK
@given(st.binary(max_size=300) | st.text(max_size=300))
def test_no_text_whatever_is_more_than_refused(written: str | bytes) -> None:
    accepted(written)


@QUICK
@given(st.sampled_from(presets()), st.data())
def test_a_preset_with_a_slip_of_the_pen_is_refused_or_still_routes(key: str, data: st.DataObject) -> None:
    written = preset_text(key)
    start = data.draw(st.integers(0, len(written)))
    length = data.draw(st.integers(0, 40))
    slip = data.draw(st.sampled_from(["", '"', "[", "]", "=", "\n", "x", "0", "true", "[[step]]\n", "#"]) | st.text(max_size=5))
    policy = accepted(written[:start] + slip + written[start + length :])
    if policy:
        assert route_text(policy, {})


VALUES = st.one_of(
    st.none().map(lambda _: {}),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from(["", "x", "requester", "approve", "1 week", "field:check_every", "0 days"]),
    st.lists(st.sampled_from(["principal", "approve", "x"]), max_size=2),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, each in pairs for deeper in places(each, (*path, key)))]


TREES = {key: tomllib.loads(preset_text(key)) for key in presets()}
PLACES = {key: places(tree)[1:] for key, tree in TREES.items()}


@QUICK
@given(st.sampled_from(presets()), st.data())
def test_a_preset_with_another_value_somewhere_is_refused_or_still_routes(key: str, data: st.DataObject) -> None:
    tree = tomllib.loads(preset_text(key))
    *path, last = data.draw(st.sampled_from(PLACES[key]))
    parent: Any = tree
    for part in path:
        parent = parent[part]
    if data.draw(st.booleans()):
        parent[last] = data.draw(VALUES)
    else:
        del parent[last]
    policy = accepted("\n".join(f'"{name}" = {toml(value)}' for name, value in tree.items()))
    if policy and verdict(policy, {}) is None:
        states = {each.spec.key: "waiting" if each.needed else "skipped" for each in plan(policy, {})}
        while opened := opens(policy, states):
            states.update(dict.fromkeys(opened, "done"))
        assert "waiting" not in states.values()
