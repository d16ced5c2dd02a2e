"""A policy in words."""

from typing import Any

import pytest

from policies import wording
from policies.document import Policy
from policies.selectors import preset, presets

from .making import document

ROLES = [
    {"key": "principal", "scope": "school"},
    {"key": "office", "scope": "district"},
    {"key": "board", "scope": "external", "recorded_by": ["office"]},
]
FIELDS = [
    {"key": "uses_logo", "label": "Logo?", "type": "bool"},
    {"key": "entity", "label": "For what?", "type": "choice", "choices": ["class", "team", "old_club"]},
    {"key": "audience", "label": "For whom?", "type": "multichoice", "choices": ["staff"]},
]


def one(**step: Any) -> Policy:
    """A policy with one step."""
    return document(role=ROLES, field=FIELDS, step=[{"key": "a", "kind": "notify", "who": ["principal"], **step}])


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({}, "Principal is told"),
        ({"who": ["principal", "office"]}, "Principal and Office are told"),
        ({"who": ["principal", "office"], "mode": "any"}, "Principal or Office is told"),
        ({"kind": "approve", "who": ["board"]}, "Board decides"),
        ({"kind": "approve", "who": ["principal", "office"]}, "Principal and Office decide"),
        ({"kind": "acknowledge", "who": ["responsible"]}, "Responsible employee accepts the duties"),
        (
            {"kind": "provide", "who": ["requester"], "fields": ["uses_logo", "entity"]},
            "Requester gives: “Logo?” and “For what?”",
        ),
        ({"kind": "provide", "who": ["requester"]}, "Requester gives"),
        ({"kind": "record", "what": "I can open it"}, "Principal records: I can open it"),
        ({"kind": "record", "evidence": ["meeting_date", "document"]}, "Principal records: meeting date and document"),
    ],
)
def test_a_step_says_who_does_what(step: dict[str, Any], words: str) -> None:
    policy = one(**step)
    assert wording.step_in_words(policy, policy.steps[0]) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"field": "uses_logo", "is": True}, "“Logo?” is yes"),
        ({"not": {"field": "uses_logo", "is": False}}, "“Logo?” is not no"),
        ({"field": "entity", "in": ["class", "old_club"]}, "“For what?” is Class or Old club"),
        ({"field": "entity", "in": []}, "“For what?” is anything"),
        ({"field": "audience", "has": "staff"}, "“For whom?” includes Staff"),
        ({"not": {"field": "audience", "has": "staff"}}, "“For whom?” does not include Staff"),
        (
            {"any": [{"field": "uses_logo", "is": True}, {"all": [{"field": "entity", "is": "team"}]}]},
            "“Logo?” is yes or “For what?” is Team",
        ),
        ({"not": {"all": [{"field": "uses_logo", "is": True}]}}, "it is not so that “Logo?” is yes"),
    ],
)
def test_a_condition_is_said_with_labels(when: dict[str, Any], words: str) -> None:
    policy = one(when=when)
    assert policy.steps[0].when is not None
    assert wording.condition_in_words(policy, policy.steps[0].when) == words


def test_the_small_print_of_a_step_says_what_happens_when_nothing_does() -> None:
    policy = one(
        kind="approve",
        who=["board"],
        when={"field": "uses_logo", "is": True},
        if_vacant="principal",
        remind_after="3 school days",
        remind_every="1 week",
        escalate_after="next school day",
        escalate_to=["principal", "office"],
        expires_after="60 days",
        blocks_listing=False,
        not_by=["requester", "responsible", "office"],
    )
    assert wording.route(policy)[0].meta == (
        "Only when “Logo?” is yes. Office records what was decided. Where nobody holds the role, after a school day: Principal."
        " Not by Responsible employee or Office."
        " Reminder after 3 school days. Reminder every week. After 1 school day: Principal and Office."
        " Expires after 60 days. The site may be listed before."
    )


def test_a_duty_says_how_often_and_who_hears_of_it() -> None:
    rung = {"after": "1 school day", "to": ["principal"]}
    policy = document(
        role=ROLES,
        duty=[
            {"key": "look", "who": ["principal"], "every": "1 month", "overdue": [rung]},
            {"key": "mind", "who": ["principal"], "level": "may"},
        ],
    )
    assert [(line.title, line.meta, line.level) for line in wording.duties(policy)] == [
        ("Look: Principal", "Every month. When it is late, after 1 school day: Principal.", ""),
        ("Mind: Principal", "No fixed rhythm.", "Possible"),
    ]


def test_a_platform_says_for_whom_it_is_open() -> None:
    policy = document(
        entity=[{"key": "office", "label": "Office"}],
        platform=[
            {"key": "tiktok", "label": "TikTok", "status": "restricted", "allowed_for": ["office"], "explain": "Mind the clock."}
        ],
    )
    (line,) = wording.platforms(policy)
    assert (line.title, line.meta, line.pill) == (
        "TikTok",
        "Mind the clock. Only for: Office.",
        ("due", "exclamation-triangle", "Restricted"),
    )


def test_a_platform_says_who_opens_pages_there() -> None:
    (line,) = wording.platforms(document(role=ROLES, platform=[{"key": "x", "created_by": ["office", "principal"]}]))
    assert line.meta == "Opened by: Office or Principal."


def test_a_role_says_who_appoints_to_it_and_who_acts_while_nobody_holds_it() -> None:
    roles = [{"key": "office", "scope": "district", "note": "Since 2020."}, {"key": "head", "scope": "district", "note": "New."}]
    roles[1] |= {"appointed_by": ["office"], "if_vacant": "office"}
    assert [line.meta for line in wording.roles(document(role=roles))] == [
        "For the district. Since 2020.",
        "For the district. Appointed by: Office. While nobody holds it: Office. New.",
    ]


@pytest.mark.parametrize(
    ("intake", "said"),
    [
        ({"existing_pages": "must_register", "existing_pages_within": "30 days"},
         "To be registered too, within 30 days from the day it is in force"),
        ({"existing_pages_within": "1 year"}, "To be registered, within 1 year from the day it is in force"),
        ({"existing_pages": "not_covered"}, "Not covered"),
        ({}, None),
    ],
)  # fmt: skip
def test_a_policy_says_what_becomes_of_pages_that_exist(intake: dict[str, str], said: str | None) -> None:
    assert dict(wording.facts(document(intake=intake))).get("Existing pages") == said


def test_the_facts_of_a_policy_are_its_code_dates_and_readers() -> None:
    assert wording.facts(preset("chsd230")) == [
        ("Code", "5.125"),
        ("Dated", "March 26, 2015"),
        ("Applies to", "Employees"),
        (
            "Covers",
            "Communication of employees with students, parents and colleagues by electronic means;"
            " Their personal communication and social media use",
        ),
        ("In short", "Whoever wants a site asks first, and the people named below decide."),
        ("Guidelines kept by", "Superintendent"),
        ("See also", "6:235 Acceptable Use of Technology"),
    ]


def test_questions_stand_under_the_stage_at_which_they_are_asked() -> None:
    assert [(heading, len(lines)) for heading, lines in wording.questions(preset("jndc"))] == [
        ("On the form", 17),
        ("Asked of whoever assigns the duties", 5),
    ]


@pytest.mark.parametrize("key", presets())
def test_every_line_of_a_preset_has_its_words(key: str) -> None:
    policy = preset(key)
    lines = [*wording.statements(policy), *wording.roles(policy), *wording.platforms(policy), *wording.duties(policy)]
    assert all(line.title for line in lines)
    assert all(stop.title for stop in wording.route(policy))
