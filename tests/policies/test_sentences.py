"""What a refusal says, to the letter, and what just passes: the whole sentence, where its ending is what helps."""

from typing import Any

import pytest
from pydantic_core import ErrorDetails

from policies.document import Policy, PolicyError, parse
from policies.document.expectations import expectation
from policies.document.policy import MOST, rows
from policies.document.reading import LONGEST
from policies.document.words import Block

from .making import document, text
from .whole import FIELDS, OK, WHOLE, complaint, problems, with_step

PRINCIPAL = {"key": "look", "who": ["principal"]}
KNOWN_ROLES = "(board, principal, requester, responsible, supervisor)"
TEAM = {"key": "team", "type": "people"}
HELD = {"key": "responsible", "type": "person", "stage": "assign"}
SET = {"key": "set", "kind": "assign", "who": ["principal"], "fields": ["responsible"]}
TAKES = {"key": "takes", "kind": "acknowledge", "who": ["responsible"]}
ASSIGNED = {"site": {"responsible": "assigned"}, "field": [*FIELDS, HELD]}


REFUSALS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    # conditions, defaults, rhythms
    (
        with_step(when={"any": [{"field": "gone", "is": 1}, {"field": "lost", "is": 1}]}),
        [
            ("step[1].when.any[0].field", "expected the key of a field (check_every, entity, uses_logo), not 'gone'"),
            ("step[1].when.any[1].field", "expected the key of a field (check_every, entity, uses_logo), not 'lost'"),
        ],
    ),
    (
        {"field": [*FIELDS, {"key": "who", "type": "person", "default": "head"}]},
        [("field[3].default", f"expected the key of a role {KNOWN_ROLES}, not 'head'")],
    ),
    (
        {"field": [*FIELDS, {**TEAM, "default": ["requester", "head"]}]},
        [("field[3].default", f"expected the key of a role {KNOWN_ROLES}, not 'head'")],
    ),
    (
        {"duty": [PRINCIPAL, {**PRINCIPAL, "key": "renew", "every": "yearly on 08-15"}]},
        [
            (
                "duty[1].every",
                'expected "<n> day|school day|business day|week|month|year", for example "3 school days",'
                " or \"next school day\", not 'yearly on 08-15'",
            )
        ],
    ),
    ({"summer": {"rule": "off", "at_least": "0 days"}}, [("summer.at_least", "expected at least one day")]),
    *(
        (
            {"summer": summer},
            [("summer.to", 'expected the role that looks in the summer where the rule is "hand_over", and none otherwise')],
        )
        for summer in ({"rule": "hand_over"}, {"rule": "off", "to": ["principal"]})
    ),
    # who answers for a site
    (
        {**ASSIGNED, "step": [OK, SET, {**TAKES, "after": ["ok"]}]},
        [("step[2].who", "expected a step before this one that assigns the responsible employee")],
    ),
    # texts
    (
        {"site": {"identification": "{school"}},
        [("site.identification", "expected braces in pairs, around one of activity, school, district")],
    ),
    (
        {"site": {"identification": "{" + "x" * 39 + "yz}"}},
        [("site.identification", f"expected one of {{activity}}, {{school}}, {{district}}, not {{{'x' * 39}y}}")],
    ),
    (
        with_step(kind="x" * 80),
        [
            (
                "step[1].kind",
                "expected 'approve', 'notify', 'acknowledge', 'provide', 'assign' or 'record', not '" + "x" * 59,
            )
        ],
    ),
    # keys and rows
    ({"mail": {"zzz": 1}}, [("mail.zzz", "unknown key: expected one of may_switch_off")]),
    (
        {"summer": {"rule": "off", "att_least": "1 day"}},
        [
            (
                "summer.att_least",
                "unknown key: did you mean 'at_least'? expected one of level, clause, quote, rule, at_least, to",
            )
        ],
    ),
    (
        {"policy": {"key": "made", "title": "x", "reference": [{"code": "GBH"}, {"title": "Conduct"}, {}]}},
        [("policy.reference[2].title", "expected the code or the title of another policy")],
    ),
    (
        {"definition": [{"term": "Page", "means": "A page."}] * (MOST + 1)},
        [("definition", "expected at most 200 of them, not 201")],
    ),
]


@pytest.mark.parametrize(("blocks", "said"), REFUSALS, ids=[said[0][0] for _, said in REFUSALS])
def test_a_refusal_says_each_place_and_what_was_expected_there(blocks: dict[str, Any], said: list[tuple[str, str]]) -> None:
    assert problems(**blocks) == said


@pytest.mark.parametrize(
    "blocks",
    [
        {"duty": [{**PRINCIPAL, "evidence": "note"}]},
        {"duty": [{**PRINCIPAL, "every": "1 week", "from_mail": True, "evidence": "one_click"}]},
        {"duty": [{**PRINCIPAL, "every": "1 week", "from_mail": True}]},
        {"field": [*FIELDS, TEAM], **complaint(to=["field:team"])},
        {"field": [*FIELDS, {**TEAM, "default": ["requester", "principal"]}]},
        {**ASSIGNED, "step": [OK, SET, {**TAKES, "after": ["set"]}]},
        {"policy": {"key": "made", "title": "x", "reference": [{"code": "GBH"}, {"title": "Conduct"}]}},
        {"policy": {"key": "made", "title": "x", "note": "One line,\n\tand another."}},
        {"site": {"identification": "{activity} of {school}"}},
    ],
    ids=[
        "a note is evidence of a duty that no mail answers",
        "one click is evidence of a duty that a mail answers",
        "one click is what a duty asks for that says nothing",
        "several people receive complaints",
        "several roles are offered",
        "a responsible employee who is assigned before",
        "another policy by its code alone, or its title alone",
        "lines and tabs in a text",
        "places of a wording",
    ],
)
def test_what_is_whole_is_read(blocks: dict[str, Any]) -> None:
    assert isinstance(parse(text(**{**WHOLE, **blocks})), Policy)


def test_a_step_that_approves_may_end_in_every_way_unless_the_document_names_the_ways() -> None:
    told = {"key": "told", "kind": "notify", "who": ["principal"], "after": ["ok"]}
    kept = {**OK, "key": "kept", "outcomes": ["approve", "decline"]}
    policy = document(**{**WHOLE, "step": [OK, told, kept]})
    assert [(step.label, step.outcomes) for step in policy.steps] == [
        ("Ok", ("approve", "return", "decline")),
        ("Told", ()),
        ("Kept", ("approve", "decline")),
    ]


def test_a_choice_that_begins_with_a_number_is_shown_as_it_is_written() -> None:
    field = {"key": "at", "type": "choice", "choices": ["10 to 12 PM", "school_hours"]}
    policy = document(field=[field])
    assert policy.options(policy.fields[0]) == (("10 to 12 PM", "10 to 12 PM"), ("school_hours", "School hours"))


def test_of_one_kind_of_table_there_are_none_or_at_most_two_hundred() -> None:
    class Shelf(Block):
        books: tuple[str, ...] = rows("book")

    assert Shelf().books == ()
    assert len(Shelf.model_validate({"book": ["x"] * MOST}).books) == 200
    with pytest.raises(ValueError, match="at most 200 items"):
        Shelf.model_validate({"book": ["x"] * (MOST + 1)})


def test_a_text_is_read_up_to_its_greatest_length() -> None:
    whole = text(**WHOLE)
    filled = whole + "#" * (LONGEST - len(whole))
    assert len(filled) == 300_000
    assert parse(filled) == parse(whole)
    with pytest.raises(PolicyError, match=r"^expected at most 300,000 characters$"):
        parse(filled + "#")


def test_the_words_of_a_district_are_a_block_only_where_it_has_some() -> None:
    cited = {"passage": [{"number": "1", "says": "x", "level": "says", "blocks": ["terms", "schema"]}]}
    assert document(**cited, terms={"school": "campus"}).passages[0].blocks == ("terms", "schema")
    assert problems(**cited) == [
        ("passage[0].blocks[0]", "expected a block of this document, such as field.purpose, not 'terms'"),
    ]
    assert problems(passage=[{**cited["passage"][0], "blocks": ["schema.x"]}]) == [
        ("passage[0].blocks[0]", "expected a block of this document, such as field.purpose, not 'schema.x'"),
    ]


def test_what_nobody_foresaw_is_said_in_the_words_of_the_validator() -> None:
    error = ErrorDetails(type="finite_number", loc=("policy",), msg="Input should be a finite number", input=1)
    assert expectation(error, Policy) == "expected otherwise: input should be a finite number"


@pytest.mark.parametrize(
    ("more", "said"), [({"label": "The logo", "when": {"field": "uses_logo", "is": True}}, "The logo"), ({}, "")]
)
def test_a_decision_on_some_answers_alone_is_about_its_label(more: dict[str, Any], said: str) -> None:
    read = parse(text(**{**WHOLE, "step": [{**OK, **more}]}))
    assert read.steps[0].about == said
