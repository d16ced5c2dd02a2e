"""Reading a document: what is accepted, and how every mistake is named with its place."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest

from accounts.roles import BY_SCOPE, CAPABILITIES
from policies.document import PolicyError, Problem, parse
from policies.document.policy import Capability
from policies.document.reading import LONGEST

from .making import document, steps, text
from .whole import FIELDS, OK, ROLES, WHOLE, complaint, problems


def test_the_document_of_these_tests_is_whole() -> None:
    policy = parse(text(**WHOLE))
    assert (policy.schema_number, policy.policy.key, [step.key for step in policy.steps]) == (1, "made", ["ok"])


def test_every_problem_is_told_at_once() -> None:
    found = problems(step=[{**OK, "who": ["head"]}, {"key": "b", "kind": "notify", "who": ["principal"], "after": ["c"]}])
    assert [where for where, _ in found] == ["step[1].after[0]", "step[0].who[0]"]


def test_steps_that_wait_for_each_other_would_never_open() -> None:
    found = problems(step=[OK, *steps("a: notify principal after b\nb: notify principal after a\nc: notify principal after b")])
    assert [where for where, what in found if "would wait for itself" in what] == ["step[1].after", "step[2].after"]


def responsible(lines: str, stage: str = "assign") -> dict[str, Any]:
    """Steps around a responsible employee who is assigned."""
    made = [{**step, "fields": ["responsible"]} if step["kind"] == "assign" else step for step in steps(lines)]
    field = {"key": "responsible", "type": "person", "stage": stage}
    return {"site": {"responsible": "assigned"}, "field": [*FIELDS, field], "step": [OK, *made]}


def test_the_responsible_employee_sits_nowhere_before_being_assigned() -> None:
    found = problems(**responsible("accept: acknowledge responsible\nset: assign principal"))
    assert found == [("step[1].who", "expected a step before this one that assigns the responsible employee")]


@pytest.mark.parametrize(
    "blocks",
    [
        responsible("set: assign principal\ntold: notify principal after set\naccept: acknowledge responsible after told"),
        responsible("set: assign principal\naccept: acknowledge responsible", stage="request"),
        {"step": [OK, *steps("accept: acknowledge responsible")]},
    ],
    ids=["assigned at a step before", "named on the form", "the requester"],
)
def test_the_responsible_employee_sits_where_somebody_is(blocks: dict[str, Any]) -> None:
    assert parse(text(**{**WHOLE, **blocks})).steps[-1].who == ("responsible",)


@pytest.mark.parametrize(
    ("blocks", "decides"),
    [
        ({}, False),
        ({"changes": {"asks": ["name"]}}, False),
        ({"changes": {"steps": []}}, False),
        ({"changes": {"asks": ["responsible"]}}, True),
        ({"changes": {"steps": ["ok"]}}, True),
    ],
)
def test_who_answers_for_a_site_is_decided_where_the_text_says_so_itself(blocks: dict[str, Any], decides: bool) -> None:
    assert parse(text(**{**WHOLE, **blocks})).decides_who_answers is decides


def test_a_condition_may_speak_of_what_an_earlier_step_asked() -> None:
    later = {
        "key": "told",
        "kind": "notify",
        "who": ["principal"],
        "after": ["ok"],
        "when": {"field": "check_every", "is": "1 week"},
    }
    assert parse(text(**{**WHOLE, "step": [OK, later]})).before(parse(text(**{**WHOLE, "step": [OK, later]})).steps[1]) == {"ok"}


BROKEN: list[tuple[str | bytes, Problem]] = [
    (b"\xff\xfe", Problem("", "expected text in UTF-8")),
    ("\ud800", Problem("", "expected text in UTF-8")),
    ("#" * (LONGEST + 1), Problem("", "expected at most 300,000 characters")),
    ("schema = 1\nx = [\n", Problem("", "expected TOML: Invalid value", 0)),
    ("schema = 1\n[policy\n", Problem("column 8", "expected TOML: Expected ']' at the end of a table declaration", 2)),
    (f"schema = {'9' * 5000}", Problem("", "expected TOML with numbers and nesting of a sensible size")),
    ("x = " + "[" * 20_000, Problem("", "expected TOML with numbers and nesting of a sensible size")),
]


@pytest.mark.parametrize(("broken", "problem"), BROKEN, ids=[problem.what for _, problem in BROKEN])
def test_what_is_not_toml_is_named_by_line_and_column(broken: str | bytes, problem: Problem) -> None:
    with pytest.raises(PolicyError) as caught:
        parse(broken)
    assert caught.value.problems == [problem]


def test_a_problem_is_found_on_its_line() -> None:
    laid_out = '''schema = 1
[policy]
key = "made"
title = """
[[step]]
"""
[[step]]
key = "a"
kind = "notify"
who = ["supervisor"]
[[step]]
key = "b"
kind = "notify"
who = [
  "nobody",
]
'''
    with pytest.raises(PolicyError) as caught:
        parse(laid_out)
    assert [(problem.where, problem.line) for problem in caught.value.problems] == [("step[1].who[0]", 14)]
    assert str(caught.value).startswith("line 14: step[1].who[0]: expected the key of a role")


def test_a_byte_order_mark_and_other_line_ends_are_forgiven() -> None:
    assert parse(("\ufeff" + text(**WHOLE)).replace("\n", "\r\n").encode()) == parse(text(**WHOLE))


POLICY = parse(
    text(
        **{
            **WHOLE,
            "role": [*ROLES, {"key": "helper", "label": "Helping hand", "scope": "district", "capabilities": ["orders"]}],
            "platform": [
                {"key": "x", "containers": ["account"]},
                {"key": "facebook", "label": "Facebook", "containers": ["group", "account"]},
                {"key": "gone", "retired": True},
            ],
            "field": [
                *FIELDS,
                {"key": "platform", "type": "choice", "source": "platform"},
                {"key": "container", "type": "choice", "source": "platform.containers"},
                {"key": "seen_by", "type": "choice", "source": "site.visibility", "choice_labels": {"public": "Everybody"}},
                {"key": "email", "type": "email", "checks": ["domain_in:district:warn"]},
            ],
            "duty": [{"key": "look", "who": ["principal"], "every": "field:check_every"}, {"key": "rest", "who": ["principal"]}],
            "statement": [{"key": "promise", "text": "I promise."}],
        }
    )
)


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (POLICY.role, "board"),
        (POLICY.platform, "facebook"),
        (POLICY.entity, "class"),
        (POLICY.field, "uses_logo"),
        (POLICY.step, "ok"),
        (POLICY.duty, "look"),
    ],
)
def test_a_block_is_found_by_its_key_and_otherwise_is_none(found: Callable[[str], Any], key: str) -> None:
    assert (found(key).key, found("nowhere")) == (key, None)


@pytest.mark.parametrize(
    ("key", "label"),
    [("helper", "Helping hand"), ("principal", "Principal"), ("responsible", "Responsible employee"), ("not_there", "Not there")],
)
def test_a_role_is_printed_with_its_label(key: str, label: str) -> None:
    assert POLICY.role_label(key) == label


def test_a_role_carries_the_capabilities_of_its_scope_unless_it_says_which() -> None:
    assert [role.capabilities for role in POLICY.roles] == [BY_SCOPE["school"], BY_SCOPE["external"], ("orders",)]
    assert set(get_args(Capability)) == set(CAPABILITIES)


@pytest.mark.parametrize(
    ("field", "platform", "options"),
    [
        ("entity", "", [("class", "Class")]),
        ("platform", "", [("x", "X"), ("facebook", "Facebook")]),
        ("container", "", [("account", "Account"), ("group", "Group")]),
        ("container", "x", [("account", "Account")]),
        ("seen_by", "", [("public", "Everybody"), ("private", "Private")]),
        ("check_every", "", [("1 week", "1 week")]),
        ("uses_logo", "", []),
    ],
)
def test_a_choice_offers_what_its_source_holds(field: str, platform: str, options: list[tuple[str, str]]) -> None:
    spec = POLICY.field(field)
    assert spec is not None
    assert list(POLICY.options(spec, platform)) == options


def test_questions_are_found_by_stage_step_and_source() -> None:
    assert [field.key for field in POLICY.fields_at("approve")] == ["check_every"]
    assert [field.key for field in POLICY.fields_of(POLICY.steps[0])] == ["check_every"]
    assert [row.key for row in POLICY.statements_at("request")] == ["promise"]
    assert [getattr(POLICY.field_of(source), "key", None) for source in ("entity", "platform")] == ["entity", "platform"]
    assert document().field_of("entity") is None


def test_a_check_counts_whether_it_stops_or_warns() -> None:
    email = POLICY.field("email")
    assert email is not None
    assert (email.has_check("domain_in:district"), email.has_check("https")) == (True, False)


def test_a_duty_says_whether_its_rhythm_is_chosen_per_site() -> None:
    assert [duty.every_field for duty in POLICY.duties] == ["check_every", ""]


def test_a_document_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        POLICY.steps[0].label = "x"


def test_dates_of_a_policy_may_be_blank() -> None:
    dates = [{"kind": "approved", "on": date(2018, 9, 17)}, {"kind": "reviewed"}]
    policy = document(policy={"key": "made", "title": "x", "date": dates})
    assert [(row.kind, row.on) for row in policy.policy.dates] == [("approved", date(2018, 9, 17)), ("reviewed", None)]


def test_an_outcome_or_a_body_without_a_row_of_its_own_means_no_more_than_its_words() -> None:
    block = complaint(
        outcomes=["done", "found"],
        ending=[{"outcome": "found", "by": ["principal"], "told": "We acted."}],
        refer_to=["The Board", "The press"],
        referral=[{"to": "The Board", "read_by": ["principal"]}],
    )
    (spec,) = document(role=ROLES, **block).complaints
    assert [(row.outcome, row.by, row.told, row.refers, row.keeps_nothing) for row in map(spec.ending, spec.outcomes)] == [
        ("done", (), "", False, False),
        ("found", ("principal",), "We acted.", False, False),
    ]
    assert [(row.to, row.by, row.read_by) for row in map(spec.referral, spec.refer_to)] == [
        ("The Board", (), ("principal",)),
        ("The press", (), ()),
    ]


def test_what_the_register_keeps_is_found_by_its_source_or_its_key() -> None:
    asked = [
        {"key": "service", "type": "choice", "source": "platform"},
        {"key": "visibility", "type": "choice", "choices": ["public"]},
        {"key": "link", "type": "address"},
    ]
    policy = document(platform=[{"key": "facebook"}], field=asked)
    names = ("platform", "entity", "visibility", "address")
    assert [policy.key_of(name) for name in names] == ["service", "entity", "visibility", "link"]
    both = document(field=[{"key": "link", "type": "address"}, {"key": "address", "type": "address"}])
    assert both.key_of("address") == "address"
    assert document().key_of("address") == "address"
    seen = document(field=[{"key": "who_sees", "type": "choice", "source": "site.visibility"}])
    assert seen.key_of("visibility") == "who_sees"


def test_what_does_not_fit_a_duty_answered_from_the_mail_and_where_passages_are_read() -> None:
    duty = {"key": "look", "who": ["responsible"], "every": "1 week", "from_mail": True, "evidence": "note"}
    with pytest.raises(PolicyError, match=r"duty\[0\]\.from_mail: expected evidence 'one_click' beside it") as refused:
        document(duty=[duty])
    assert len(refused.value.problems) == 1
    passages = [
        {"number": "1", "says": "A.", "level": "says", "shown_at": ["site"]},
        {"number": "2", "says": "B.", "level": "says"},
    ]
    policy = document(passage=passages)
    assert [passage.number for passage in policy.passages_at("site")] == ["1"]
    assert policy.passages_at("request") == ()
