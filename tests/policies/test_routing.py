"""Whose turn it is, what ends a request early, and who can act."""

from typing import Any

import pytest

from policies.document import Policy
from policies.routing import Planned, as_required, fallback, opens, plan, recorders, route_text, seats, unmanned, verdict

from .making import document, policy_of, steps

CHAIN = policy_of(
    """
    head: approve principal
    brand: approve community_relations after head if uses_logo
    address: provide requester after brand
    consent: approve board
    """
)


def test_a_plan_holds_every_step_and_says_which_are_needed() -> None:
    assert plan(CHAIN, {}) == [Planned(spec, needed) for spec, needed in zip(CHAIN.steps, [True, False, True, True], strict=True)]
    assert [planned.needed for planned in plan(CHAIN, {"uses_logo": True})] == [True, True, True, True]


@pytest.mark.parametrize(
    ("states", "open_now"),
    [
        ({"head": "waiting", "brand": "waiting", "address": "waiting", "consent": "waiting"}, ["head", "consent"]),
        ({"head": "open", "brand": "waiting", "address": "waiting", "consent": "open"}, []),
        ({"head": "done", "brand": "waiting", "address": "waiting", "consent": "done"}, ["brand"]),
        ({"head": "done", "brand": "skipped", "address": "waiting", "consent": "done"}, ["address"]),
        ({"head": "cancelled", "brand": "waiting", "address": "waiting", "consent": "waiting"}, ["consent"]),
        ({"address": "waiting"}, ["address"]),
        ({}, []),
    ],
)
def test_a_step_opens_when_all_it_follows_is_done_or_was_not_needed(states: dict[str, str], open_now: list[str]) -> None:
    assert opens(CHAIN, states) == open_now


def test_leaving_out_the_middle_of_a_chain_does_not_let_its_end_go_first() -> None:
    states = {"head": "open", "brand": "skipped", "address": "waiting", "consent": "done"}
    assert opens(CHAIN, states) == []
    assert route_text(CHAIN, {}) == "approve:principal + approve:board -> provide:requester"


def platform(**more: Any) -> dict[str, Any]:
    """The platform of these tests."""
    return {"key": "tiktok", "label": "TikTok", "clause": "2.3", "quote": "Not there.", "explain": "Choose another.", **more}


def offering(**more: Any) -> Policy:
    """A policy with one platform of a status, two entities, and their questions."""
    return document(
        platform=[platform(**more), {"key": "x"}],
        entity=[{"key": "class"}, {"key": "office"}],
        field=[
            {"key": "where", "type": "choice", "source": "platform"},
            {"key": "entity", "type": "choice", "source": "entity"},
        ],
    )


@pytest.mark.parametrize(
    ("more", "answers", "route"),
    [
        ({"status": "exempt"}, {"where": "tiktok"}, "exempt:tiktok"),
        ({"status": "prohibited"}, {"where": "tiktok"}, "refuse:tiktok"),
        ({"status": "prohibited"}, {"where": "x"}, "(nothing to decide)"),
        ({"status": "prohibited"}, {}, "(nothing to decide)"),
        ({"status": "allowed"}, {"where": "tiktok"}, "(nothing to decide)"),
        ({"status": "restricted"}, {"where": "tiktok", "entity": "class"}, "(nothing to decide)"),
        ({"status": "restricted", "allowed_for": ["office"]}, {"where": "tiktok", "entity": "class"}, "refuse:tiktok"),
        ({"status": "restricted", "allowed_for": ["office"]}, {"where": "tiktok", "entity": "office"}, "(nothing to decide)"),
        ({"status": "restricted", "allowed_for": ["office"]}, {"where": "tiktok"}, "(nothing to decide)"),
    ],
)
def test_the_status_of_a_platform_may_end_a_request(more: dict[str, Any], answers: dict[str, str], route: str) -> None:
    assert route_text(offering(**more), answers) == route


def test_a_request_that_ends_says_why_and_where_it_is_written() -> None:
    ended = verdict(offering(status="prohibited"), {"where": "tiktok"})
    assert ended is not None
    assert (ended.label, ended.explain, ended.clause, ended.quote) == ("TikTok", "Choose another.", "2.3", "Not there.")


def test_a_platform_is_found_also_where_no_question_asks_for_it() -> None:
    assert route_text(document(platform=[platform(status="exempt")]), {"platform": "tiktok"}) == "exempt:tiktok"


def test_rules_come_before_the_platform_and_the_first_that_holds_counts() -> None:
    policy = document(
        platform=[platform(status="prohibited")],
        field=[{"key": "platform", "type": "choice", "source": "platform"}, {"key": "trial", "type": "bool"}],
        rule=[
            {"key": "trial", "effect": "exempt", "when": {"field": "trial", "is": True}},
            {"key": "none", "effect": "refuse", "when": {"field": "platform", "is": "tiktok"}},
        ],
    )
    assert route_text(policy, {"platform": "tiktok", "trial": True}) == "exempt:trial"
    assert route_text(policy, {"platform": "tiktok"}) == "refuse:none"


def test_a_role_sits_at_a_step_once() -> None:
    assert seats(policy_of("ok: approve principal & principal & board").steps[0]) == ("principal", "board")


def test_a_body_without_a_login_acts_through_whoever_records_for_it() -> None:
    assert recorders(CHAIN, "board") == ("superintendent",)
    assert recorders(CHAIN, "principal") == ("principal",)
    assert recorders(CHAIN, "requester") == ("requester",)


@pytest.mark.parametrize(
    ("required", "answers", "container"),
    [
        ("group", {"platform": "facebook"}, "group"),
        ("group", {"platform": "facebook", "container": ""}, "group"),
        ("group", {"platform": "facebook", "container": "page"}, "page"),
        ("group", {"platform": "x"}, None),
        ("group", {}, "group"),
        (None, {"platform": "facebook"}, None),
    ],
)
def test_the_container_that_is_required_is_taken_for_chosen_before_one_is(
    required: str | None, answers: dict[str, str], container: str | None
) -> None:
    policy = document(
        platform=[{"key": "facebook", "containers": ["group", "page"]}, {"key": "x", "containers": ["account"]}],
        field=[
            {"key": "platform", "type": "choice", "source": "platform"},
            {"key": "container", "type": "choice", "source": "platform.containers"},
        ],
        **({"site": {"container": {"required": required}}} if required else {}),
    )
    assert as_required(policy, answers).get("container") == container
    assert as_required(document(), answers) == answers
    assert as_required(document(site={"container": {"required": "group"}}), answers) == answers


@pytest.mark.parametrize(
    ("held", "stuck"),
    [
        ({"principal", "superintendent"}, []),
        ({"superintendent"}, ["head"]),
        ({"principal"}, ["consent"]),
        (set(), ["head", "consent"]),
    ],
)
def test_steps_on_which_nobody_can_act_are_reported(held: set[str], stuck: list[str]) -> None:
    assert unmanned(CHAIN, {}, held.__contains__) == stuck


@pytest.mark.parametrize(
    ("who", "held", "stuck"),
    [
        ("principal & technology", {"principal"}, True),
        ("principal | technology", {"principal"}, False),
        ("principal & technology", {"principal", "technology"}, False),
        ("principal", {"superintendent"}, False),
        ("requester & responsible", set(), False),
        ("supervisor", set(), True),
    ],
)
def test_all_or_any_of_a_step_must_be_held_or_its_fallback(who: str, held: set[str], stuck: bool) -> None:
    lines = steps(f"ok: approve {who}")
    fallback = {"if_vacant": "superintendent"} if who == "principal" else {}
    roles = [{"key": key, "scope": "district"} for key in ("principal", "technology", "superintendent")]
    policy = document(role=roles, step=[{**lines[0], **fallback}])
    assert unmanned(policy, {}, held.__contains__) == (["ok"] if stuck else [])


def test_a_fallback_that_nobody_holds_leaves_a_step_without_anybody() -> None:
    policy = document(
        role=[{"key": key, "scope": "district"} for key in ("head", "deputy")],
        step=[{"key": "ok", "kind": "approve", "who": ["head"], "if_vacant": "deputy"}],
    )
    assert unmanned(policy, {}, set().__contains__) == ["ok"]
    assert unmanned(policy, {}, {"deputy"}.__contains__) == []


@pytest.mark.parametrize(
    ("fields", "asked"), [([{"key": "service", "type": "choice", "source": "platform"}], "service"), ([], "platform")]
)
def test_what_a_status_ends_names_the_question_that_was_answered(fields: list[dict[str, Any]], asked: str) -> None:
    made = document(platform=[platform(status="prohibited")], field=fields)
    ended = verdict(made, {asked: made.platforms[0].key})
    assert ended is not None
    assert (ended.when.field, ended.when.is_) == (asked, made.platforms[0].key)


# who opens the page -----------------------------------------------------------------------------------------------------

OFFICES = [{"key": "principal", "scope": "school"}, {"key": "office", "scope": "district"}]
OPENED = [{"key": "facebook", "created_by": ["office", "principal"]}, {"key": "instagram"}]
PLATFORM = {"key": "platform", "type": "choice", "source": "platform"}
ADDRESS = {"key": "address", "type": "address", "stage": "provide"}
NOTE = {"key": "note", "type": "text", "stage": "provide"}


@pytest.mark.parametrize(
    ("platform", "give", "route"),
    [
        ("facebook", {}, "provide:office | principal"),
        ("instagram", {}, "provide:requester"),
        ("", {}, "provide:requester"),
        ("facebook", {"who": ["principal"]}, "provide:principal"),
        ("facebook", {"fields": ["note"]}, "provide:requester"),
        ("facebook", {"kind": "acknowledge", "fields": []}, "acknowledge:requester"),
    ],
)
def test_the_address_comes_from_whoever_opens_the_page(platform: str, give: dict[str, Any], route: str) -> None:
    step_ = {"key": "give", "kind": "provide", "who": ["requester"], "fields": ["address"], **give}
    asked = [field for field in (ADDRESS, NOTE) if field["key"] in step_["fields"]]
    made = document(role=OFFICES, platform=OPENED, field=[PLATFORM, *asked], step=[step_])
    assert route_text(made, {"platform": platform}) == route


@pytest.mark.parametrize(
    ("step_", "role", "who"),
    [
        ({"who": ["principal"], "if_vacant": "office"}, {"if_vacant": "deputy"}, "office"),
        ({"who": ["principal"]}, {"if_vacant": "deputy"}, "deputy"),
        ({"who": ["principal"]}, {}, ""),
        ({"who": ["supervisor"]}, {"if_vacant": "deputy"}, ""),
    ],
)
def test_a_step_s_fallback_comes_before_that_of_its_role(step_: dict[str, Any], role: dict[str, Any], who: str) -> None:
    roles = [{**OFFICES[0], **role}, OFFICES[1], {"key": "deputy", "scope": "district"}]
    made = document(role=roles, step=[{"key": "ok", "kind": "approve", **step_}])
    assert fallback(made, made.steps[0], step_["who"][0]) == who
    assert unmanned(made, {}, {who}.__contains__) == ([] if who else ["ok"])
