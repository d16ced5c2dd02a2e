"""Every mistake of a document is named with its place and with what was expected."""

from typing import Any

import pytest

from policies.document import parse

from .whole import FIELDS, ROLES, WHOLE, complaint, problems, text, with_step

MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    # blocks that are not well formed
    ({"schema": 2}, "schema", "expected 1, not 2"),
    ({"policy": {"key": "made"}}, "policy.title", "expected, and missing"),
    ({"policy": {"key": "Made It", "title": "x"}}, "policy.key", "expected a key: lower-case letters"),
    ({"policy": {"key": "made", "title": "x", "applies_to": ["student"]}}, "policy.applies_to[0]", "expected 'employee'"),
    ({"policy": {"key": "made", "title": "x", "date": [{"kind": "adopted", "on": "x"}]}}, "policy.date[0].on", "expected a date"),
    ({"policy": {"key": "made", "title": "a\u0000b"}}, "policy.title", "expected text without control characters"),
    ({"policy": {"key": "made", "title": "x" * 301}}, "policy.title", "expected at most 300 characters, not 301"),
    ({"stepp": []}, "stepp", "unknown key: did you mean 'step'?"),
    ({"roles": []}, "roles", "unknown key: did you mean 'role'?"),
    (with_step(afte=[]), "step[1].afte", "unknown key: did you mean 'after'? expected one of level, clause"),
    (
        with_step(kind="tell"),
        "step[1].kind",
        "expected 'approve', 'notify', 'acknowledge', 'provide', 'assign' or 'record', not 'tell'",
    ),
    (with_step(who="principal"), "step[1].who", "expected a list, not 'principal'"),
    (with_step(who=[]), "step[1].who", "expected at least 1 of them, not 0"),
    (with_step(blocks_listing="yes"), "step[1].blocks_listing", "expected true or false, not 'yes'"),
    (with_step(remind_after="soon"), "step[1].remind_after", 'expected "<n> day|school day'),
    (with_step(when={"field": "uses_logo"}), "step[1].when", "expected a field with one of is, in, has; or all, any, not"),
    (with_step(when={"fild": "x", "is": 1}), "step[1].when.fild", "unknown key: did you mean 'field'?"),
    (with_step(clause=6.4), "step[1].clause", "expected text, not 6.4"),
    ({"site": []}, "site", "expected a table, not []"),
    ({"platform": [{"key": "x", "hosts": ["X.com"]}]}, "platform[0].hosts[0]", "expected a host such as facebook.com"),
    ({"field": [{"key": "a", "type": "text", "max": 100_001}]}, "field[0].max", "expected 100,000 or less, not 100001"),
    ({"site": {"minimum_admins": -1}}, "site.minimum_admins", "expected 0 or more, not -1"),
    ({"field": [{"key": "a", "type": "choice", "choices": [""]}]}, "field[0].choices[0]", "expected some text"),
    (
        {"field": [{"key": "a", "type": "email", "checks": ["x"]}]},
        "field[0].checks[0]",
        "expected one of the known words, not 'x'",
    ),
    ({"field": [{"key": "a", "type": "text", "max": "9"}]}, "field[0].max", "expected a whole number, not '9'"),
    ({"field": [{"key": "a", "type": "text", "default": 1.5}]}, "field[0].default", "expected an answer"),
    ({"terms": {"School": "x"}}, "terms.School.[key]", "expected a key"),
    # names that do not exist
    ({"role": [*ROLES, ROLES[0]]}, "role[2].key", "expected a key of its own: 'principal' is used already"),
    (with_step(after=["okay"]), "step[1].after[0]", "expected the key of another step (ok), not 'okay'"),
    (with_step(after=["told"]), "step[1].after[0]", "expected the key of another step (ok), not 'told'"),
    (
        with_step(who=["head"]),
        "step[1].who[0]",
        "expected the key of a role (board, principal, requester, responsible, supervisor)",
    ),
    (with_step(not_by=["head"]), "step[1].not_by[0]", "expected the key of a role"),
    (with_step(if_vacant="head"), "step[1].if_vacant", "expected the key of a role"),
    (with_step(escalate_to=["head"], escalate_after="1 day"), "step[1].escalate_to[0]", "expected the key of a role"),
    ({"platform": [{"key": "x", "created_by": ["head"]}]}, "platform[0].created_by[0]", "expected the key of a role"),
    (
        {"platform": [{"key": "x", "allowed_for": ["club"]}]},
        "platform[0].allowed_for[0]",
        "expected the key of an entity (class)",
    ),
    (
        {"changes": {"steps": ["ok", "told"]}},
        "changes.steps[1]",
        "expected the key of a step that approves (ok), not 'told'",
    ),
    ({"leaving": {"escalate_to": ["head"]}}, "leaving.escalate_to[0]", "expected the key of a role"),
    (
        {"site": {"container_exception": {"decided_by": ["head"]}}},
        "site.container_exception.decided_by[0]",
        "expected the key of a role",
    ),
    ({"complaint": [{"to": ["head"]}]}, "complaint[0].to[0]", "expected the key of a role"),
    (
        {"complaint": [{"to": ["principal"], "determined_by": ["head"]}]},
        "complaint[0].determined_by[0]",
        "expected the key of a role",
    ),
    (
        complaint(ending=[{"outcome": "gone"}]),
        "complaint[0].ending[0].outcome",
        "expected one of its outcomes (done), not 'gone'",
    ),
    (complaint(ending=[{"outcome": "done", "by": ["head"]}]), "complaint[0].ending[0].by[0]", "expected the key of a role"),
    (complaint(referral=[{"to": "Mars"}]), "complaint[0].referral[0].to", "expected one of refer_to (The Board), not 'Mars'"),
    (complaint(referral=[{"to": "The Board", "by": ["head"]}]), "complaint[0].referral[0].by[0]", "expected the key of a role"),
    (
        complaint(referral=[{"to": "The Board", "read_by": ["head"]}]),
        "complaint[0].referral[0].read_by[0]",
        "expected the key of a role",
    ),
    (complaint(due=[{"category": "noise", "within": "1 day"}]), "complaint[0].due[0].category", "expected one of its categories"),
    (complaint(claims_official="noise"), "complaint[0].claims_official", "expected one of its categories (libel), not 'noise'"),
    (
        {"complaint": [{"to": ["field:entity"]}]},
        "complaint[0].to[0]",
        "expected the key of a field of type person (there is none)",
    ),
    (
        with_step(kind="record", fields=["gone"]),
        "step[1].fields[0]",
        "expected the key of a field (check_every, entity, uses_logo)",
    ),
    (with_step(when={"not": {"field": "gone", "is": 1}}), "step[1].when.not.field", "expected the key of a field"),
    # steps
    (with_step(fields=["entity"]), "step[1].fields[0]", "expected no fields: a step of kind notify asks nothing"),
    (with_step(kind="provide", fields=["check_every"]), "step[1].fields[0]", "expected a field of stage 'provide'"),
    (with_step(outcomes=["approve"]), "step[1].outcomes", "expected outcomes on a step of kind approve only"),
    (
        with_step(kind="approve", outcomes=["approve"], reason_required_for=["decline"]),
        "step[1].reason_required_for[0]",
        "expected one of its outcomes (approve), not 'decline'",
    ),
    (with_step(kind="record"), "step[1].what", "expected what is recorded"),
    (with_step(remind_before="1 day"), "step[1].remind_before", "expected `expires_after` beside it"),
    (with_step(escalate_after="1 day"), "step[1].escalate_after", "expected escalate_after and escalate_to together, or neither"),
    (
        with_step(when={"field": "entity", "is": "clas"}),
        "step[1].when",
        "expected one of the choices of 'entity' (class), not 'clas'",
    ),
    (
        with_step(when={"field": "uses_logo", "is": "yes"}),
        "step[1].when",
        "expected true or false: 'uses_logo' is a yes/no question",
    ),
    (
        with_step(when={"field": "check_every", "is": "1 week"}),
        "step[1].when.field",
        "expected a field that is answered before (entity, uses_logo), not 'check_every'",
    ),
    # roles
    ({"role": [*ROLES, {"key": "requester", "scope": "person"}]}, "role[2].key", "expected another key"),
    ({"role": [ROLES[0], {"key": "board", "scope": "external"}]}, "role[1].recorded_by", "expected the roles that record"),
    (
        {"role": [*ROLES, {"key": "x", "scope": "school", "capabilities": ["flies"]}]},
        "role[2].capabilities[0]",
        "expected 'reads'",
    ),
    # fields
    ({"field": [*FIELDS, {"key": "a", "type": "choice"}]}, "field[3].choices", "expected choices, or a source"),
    (
        {"field": [*FIELDS, {"key": "a", "type": "text", "source": "entity"}]},
        "field[3].source",
        "expected a source on a choice only",
    ),
    (
        {"field": [*FIELDS, {"key": "a", "type": "text", "stage": "provide"}]},
        "field[3].stage",
        "expected a step of kind 'provide'",
    ),
    ({"field": [*FIELDS, {"key": "a", "type": "frequency", "choices": ["often"]}]}, "field[3].choices[0]", 'expected "<n> day'),
    (
        {"field": [*FIELDS, {"key": "a", "type": "frequency", "choices": ["0 days"]}]},
        "field[3].choices[0]",
        "expected at least one day",
    ),
    ({"field": [*FIELDS, {"key": "a", "type": "bool", "default": "no"}]}, "field[3].default", "expected true or false"),
    ({"field": [*FIELDS, {"key": "a", "type": "person", "default": "head"}]}, "field[3].default", "expected the key of a role"),
    (
        {"field": [*FIELDS, {"key": "a", "type": "multichoice", "choices": ["x"], "default": ["x", "y"]}]},
        "field[3].default",
        "expected one of the choices of 'a' (x), not 'y'",
    ),
    (
        {"field": [*FIELDS, {"key": "a", "type": "choice", "choices": ["x"], "choice_labels": {"y": "Y"}}]},
        "field[3].choice_labels",
        "expected one of its choices (x), not 'y'",
    ),
    (
        {"field": [*FIELDS, {"key": "a", "type": "text", "show_when": {"field": "b", "is": 1}}]},
        "field[3].show_when.field",
        "expected the",
    ),
    (
        {"statement": [{"key": "a", "text": "x", "show_when": {"field": "b", "is": 1}}]},
        "statement[0].show_when.field",
        "expected the",
    ),
    (
        {"rule": [{"key": "a", "effect": "refuse", "when": {"field": "check_every", "is": "1 week"}}]},
        "rule[0].when.field",
        "expected a field that is answered before",
    ),
    # duties and the site
    ({"duty": [{"key": "d", "who": ["head"]}]}, "duty[0].who[0]", "expected the key of a role"),
    (
        {"duty": [{"key": "d", "who": ["supervisor", "principal"], "every": "1 week"}]},
        "duty[0].who",
        "expected one role, the one that is reminded, not 2: let the others hear of it with `overdue`",
    ),
    ({"renewal": {"who": ["principal", "responsible"]}}, "renewal.who", "expected one role, the one that is reminded, not 2"),
    (
        {"summer": {"rule": "hand_over", "to": ["principal", "board", "supervisor"]}},
        "summer.to",
        "expected one role, the one that is reminded, not 3",
    ),
    ({"duty": [{"key": "d", "who": ["principal"], "every": "often"}]}, "duty[0].every", 'expected "<n> day'),
    ({"duty": [{"key": "d", "who": ["principal"], "every": "0 weeks"}]}, "duty[0].every", "expected at least one day"),
    (
        {"duty": [{"key": "d", "who": ["principal"], "every": "field:entity"}]},
        "duty[0].every",
        "expected the key of a field of type frequency (check_every), not 'entity'",
    ),
    (
        {"duty": [{"key": "d", "who": ["principal"], "remind_before": "1 day"}]},
        "duty[0].remind_before",
        "expected no reminder before a duty that is never due",
    ),
    (
        {"duty": [{"key": "d", "who": ["principal"], "overdue": [{"after": "1 day", "to": ["principal"]}]}]},
        "duty[0].overdue",
        "expected no ladder on a duty that is never due",
    ),
    (
        {"duty": [{"key": "d", "who": ["principal"], "every": "1 day", "overdue": [{"after": "1 day", "to": ["head"]}]}]},
        "duty[0].overdue[0].to[0]",
        "expected the key of a role",
    ),
    (
        {"site": {"visibility": {"allowed": ["open"], "default": "shut"}}},
        "site.visibility.default",
        "expected one of those allowed",
    ),
    (
        {"site": {"container": {"required": "group"}}, "platform": [{"key": "x", "containers": ["page"]}]},
        "site.container.required",
        "expected a container of a platform (page), not 'group'",
    ),
    # passages, and what is named from elsewhere
    ({"passage": [{"number": "1", "says": ""}]}, "passage[0].says", "expected some words"),
    ({"passage": [{"number": "no. 1", "says": "x"}]}, "passage[0].number", "expected a number such as 3 or 3.2, not 'no. 1'"),
    (
        {"passage": [{"number": "1", "says": "x"}]},
        "passage[0].quote",
        "expected the sentence that says so: a passage of level 'must'",
    ),
    (
        {"passage": [{"number": "1", "says": "x", "quote": "y"}, {"number": "1", "says": "x", "level": "says"}]},
        "passage[1].number",
        "expected a number of its own: '1' is used already",
    ),
    (
        {"passage": [{"number": "1", "says": "x", "quote": "y", "blocks": ["field.entity", "field.gone"]}]},
        "passage[0].blocks[1]",
        "expected a block of this document, such as field.purpose, not 'field.gone'",
    ),
    (
        {"passage": [{"number": "1", "says": "x", "quote": "y", "blocks": ["Field"]}]},
        "passage[0].blocks[0]",
        "expected a block of this document, such as field.purpose, not 'Field'",
    ),
    (
        {"passage": [{"number": "1", "says": "x", "quote": "y", "level": "shall"}]},
        "passage[0].level",
        "expected 'must', 'should', 'may', 'local' or 'says', not 'shall'",
    ),
    ({"definition": [{"term": "Page", "means": " "}]}, "definition[0].means", "expected some words"),
    ({"policy": {"key": "made", "title": "x", "reference": [{}]}}, "policy.reference[0].title", "expected the code or the title"),
    ({"training": [{"key": "a", "given_by": ["head"]}]}, "training[0].given_by[0]", "expected the key of a role"),
    ({"training": [{"key": "a"}, {"key": "a"}]}, "training[1].key", "expected a key of its own"),
    (
        {"guideline": [{"key": "a", "title": "A", "edited_by": ["head"]}]},
        "guideline[0].edited_by[0]",
        "expected the key of a role",
    ),
    ({"role": [ROLES[0], {**ROLES[1], "appointed_by": ["head"]}]}, "role[1].appointed_by[0]", "expected the key of a role"),
    ({"role": [ROLES[0], {**ROLES[1], "if_vacant": "head"}]}, "role[1].if_vacant", "expected the key of a role"),
    ({"site": {"visibility": {"reason": "why"}}}, "site.visibility.reason", "expected the key of a field"),
    ({"site": {"identification_field": "why"}}, "site.identification_field", "expected the key of a field"),
    (
        {"site": {"identification": "{grade}"}},
        "site.identification",
        "expected one of {activity}, {school}, {district}, not {grade}",
    ),
    ({"site": {"identification": "{school"}}, "site.identification", "expected braces in pairs"),
    (
        {"site": {"container_exception": {"decided_by": ["principal"], "step": "told"}}},
        "site.container_exception.step",
        "expected the key of a step of kind approve (ok), not 'told'",
    ),
    ({"site": {"volunteers_may": ["vote"]}}, "site.volunteers_may[0]", "expected 'post' or 'answer_for', not 'vote'"),
    ({"consent": [{"subject": "a", "asked": "gone"}]}, "consent[0].asked", "expected the key of a field"),
    (
        {"directory": {"official": [{"platform": "x", "handle": "@us"}]}},
        "directory.official[0].platform",
        "expected the key of a platform (there is none), not 'x'",
    ),
    ({"site": {"responsible": "assigned"}}, "site.responsible", "expected a field of type person with the key 'responsible'"),
]


@pytest.mark.parametrize(("blocks", "where", "what"), MISTAKES, ids=[f"{where}: {what[:40]}" for _, where, what in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_what_was_expected(blocks: dict[str, Any], where: str, what: str) -> None:
    assert [path for path, said in problems(**blocks) if said.startswith(what)] == [where]


@pytest.mark.parametrize("more", [{}, {"every": "1 week", "level": "may"}])
def test_what_nobody_is_reminded_of_may_be_done_by_several(more: dict[str, str]) -> None:
    duty = {"key": "d", "who": ["supervisor", "principal"], **more}
    assert parse(text(**{**WHOLE, "duty": [duty]})).duties[0].who == ("supervisor", "principal")
