"""The text of a policy in words, and its wordings filled in."""

from typing import Any

import pytest

from policies import clauses, regulations
from policies.document import Policy
from policies.document.blocks import block
from policies.selectors import preset

from .making import document

ROLES = [{"key": "principal", "scope": "school"}, {"key": "office", "label": "The Office", "scope": "district"}]
PASSAGE = {"number": "3.2", "says": "Pages have a name.", "clause": "Names", "quote": "A page has a name."}


def meta(passage: dict[str, Any], **blocks: Any) -> str:
    """What a page says about who carries out one passage."""
    (line,) = clauses.passages(document(passage=[{**PASSAGE, **passage}], role=ROLES, **blocks))
    return line.meta


def titles(policy: Policy, heading: str) -> list[tuple[str, str, str]]:
    """One section of the page: (title, meta, strength) of its lines."""
    return [(line.title, line.meta, line.level) for line in dict(clauses.sections(policy))[heading]]


def test_a_passage_is_shown_with_its_number_its_strength_and_its_sentence() -> None:
    (line,) = clauses.passages(document(passage=[{**PASSAGE, "level": "should"}]))
    assert (line.title, line.level, line.meta) == ("3.2. Pages have a name.", "Should", "It is said here, and nothing is asked.")
    assert (getattr(line.spec, "clause", ""), getattr(line.spec, "quote", "")) == ("Names", "A page has a name.")


def test_a_passage_that_only_explains_needs_no_sentence() -> None:
    (line,) = clauses.passages(document(passage=[{"number": "1", "says": "The text has no dates.", "level": "says"}]))
    assert line.level == ""


def test_what_carries_a_passage_out_is_named_as_people_know_it() -> None:
    field = {"key": "page_name", "label": "Name of the page", "type": "text"}
    said = meta(
        {"blocks": ["field.page_name", "role.office", "statement.mine", "site.join", "intake.mode", "terms.school"]},
        field=[field],
        statement=[{"key": "mine", "text": "It is named."}],
        site={"join": "invitation"},
        terms={"school": "campus"},
    )
    assert said == (
        "Here: the question “Name of the page”, the role “The Office”, the statement “It is named.”,"
        " for every site: join, how one begins and terms school."
    )


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("role.principal", True),
        ("role.head", False),
        ("role", True),
        ("duty", False),
        ("consent.student_image", True),
        ("consent.employee_image", False),
        ("complaint", True),
        ("complaint.x", False),
        ("site.join", True),
        ("site.comments", False),
        ("site.parent_access", False),
        ("site.nonsense", False),
        ("records.retention", False),
        ("terms.school", True),
        ("terms.office", False),
        ("posting", False),
        ("nonsense", False),
        ("policy.title", True),
        ("policy.title.x", False),
    ],
)
def test_a_block_is_found_by_its_path_where_it_says_something(path: str, there: bool) -> None:
    policy = document(
        role=ROLES,
        consent=[{"subject": "student_image"}],
        complaint=[{"to": ["principal"]}],
        site={"join": "open"},
        terms={"school": "campus"},
    )
    assert (block(policy, path) is not None) is there


def test_the_wording_on_a_page_is_filled_in_from_class_school_and_district() -> None:
    policy = preset("staffuse")
    said = regulations.identification(policy, activity="Grade 7", school="Elm Street Elementary", district="Lakeside Schools")
    assert said == "Grade 7, Elm Street Elementary. This is a professional social media site of Lakeside Schools."
    assert regulations.identification(preset("jndc"), activity="Chess", school="Elm", district="Lakeside") == ""


def test_what_is_filled_in_is_never_read_as_a_place_of_its_own() -> None:
    policy = document(site={"identification": "{activity}, {school}"})
    assert regulations.identification(policy, activity="{school} {x}", school="Elm", district="") == "{school} {x}, Elm"


def test_a_wording_that_is_not_filled_in_names_its_places() -> None:
    assert regulations.blank("{activity} of {school}.") == "[class, activity or office] of [school]."


def test_a_district_has_its_own_word_for_a_thing_or_the_usual_one() -> None:
    policy = document(terms={"school": "campus", "superintendent": "Chief Executive Officer"})
    assert (policy.term("school"), policy.term("superintendent"), policy.term("media_contact")) == (
        "campus",
        "Chief Executive Officer",
        "media contact",
    )
    assert titles(policy, "The words of this policy")[1] == (
        "Superintendent: Chief Executive Officer",
        "As the district calls it.",
        "",
    )


def test_what_is_not_regulated_has_no_heading() -> None:
    assert clauses.sections(document()) == []


def test_what_is_kept_how_long_is_shown_with_its_source_and_what_may_be_withheld() -> None:
    kept = [
        {"kind": "check_ins", "keep": "3 years", "counted_from": "answered", "source": "State schedule, series 12"},
        {"kind": "complaints", "keep": "1 year"},
    ]
    policy = document(records={"retention": kept, "exemptions": ["names of minors"]})
    assert titles(policy, "Records") == [
        ("Check ins: kept for 3 years", "Counted from: answered. State schedule, series 12.", ""),
        ("Complaints: kept for 1 year", "", ""),
        ("May be withheld from public record: names of minors", "", ""),
    ]


def test_what_holds_for_administrators_and_the_sealed_credential_is_shown() -> None:
    site = {"minimum_admins": 2, "admin_offices": ["office"], "credentials_held_by": ["principal", "office"]}
    found = [title for title, _meta, _level in titles(document(site=site, role=ROLES), "What holds for every site")]
    office, head = (document(role=ROLES).role_label(key) for key in ("office", "principal"))
    assert found == [
        "At least 2 administrators on the platform.",
        f"Administrator on the platform: {office}.",
        f"The sealed credential is held by {head} or {office}; Rollcall keeps no password.",
    ]
    (one,) = titles(document(site={"minimum_admins": 1}), "What holds for every site")
    assert one[0] == "At least 1 administrator on the platform."


def test_orders_are_shown_with_who_gives_them_and_on_which_grounds() -> None:
    order = {"key": "remove_post", "issued_by": ["principal", "office"], "grounds": ["breaks the law", "breaks the rules"]}
    policy = document(role=ROLES, directive=[order, {**order, "key": "close", "reason_required": True, "level": "may"}])
    assert titles(policy, "Orders about a site") == [
        ("Remove post: Principal or The Office", "Grounds: breaks the law; breaks the rules.", "Must"),
        ("Close: Principal or The Office", "Grounds: breaks the law; breaks the rules. A reason is needed.", "May"),
    ]


def test_an_order_says_by_when_it_is_carried_out_and_what_happens_otherwise() -> None:
    clocks = {"due": "1 school day", "suspend_after": "2 school days"}
    order = {"key": "remove_post", "issued_by": ["principal"], "grounds": ["breaks the law"], **clocks}
    assert titles(document(role=ROLES, directive=[order]), "Orders about a site") == [
        (
            "Remove post: Principal",
            "Grounds: breaks the law. Carried out within 1 school day. "
            "The site is suspended 2 school days later, while it is not.",
            "Must",
        )
    ]


def test_what_is_ordered_is_said_by_the_document_or_by_the_key() -> None:
    order = {"issued_by": ["principal"], "grounds": ["breaks the law"]}
    orders = [
        {"key": "remove_post", **order},
        {"key": "take_down", "does": "remove_post", **order},
        {"key": "rename", **order},
    ]
    found = document(role=ROLES, directive=orders).directives
    assert [row.ordered for row in found] == ["remove_post", "remove_post", "other"]


def test_consent_says_from_whom_and_where_it_is_not_needed() -> None:
    whole = {
        "subject": "student_image",
        "basis": "written",
        "needs": ["parent", "student"],
        "adult_student": ["student"],
        "exceptions": ["taken in public"],
        "kept_where": "the school office",
    }
    policy = document(consent=[whole, {"subject": "employee_image", "basis": "not_recommended", "level": "should"}])
    assert titles(policy, "Pictures and names of people") == [
        (
            "Student image",
            "In writing, from the parent and student. Of an adult or emancipated student, from the student alone."
            " Not needed where taken in public. Kept: the school office.",
            "Must",
        ),
        ("Employee image", "Such pictures are not recommended.", "Should"),
    ]


def test_training_and_guidelines_say_who_gives_them_and_whether_anything_waits_for_them() -> None:
    training = {"key": "safety", "given_by": ["office"], "gate": True, "valid_for": "1 year", "about": "What is safe."}
    guideline = {"key": "guide", "title": "The guide", "edited_by": ["office"], "accept_again": True}
    policy = document(
        role=ROLES, training=[training, {"key": "more"}], guideline=[guideline, {"key": "old", "title": "The old guide"}]
    )
    assert titles(policy, "Training and guidelines") == [
        ("Safety", "What is safe. Given by The Office. Counts for 1 year. Nobody answers for a site without it.", "Must"),
        ("More", "", "Must"),
        ("The guide", "Kept by The Office. Accepted again whenever it changes.", "Must"),
        ("The old guide", "", "Must"),
    ]


def test_what_holds_for_every_site_is_said_and_nothing_that_the_policy_leaves_open() -> None:
    visibility = {"allowed": ["open", "shut"], "default": "shut", "level": "should", "quote": "Pages are shut."}
    policy = document(
        role=ROLES,
        field=[
            {"key": "seen_by", "type": "choice", "source": "site.visibility", "choice_labels": {"shut": "Members"}},
        ],
        platform=[{"key": "x", "containers": ["group"]}],
        site={
            "visibility": visibility,
            "container": {"required": "group"},
            "container_exception": {"decided_by": ["principal", "office"]},
            "join": "request",
            "comments": "off",
            "parent_access": True,
            "parent_access_within": "5 school days",
            "supervisor_access": True,
            "volunteers_may": ["post", "answer_for"],
            "identification": "{school}",
            "naming": "It begins with the school.",
            "page_statements": ["A page of the district."],
        },
    )
    assert titles(policy, "What holds for every site") == [
        ("Visibility: members, where there is no reason for another", "", "Should"),
        ("It is a page of this kind: group", "Principal or The Office may record an exception.", ""),
        ("Wording on the page: “[school]”", "", ""),
        ("Who wants to join asks.", "", ""),
        ("Comments are off.", "", ""),
        ("Parents may see what their child was invited to.", "", ""),
        ("A parent who asks is answered within 5 school days.", "", ""),
        ("The supervisor has access.", "", ""),
        ("Volunteers may post and answer for a site.", "", ""),
        ("It begins with the school.", "", ""),
        ("A page of the district.", "", ""),
    ]
    bare = document(site={"visibility": {**visibility, "allowed": ["shut"]}})
    assert titles(bare, "What holds for every site") == [("Visibility: shut, and no other", "", "Should")]


def test_complaints_say_who_reads_them_and_what_they_can_be_about() -> None:
    whole = {
        "to": ["field:receiver", "office"],
        "never_only_to": ["responsible"],
        "categories": ["libel", "threats"],
        "acknowledge_within": "2 school days",
        "refer_to": ["The Board"],
        "outcomes": ["found", "speech"],
        "determined_by": ["office", "principal"],
        "ending": [{"outcome": "found", "by": ["office"]}, {"outcome": "speech", "keeps_nothing": True}],
        "referral": [{"to": "The Board", "by": ["office"]}],
        "due": [{"category": "threats", "within": "1 school day"}],
        "mandated_report": "Report to the state yourself.",
    }
    field = {"key": "receiver", "label": "Who receives complaints", "type": "person"}
    policy = document(role=ROLES, field=[field], complaint=[whole, {"to": ["principal"], "level": "local"}])
    assert titles(policy, "Complaints") == [
        (
            "Complaints are read by: whoever is named under “Who receives complaints” and The Office",
            "Never read by Responsible employee alone. About: libel; threats. Answered within 2 school days."
            " Settled within 1 school day: threats. Ended by The Office or Principal alone. “found”: by The Office alone."
            " May be referred to: The Board. To The Board: by The Office alone. Nothing is kept of: speech."
            " Report to the state yourself.",
            "Must",
        ),
        ("Complaints are read by: Principal", "", "Local addition"),
    ]


def test_permissions_say_who_decides_and_how() -> None:
    logo = {"key": "logo", "decided_by": ["office"], "before": True, "written": True, "evidence": ["meeting_date"]}
    policy = document(role=ROLES, permission=[logo, {"key": "number", "decided_by": ["principal", "office"]}])
    assert titles(policy, "What is asked for apart") == [
        ("Logo: The Office", "Asked beforehand. Given in writing. Recorded with meeting date.", "Must"),
        ("Number: Principal or The Office", "", "Must"),
    ]


@pytest.mark.parametrize(("number", "words"), [(1, "first"), (2, "second"), (3, "third"), (4, "4th")])
def test_private_notices_say_from_which_time_on_and_who_alone_reads_them(number: int, words: str) -> None:
    notice = {
        "key": "contact",
        "title": "Somebody wrote to me",
        "from": ["employee"],
        "to": ["principal"],
        "ask": ["since"],
        "visible_to": ["principal"],
        "mandatory_from": number,
        "within": "1 week",
        "advice": "Do not answer.",
    }
    plain = {"key": "other", "title": "Something else", "from": ["employee"], "to": ["office"]}
    assert titles(document(role=ROLES, disclosure=[notice, plain]), "Private notices") == [
        (
            "Somebody wrote to me: to Principal",
            f"Do not answer. From the {words} time on it must be shared. Within 1 week. Asked: since. Read by Principal alone.",
            "Must",
        ),
        ("Something else: to The Office", "", "Must"),
    ]


@pytest.mark.clause("003:27")
def test_an_exception_says_when_and_whether_anybody_is_told() -> None:
    family = {"key": "family", "lifts": ["friends"], "needs": "A family relationship."}
    policy = document(exception=[family, {"key": "other", "lifts": ["friends"], "notice": True, "level": "may"}])
    assert titles(policy, "Where a rule does not apply") == [
        ("Family", "A family relationship. Nobody has to be told.", "Must"),
        ("Other", "It has to be told.", "May"),
    ]
