"""Permissions, private notices and changes of a site, read as small policies of their own."""

from datetime import date

import pytest

from accounts.schooldays import SchoolDays
from policies.derived import CHANGE, in_time_until, other_form, other_forms, read_as_policy
from policies.document import Policy
from policies.routing import route_text
from policies.selectors import preset

from .making import document, steps

ROLES = [
    {"key": "principal", "scope": "school"},
    {"key": "office", "scope": "district"},
    {"key": "board", "scope": "external", "recorded_by": ["office"]},
]


def made(**blocks: object) -> Policy:
    return document(role=ROLES, **blocks)


def small(policy: Policy, key: str) -> Policy:
    found = read_as_policy(policy, key)
    assert found is not None
    return found


def test_a_policy_says_which_forms_it_has_beside_the_site_request() -> None:
    chsd230, jndc = preset("chsd230"), preset("jndc")
    assert [(form.key, form.about, form.to) for form in other_forms(chsd230)] == [
        ("permission.logo_on_personal_posts", "nothing", ("superintendent",)),
        ("notice.personal_relationship", "nothing", ("principal",)),
        ("notice.student_contact", "nothing", ("supervisor",)),
    ]
    assert [(form.key, form.about) for form in other_forms(jndc)] == [
        ("permission.share_private_phone_number", "nothing"),
        ("permission.logo_or_copyrighted_material", "site"),
    ]
    assert other_form(chsd230, "permission.flag") is None
    assert other_forms(preset("model")) == ()


def test_a_permission_is_one_decision_by_the_roles_of_the_text() -> None:
    cited = {"clause": "4", "quote": "in writing", "level": "local"}
    block = {"key": "logo", "about": "site", "decided_by": ["principal", "board"], "written": True, "evidence": ["meeting_date"]}
    policy = made(permission=[{**block, **cited}])
    logo = small(policy, "permission.logo")
    assert route_text(logo, {}) == "approve:principal | board"
    assert (logo.steps[0].evidence, logo.steps[0].outcomes) == (("meeting_date",), ("approve", "decline"))
    assert [(field.key, field.required, field.clause, field.level) for field in logo.fields] == [("wish", True, "4", "local")]
    assert logo.intake.written_decision
    assert logo.roles == policy.roles


def test_a_permission_asks_for_what_it_is_about() -> None:
    asked = {}
    for about in ("site", "personal_post", "contact"):
        policy = made(permission=[{"key": "it", "about": about, "decided_by": ["office"]}])
        asked[about] = small(policy, "permission.it").fields[0].help
    assert "Do not name a student, and leave the number itself out." in asked["contact"]
    assert "page of your own" in asked["personal_post"]
    assert (
        "on the site"
        in small(made(permission=[{"key": "it", "about": "site", "decided_by": ["office"]}]), "permission.it").fields[0].label
    )
    plain = small(made(permission=[{"key": "it", "decided_by": ["office"]}]), "permission.it")
    assert plain.fields[0].label == "What would you like permission for?"


def test_a_notice_asks_what_the_text_asks_and_nothing_that_names_a_student() -> None:
    relationship = small(preset("chsd230"), "notice.personal_relationship")
    assert [(field.key, field.type) for field in relationship.fields] == [
        ("kind_of_relationship", "choice"), ("since", "date"), ("accounts_used", "text"),
    ]  # fmt: skip
    assert relationship.fields[0].choices == ("relative", "community activity", "other")
    assert all("student" not in field.label.lower() for field in relationship.fields)
    assert "no name, no initials" in relationship.fields[2].help
    assert route_text(relationship, {}) == "acknowledge:principal"


def test_a_notice_may_ask_for_a_field_of_the_document() -> None:
    policy = made(
        field=[{"key": "where", "label": "Where?", "type": "text", "stage": "record"}],
        step=[{"key": "look", "kind": "record", "who": ["office"], "fields": ["where"]}],
        disclosure=[
            {"key": "it", "title": "It", "from": ["employee"], "to": ["office"], "ask": ["where", "seen_on"], "kinds": ["a"]}
        ],
    )
    found = small(policy, "notice.it")
    assert [(field.key, field.type, field.stage) for field in found.fields] == [
        ("kind", "choice", "request"), ("where", "text", "request"), ("seen_on", "date", "request"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "fields", "answers", "last"),
    [
        ([], [("happened_on", "date"), ("what_happened", "longtext")], {"happened_on": "2026-09-11"}, date(2026, 9, 15)),
        (["accounts", "seen_on"], [("accounts", "text"), ("seen_on", "date")], {"seen_on": "2026-09-14"}, date(2026, 9, 16)),
        (["day"], [("day", "date")], {"day": "2026-09-14"}, date(2026, 9, 16)),
        (["day"], [("day", "date")], {"day": "soon"}, None),
        (["accounts"], [("happened_on", "date"), ("accounts", "text")], {}, None),
    ],
)
def test_the_time_of_a_notice_counts_from_the_first_day_it_asks_for(
    ask: list[str], fields: list[tuple[str, str]], answers: dict[str, str], last: date | None
) -> None:
    notice = {"key": "it", "title": "It", "from": ["employee"], "to": ["office"], "ask": ask, "within": "2 school days"}
    policy = made(field=[{"key": "day", "type": "date"}], disclosure=[notice])
    assert sorted((field.key, field.type) for field in small(policy, "notice.it").fields) == sorted(fields)
    assert in_time_until(policy, "notice.it", answers, SchoolDays()) == last
    assert [field.key for field in small(policy, "note.it").fields] == ["what_happened"]
    untimed = made(disclosure=[{key: value for key, value in notice.items() if key != "within"}])
    assert in_time_until(untimed, "notice.it", answers, SchoolDays()) is None
    assert in_time_until(policy, "permission.it", answers, SchoolDays()) is None


def test_a_note_that_need_not_be_given_yet_asks_nobody() -> None:
    policy = preset("chsd230")
    form = other_form(policy, "notice.student_contact")
    assert form is not None
    assert (form.mandatory_from, form.advice[:21]) == (2, "Do not answer online.")
    assert route_text(small(policy, "notice.student_contact"), {}) == "acknowledge:supervisor"
    note = small(policy, "note.student_contact")
    assert (note.steps, [(field.key, field.required) for field in note.fields]) == ((), [("what_happened", False)])


def test_a_change_goes_through_the_decisions_of_the_policy_and_no_others() -> None:
    policy = made(
        site={"visibility": {"allowed": ["public", "private"], "default": "private"}},
        platform=[{"key": "facebook"}],
        field=[{"key": "uses_logo", "label": "Logo?", "type": "bool"}],
        step=steps(
            """
            head: approve principal
            told: notify office after head
            office: approve office after told
            logo: approve board if uses_logo
            """
        ),
    )
    change = small(policy, CHANGE)
    assert route_text(change, {}) == "approve:principal -> approve:office"
    assert [field.key for field in change.fields] == ["name", "platform", "address", "visibility", "responsible", "reason"]


def test_a_change_asks_nobody_where_the_policy_decides_nothing_and_nothing_without_a_choice() -> None:
    policy = made(site={"visibility": {"allowed": ["private"], "default": "private"}}, step=steps("told: notify principal"))
    change = small(policy, CHANGE)
    assert change.steps == ()
    assert "platform" not in {field.key for field in change.fields}
    assert "visibility" not in [field.key for field in change.fields]


def test_a_form_that_the_policy_does_not_have_is_none() -> None:
    for key in ("permission.x", "notice.x", "note.x", "x", ""):
        assert read_as_policy(preset("model"), key) is None
