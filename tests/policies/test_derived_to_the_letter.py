"""Permissions, notices and changes as small policies, to the letter: every question, every step, every form. And every place
of a document that names a role."""

from typing import Any

import pytest

from policies.derived import CHANGE, OtherForm, asked_of_volunteers, naming_guidelines, other_forms, read_as_policy
from policies.document import Policy, parse
from policies.document.blocks import block
from policies.document.mentions import roles_named

from .making import document

NO_NAMES = "Write nothing that says which student it is: no name, no initials, no grade."
TEXT = {"type": "longtext", "required": True, "max": 3000}
CITED = {"level": "should", "clause": "4", "quote": "Ask."}
TOLD = {"level": "may", "clause": "7", "quote": "Tell."}
DECIDED = {
    "kind": "approve", "mode": "any", "outcomes": ("approve", "decline"), "reason_required_for": ("decline",),
    "remind_after": "3 school days",
}  # fmt: skip
READ = {"kind": "acknowledge", "mode": "any", "remind_after": "1 school day"}
ALL_OUTCOMES = ("approve", "return", "decline")


@pytest.fixture(scope="module")
def policy() -> Policy:
    """A policy with a permission about each thing, two notices and a route, of which a change keeps the decisions."""
    asked: dict[str, Any] = {"fields": ["minutes"], "evidence": ["meeting_date"]}
    return document(
        role=[
            {"key": "principal", "scope": "school"},
            {"key": "office", "scope": "district"},
            {"key": "board", "scope": "external", "recorded_by": ["office"]},
        ],
        intake={"mode": "notify"},
        site={"visibility": {"allowed": ["public", "private"], "default": "private"}},
        platform=[{"key": "facebook"}, {"key": "gone", "retired": True}],
        entity=[{"key": "class"}],
        statement=[{"key": "s", "text": "S."}],
        rule=[{"key": "none", "effect": "refuse", "when": {"field": "known", "is": False}}],
        duty=[{"key": "d", "who": ["responsible"], "every": "1 week"}],
        field=[{"key": "minutes", "type": "text", "stage": "approve"}, {"key": "known", "type": "bool"}],
        step=[
            {"key": "head", "kind": "approve", "who": ["principal"], "when": {"field": "known", "is": True}, **asked},
            {"key": "told", "kind": "notify", "who": ["office"], "after": ["head"]},
            {"key": "office", "kind": "approve", "who": ["office"], "after": ["told"], **asked},
            {"key": "last", "kind": "approve", "who": ["board"], "after": ["office"], "blocks_listing": False},
        ],
        permission=[
            {
                "key": "logo", "label": "The logo", "about": "site", "decided_by": ["office", "principal"], "written": True,
                "evidence": ["document"], **CITED,
            },
            {"key": "post", "about": "personal_post", "decided_by": ["office"]},
            {"key": "phone", "about": "contact", "decided_by": ["office"]},
            {"key": "any", "decided_by": ["office"]},
        ],
        disclosure=[
            {
                "key": "tie", "title": "A tie", "from": ["employee"], "to": ["principal", "office"], "kinds": ["a", "b"],
                "ask": ["kind_of_tie", "since", "on", "date", "met_on", "left_date", "names_used", "minutes"], "advice": "Wait.",
                "mandatory_from": 2, "within": "2 days", **TOLD,
            },
            {"key": "bare", "title": "Bare", "from": ["employee"], "to": ["office"], "kinds": ["a", "b"], **TOLD},
            {"key": "timed", "title": "Timed", "from": ["employee"], "to": ["office"], "within": "1 week", **TOLD},
        ],
    )  # fmt: skip


def small(policy: Policy, key: str) -> Policy:
    found = read_as_policy(policy, key)
    assert found is not None
    return found


def dumped(rows: Any) -> list[dict[str, Any]]:
    return [row.model_dump(exclude_defaults=True) for row in rows]


WISHES = {
    "permission.logo": ("What would you like to use on the site?", "What it is, where it would be seen, and for what.", CITED),
    "permission.post": ("What would you like to use, and where?", "What it is, on which page of your own, and for what.", {}),
    "permission.phone": (
        "What would you like to share, with whom and why?",
        "Name groups, such as a team. Do not name a student, and leave the number itself out.",
        {},
    ),
    "permission.any": ("What would you like permission for?", "What it is and why.", {}),
}


@pytest.mark.parametrize("key", WISHES)
def test_a_permission_is_one_wish_and_one_decision(policy: Policy, key: str) -> None:
    label, help_, cited = WISHES[key]
    found, name = small(policy, key), key.partition(".")[2]
    assert dumped(found.fields) == [{"key": "wish", "label": label, "help": help_, **TEXT, **cited}]
    who = {"who": ("office", "principal"), "evidence": ("document",)} if cited else {"who": ("office",)}
    assert dumped(found.steps) == [{"key": name, "label": "The logo" if cited else name.capitalize(), **who, **DECIDED, **cited}]
    assert (found.intake.mode, found.intake.written_decision) == ("approve", bool(cited))


def test_a_notice_asks_what_the_text_asks_and_is_read_by_whom_it_names(policy: Policy) -> None:
    tie, bare, timed = (small(policy, f"notice.{key}") for key in ("tie", "bare", "timed"))
    day = {"type": "date", "required": True, **TOLD}
    assert dumped(tie.fields) == [
        {"key": "kind_of_tie", "label": "Kind of tie", "type": "choice", "choices": ("a", "b"), "required": True, **TOLD},
        {"key": "since", "label": "Since", **day},
        {"key": "on", "label": "On", **day},
        {"key": "date", "label": "Date", **day},
        {"key": "met_on", "label": "Met on", **day},
        {"key": "left_date", "label": "Left date", **day},
        {"key": "names_used", "label": "Names used", "help": NO_NAMES, "type": "text", "required": True, "max": 300, **TOLD},
        {"key": "minutes", "label": "Minutes", "type": "text"},
    ]
    assert dumped(tie.steps) == [{"key": "tie", "label": "A tie", "who": ("principal", "office"), **READ, **TOLD}]
    happened = {"key": "what_happened", "label": "What happened?", "help": NO_NAMES, **TEXT}
    kind = {"key": "kind", "label": "What kind is it?", "type": "choice", "choices": ("a", "b"), "required": True}
    assert dumped(bare.fields) == [happened | TOLD, kind | TOLD]
    assert dumped(bare.steps) == [{"key": "bare", "label": "Bare", "who": ("office",), **READ, **TOLD}]
    when = {"key": "happened_on", "label": "When was it?", "type": "date", "required": True}
    assert dumped(timed.fields) == [happened | TOLD, when | TOLD]
    note = small(policy, "note.tie")
    assert dumped(note.fields) == [{key: value for key, value in (happened | TOLD).items() if key != "required"}]
    assert note.steps == ()


def test_a_change_asks_for_what_may_change_and_keeps_the_decisions(policy: Policy) -> None:
    change = small(policy, CHANGE)
    needed = {"required": True}
    assert dumped(change.fields) == [
        {"key": "name", "label": "Name of the page", "type": "text", "max": 200, **needed},
        {"key": "platform", "label": "Platform", "type": "choice", "source": "platform", **needed},
        {"key": "address", "label": "Web address", "type": "address", "checks": ("https", "host_matches_platform")},
        {"key": "visibility", "label": "Who can see it?", "type": "choice", "source": "site.visibility", **needed},
        {"key": "responsible", "label": "Responsible employee", "type": "person", **needed},
        {"key": "reason", "label": "Why?", **TEXT},
    ]
    decides = {"kind": "approve", "outcomes": ALL_OUTCOMES}
    assert dumped(change.steps) == [{"key": "office", "label": "Office", "who": ("office",), **decides}]
    named = policy.model_copy(
        update={"changes": policy.changes.model_copy(update={"steps": ("head", "office"), "asks": ("name",)})}
    )
    assert dumped(small(named, CHANGE).steps) == [
        {"key": "head", "label": "Head", "who": ("principal",), **decides},
        {"key": "office", "label": "Office", "who": ("office",), "after": ("head",), **decides},
    ]
    assert [field.key for field in small(named, CHANGE).fields] == ["name", "reason"]
    unasked = named.model_copy(update={"platforms": policy.platforms[1:]})
    every = unasked.model_copy(update={"changes": policy.changes})
    assert "platform" not in [field.key for field in small(every, CHANGE).fields]


@pytest.mark.parametrize("key", ["permission.logo", "notice.tie", "note.tie", CHANGE])
def test_a_small_policy_keeps_who_it_is_and_nothing_else_of_the_site_request(policy: Policy, key: str) -> None:
    found = small(policy, key)
    titles = {"permission.logo": "The logo", CHANGE: "Change of a site"}
    assert (found.policy.summary, found.policy.title) == (titles.get(key, "A tie"), policy.policy.title)
    assert (found.roles, found.platforms, found.site) == (policy.roles, policy.platforms, policy.site)
    assert (found.statements, found.rules, found.duties) == ((), (), ())
    assert (found.intake.mode, found.intake.written_decision) == ("approve", key == "permission.logo")


def test_the_forms_beside_the_site_request_to_the_letter(policy: Policy) -> None:
    def form(key: str, title: str, to: tuple[str, ...], about: Any = "nothing", cited: Any = None, **more: Any) -> OtherForm:
        kind: Any = key.partition(".")[0]
        said = cited or {"clause": "", "quote": "", "level": "must"}
        return OtherForm(key=key, kind=kind, title=title, about=about, to=to, **said, **more)

    assert other_forms(policy) == (
        form("permission.logo", "The logo", ("office", "principal"), "site", CITED),
        form("permission.post", "Post", ("office",)),
        form("permission.phone", "Phone", ("office",)),
        form("permission.any", "Any", ("office",)),
        form("notice.tie", "A tie", ("principal", "office"), cited=TOLD, advice="Wait.", mandatory_from=2, within="2 days"),
        form("notice.bare", "Bare", ("office",), cited=TOLD),
        form("notice.timed", "Timed", ("office",), cited=TOLD, within="1 week"),
    )


def test_a_volunteer_names_the_employee_who_answers_where_only_employees_do(policy: Policy) -> None:
    asked = asked_of_volunteers(policy)
    assert asked.fields[:-1] == policy.fields
    assert dumped(asked.fields[-1:]) == [
        {
            "key": "responsible", "label": "Which employee will answer for the content?", "type": "person", "required": True,
            "level": "local", "help": "Agree on it with them first. They are told by mail.",
        }
    ]  # fmt: skip
    assert asked_of_volunteers(asked) == asked
    for site in ({"volunteers_may": ("answer_for",)}, {"responsible": "assigned"}):
        other = policy.model_copy(update={"site": policy.site.model_copy(update=site)})
        assert asked_of_volunteers(other) is other


def test_statements_name_the_version_of_the_guidelines_in_force() -> None:
    cited: dict[str, Any] = {"level": "should", "clause": "9", "quote": "Read."}
    policy = document(
        guideline=[
            {"key": "later", "title": "Later", "accept_again": True},
            {"key": "kept", "title": "Kept"},
            {"key": "said", "title": "Said"},
            {"key": "again", "title": "Again", "accept_again": True},
            {"key": "made", "title": "Made", "accept_again": True, **cited},
        ],
        statement=[{"key": "other", "text": "O."}, {"key": "said", "text": "I said."}, {"key": "again", "text": "Again."}],
    )
    in_force = {key: (3, "May 1, 2026") for key in ("kept", "said", "again", "made")}
    found = naming_guidelines(policy, in_force)
    assert dumped(found.statements) == [
        {"key": "other", "label": "Other", "text": "O."},
        {"key": "said", "label": "Said", "text": "I said. This is version 3, in force from May 1, 2026."},
        {"key": "again_v3", "label": "Again", "text": "Again. This is version 3, in force from May 1, 2026."},
        {
            "key": "made_v3", "label": "Made v3", "accept_again": True, **cited,
            "text": "I have read “Made”, version 3, in force from May 1, 2026, and follow it.",
        },
    ]  # fmt: skip
    assert naming_guidelines(policy, {}).statements == policy.statements


NAMING = """\
schema = 1
policy = { key = "p", title = "P", guidelines_edited_by = ["a"] }
leaving = { escalate_to = ["a"] }
unofficial = { searched_by = ["b"] }
summer = { rule = "hand_over", to = ["b"] }
renewal = { who = ["a"], overdue = [{ after = "1 week", to = ["b"] }] }
role = [
  { key = "a", scope = "district", recorded_by = ["b"], appointed_by = ["c"], if_vacant = "b" },
  { key = "b", scope = "district" }, { key = "c", scope = "district" },
]
platform = [{ key = "f", created_by = ["a"] }]
guideline = [{ key = "g", title = "G", edited_by = ["c"] }]
training = [{ key = "t", given_by = ["c"] }]
permission = [{ key = "p", decided_by = ["b", "c"] }]
disclosure = [{ key = "d", title = "D", from = ["employee"], to = ["a"], visible_to = ["b"] }]
directive = [{ key = "remove_post", issued_by = ["a"], grounds = ["law"], confirm_by = "c" }]
field = [{ key = "who", type = "person" }]
[site]
admin_offices = ["a"]
credentials_held_by = ["b"]
container_exception = { decided_by = ["c"] }
[[step]]
key = "s"
kind = "approve"
who = ["a", "b"]
not_by = ["c"]
if_vacant = "c"
escalate_after = "1 week"
escalate_to = ["b"]
[[duty]]
key = "d"
who = ["a"]
every = "1 week"
overdue = [{ after = "1 week", to = ["b"] }, { after = "2 weeks", to = ["c"] }]
[[complaint]]
to = ["a", "field:who"]
never_only_to = ["b"]
determined_by = ["c"]
outcomes = ["o"]
refer_to = ["r"]
ending = [{ outcome = "o", by = ["b"] }]
referral = [{ to = "r", by = ["a"], read_by = ["c"] }]
"""


def test_every_place_that_names_a_role_is_looked_at() -> None:
    found = dict(roles_named(parse(NAMING)))
    assert found == {
        "role[0].recorded_by[0]": "b", "role[0].appointed_by[0]": "c", "role[0].if_vacant": "b", "platform[0].created_by[0]": "a",
        "step[0].who[0]": "a", "step[0].who[1]": "b", "step[0].not_by[0]": "c", "step[0].if_vacant": "c",
        "step[0].escalate_to[0]": "b", "duty[0].who[0]": "a", "duty[0].overdue[0].to[0]": "b", "duty[0].overdue[1].to[0]": "c",
        "directive[0].issued_by[0]": "a", "directive[0].confirm_by": "c", "disclosure[0].to[0]": "a",
        "disclosure[0].visible_to[0]": "b", "permission[0].decided_by[0]": "b", "permission[0].decided_by[1]": "c",
        "complaint[0].to[0]": "a", "complaint[0].never_only_to[0]": "b", "complaint[0].determined_by[0]": "c",
        "complaint[0].ending[0].by[0]": "b", "complaint[0].referral[0].by[0]": "a", "complaint[0].referral[0].read_by[0]": "c",
        "guideline[0].edited_by[0]": "c", "training[0].given_by[0]": "c", "policy.guidelines_edited_by[0]": "a",
        "leaving.escalate_to[0]": "a", "site.admin_offices[0]": "a", "site.credentials_held_by[0]": "b",
        "unofficial.searched_by[0]": "b", "renewal.who[0]": "a", "renewal.overdue[0].to[0]": "b", "summer.to[0]": "b",
        "site.container_exception.decided_by[0]": "c",
    }  # fmt: skip


def test_a_block_is_found_by_its_path() -> None:
    policy = parse(NAMING)
    assert block(policy, "role.b") is policy.roles[1]
    assert block(policy, "role") == policy.roles
    assert block(policy, "role.x") is None
    assert block(policy, "complaint") == policy.complaints
    assert block(policy, "terms") is None
    assert block(policy.model_copy(update={"terms": {"school": "campus"}}), "terms.school") == "campus"
    assert block(policy, "summer") is policy.summer
    assert block(policy, "summer.rule") == "hand_over"
    assert block(policy, "policy.note") is None
    assert block(policy, "posting") is None
    assert block(policy, "posting.per") is None
    assert block(policy, "nothing") is None
    assert block(policy, "records.retention") is None
