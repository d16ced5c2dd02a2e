"""The policies that come with the product behave as their texts say."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from policies.document import Policy
from policies.routing import route_text, unmanned, verdict
from policies.selectors import preset, preset_text, presets

from .routes import PRESETS, Answers


def test_six_policies_come_with_the_product() -> None:
    assert presets() == ["chsd230", "crschools", "jndc", "model", "policy401", "staffuse"]


def test_there_is_no_preset_of_another_name() -> None:
    with pytest.raises(KeyError):
        preset_text("../model")


@pytest.mark.parametrize(("key", "answers", "route"), PRESETS)
def test_a_request_takes_the_route_of_its_policy(key: str, answers: Answers, route: str) -> None:
    assert route_text(preset(key), answers) == route


def cited(block: BaseModel) -> Iterator[BaseModel]:
    """Every field, step and statement of a policy."""
    for name in ("fields", "steps", "statements"):
        yield from getattr(block, name)


@pytest.mark.parametrize("key", presets())
def test_every_field_step_and_statement_has_its_clause_and_its_sentence(key: str) -> None:
    assert [spec for spec in cited(preset(key)) if not (spec.clause and spec.quote)] == []


@pytest.mark.parametrize("key", sorted(set(presets()) - {"model"}))
def test_a_policy_based_on_a_public_text_says_so(key: str) -> None:
    words = "Based on a public policy text; not endorsed by the district."
    assert preset(key).policy.note.startswith(words)
    assert preset_text(key).startswith(f"# {words}")


@pytest.mark.parametrize("key", presets())
def test_the_technology_director_keeps_register_people_and_policies(key: str) -> None:
    role = preset(key).role("technology_director")
    assert role is not None
    assert {"audits_registry", "manages_people", "edits_policies"} <= set(role.capabilities)


@pytest.mark.parametrize("key", presets())
def test_with_every_role_held_everybody_can_act(key: str) -> None:
    policy = preset(key)
    for answers in ({}, {"container": "account", "uses_logo": True}):
        assert unmanned(policy, answers, lambda role: role != "board") == []


def required(policy: Policy, stage: str) -> list[str]:
    """The keys of what must be answered at a stage."""
    return [field.key for field in policy.fields_at(stage) if field.required]


def ladder(policy: Policy, duty: str) -> list[tuple[str, tuple[str, ...]]]:
    """Who hears of a late check, and when."""
    spec = policy.duty(duty)
    assert spec is not None
    return [(rung.after, rung.to) for rung in spec.overdue]


# model


def test_model_reminds_of_late_checks_rung_by_rung() -> None:
    assert ladder(preset("model"), "comments") == [
        ("next school day", ("responsible",)),
        ("3 school days", ("principal",)),
        ("5 school days", ("technology_director",)),
    ]
    assert [duty.every for duty in preset("model").duties] == ["field:check_every", "field:review_every"]


def test_model_lets_the_principal_set_the_conditions() -> None:
    step = preset("model").steps[0]
    assert step.fields == ("responsible", "posters", "check_every", "review_every", "complaints_to")
    assert [field.default for field in preset("model").fields_of(step)] == ["requester", None, "1 week", "1 month", "supervisor"]
    assert (step.escalate_after, step.escalate_to, step.remind_after) == (
        "5 school days",
        ("technology_director",),
        "3 school days",
    )


def test_model_asks_for_a_reason_only_where_everybody_sees_the_page_and_never_insists() -> None:
    reason = preset("model").field("public_reason")
    assert reason is not None
    assert reason.required_when is not None
    assert (reason.level, reason.required, reason.required_when.is_) == ("should", False, "public")


# chsd230


@pytest.mark.clause("002:1", "002:8")
def test_chsd230_has_three_required_boxes_and_four_statements() -> None:
    policy = preset("chsd230")
    assert required(policy, "request") == ["activity", "platform", "purpose"]
    assert [row.key for row in policy.statements_at("request")] == ["augments", "district_equipment", "confidential", "content"]
    assert [field.key for field in policy.fields_at("request") if field.level == "local"] == ["entity"]


@pytest.mark.clause("002:10")
def test_chsd230_explains_that_canvas_needs_no_request() -> None:
    ended = verdict(preset("chsd230"), {"platform": "canvas"})
    assert ended is not None
    assert (ended.effect, ended.clause) == ("exempt", "District-sponsored use, item 2")
    assert "do not need this form" in ended.explain


@pytest.mark.clause("002:7", "002:9")
def test_chsd230_asks_for_the_address_only_after_a_written_decision() -> None:
    policy = preset("chsd230")
    assert required(policy, "provide") == ["address", "account_email"]
    assert policy.intake.written_decision
    assert [step.outcomes for step in policy.steps] == [("approve", "return", "decline"), (), ()]


def test_chsd230_reminds_nobody_of_checks() -> None:
    assert preset("chsd230").duties == ()


@pytest.mark.clause("002:11", "002:19")
def test_chsd230_keeps_private_notices_to_one_role() -> None:
    relationship, contact = preset("chsd230").disclosures
    assert (relationship.to, relationship.visible_to) == (("principal",), ("principal",))
    assert (contact.to, contact.mandatory_from) == (("supervisor",), 2)


@pytest.mark.clause("002:14")
def test_chsd230_orders_only_on_one_of_two_grounds() -> None:
    assert [(row.key, len(row.grounds), row.on) for row in preset("chsd230").directives] == [
        ("remove_post", 2, "sponsored_sites"),
        ("avoid_subject", 2, "sponsored_sites"),
    ]


# jndc


def test_jndc_approves_nothing_but_an_exception_and_the_logo() -> None:
    assert [step.key for step in preset("jndc").steps if step.kind == "approve"] == ["exception", "logo"]


@pytest.mark.clause("003:8")
def test_jndc_takes_pages_that_exist_already_with_their_address() -> None:
    address = preset("jndc").field("address")
    assert address is not None
    assert address.required_when is not None
    assert (address.stage, address.required_when.field) == ("request", "exists_already")
    assert preset("jndc").intake.existing_pages == "must_register"


@pytest.mark.clause("003:9", "003:10", "003:11")
def test_jndc_does_not_let_the_supervisor_finish_half() -> None:
    assert required(preset("jndc"), "assign") == ["responsible", "posters", "check_every", "review_every", "complaints_to"]


@pytest.mark.clause("003:15")
def test_jndc_needs_an_exception_on_x_which_has_no_closed_group() -> None:
    policy = preset("jndc")
    container = policy.field("container")
    assert container is not None
    assert policy.options(container, "x") == (("account", "Account"),)
    assert policy.steps[5].reason_required_for == ("approve", "decline")
    assert policy.site.container.required == "group"


@pytest.mark.clause("003:28")
def test_jndc_waits_for_the_vote_of_the_board_while_the_page_goes_ahead() -> None:
    logo = preset("jndc").step("logo")
    assert logo is not None
    assert (logo.blocks_listing, logo.evidence, logo.who) == (False, ("meeting_date", "document"), ("board",))


@pytest.mark.clause("003:22")
def test_jndc_tells_the_supervisor_on_the_third_school_day() -> None:
    assert ladder(preset("jndc"), "comments")[1] == ("3 school days", ("supervisor",))
    assert [(duty.every, duty.calendar) for duty in preset("jndc").duties] == [
        ("field:check_every", "school_days"),
        ("field:review_every", "school_days"),
        ("6 months", "school_days"),
        ("6 months", "school_days"),
    ]


@pytest.mark.clause("003:20")
def test_jndc_sends_complaints_to_the_receiver_and_to_administration() -> None:
    (complaint,) = preset("jndc").complaints
    assert (complaint.to, complaint.never_only_to) == (("field:complaints_to", "administration"), ("responsible",))


@pytest.mark.clause("003:12")
def test_jndc_shuts_down_with_a_reason_and_asks_for_no_notice_of_relationships() -> None:
    (order,) = preset("jndc").directives
    assert (order.key, order.issued_by, order.reason_required) == ("shut_down", ("supervisor",), True)
    assert preset("jndc").disclosures == ()
