"""The routes of the two presets that come from public policies, as the people in them live through them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.models import Person
from accounts.rules import Refused
from records.models import Message
from registry.models import Site
from requests import services, states
from requests.models import Step, Submission
from tests.cast import Cast
from tests.requests.filing import answer, draft, seat

LATER = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
CHSD: dict[str, Any] = {"entity": "class", "activity": "Biology 2", "platform": "facebook", "purpose": "word " * 20}
JNDC: dict[str, Any] = {
    "entity": "club", "activity": "Chess", "platform": "facebook", "container": "group", "exists_already": False,
    "content_types": ["meetings"], "messages": "Dates.", "audience": ["students"], "goals": "Everybody knows.",
    "upkeep": "Weekly.", "page_name": "Chess Club", "uses_logo": False, "non_electronic": "The notice board.",
    "account_email": "chess@lakeside.example",
}  # fmt: skip


def file(cast: Cast, answers: dict[str, Any], **more: Any) -> Submission:
    begun = draft(cast)
    return services.submit(submission=begun, place=begun.place, answers={**answers, **more}, accepted={}, by=cast.maya, at=LATER)


def give(submission: Submission, step: str, by: Person, outcome: str, reason: str = "", **values: Any) -> Submission:
    return answer(submission, step, by, outcome, reason, at=LATER, **values)


def route(submission: Submission) -> dict[str, str]:
    return dict(submission.steps.values_list("key", "state"))


def duties(cast: Cast) -> dict[str, Any]:
    return {
        "responsible": cast.maya.pk, "posters": [cast.maya.pk, cast.sam.pk], "check_every": "2 school days",
        "review_every": "1 month", "complaints_to": cast.sam.pk,
    }  # fmt: skip


@pytest.mark.clause("002:7", "002:9")
def test_230_the_principal_decides_then_the_address_goes_to_two_who_do_not(chsd230: Cast) -> None:
    filed = file(chsd230, CHSD)
    assert route(filed) == {"approve": "open", "give_address": "waiting", "deliver": "waiting"}
    give(filed, "approve", chsd230.dee, "approve")
    give(filed, "give_address", chsd230.maya, "provide", address="https://facebook.com/BiologyTwo")
    filed.refresh_from_db()
    assert filed.status == states.DONE
    assert set(Message.objects.filter(kind="notify").values_list("to_name", flat=True)) == {
        "Pat Lindqvist", "Dee Okafor", "Tom Adeyemi",
    }  # fmt: skip
    assert Site.objects.get().responsible == chsd230.maya


@pytest.mark.clause("002:10")
def test_230_canvas_is_exempt_and_nothing_is_submitted(chsd230: Cast) -> None:
    with pytest.raises(Refused):
        file(chsd230, CHSD, platform="canvas")
    assert not Step.objects.exists()


@pytest.mark.clause("003:8", "003:15")
def test_jndc_nobody_approves_a_closed_group(jndc: Cast) -> None:
    filed = file(jndc, JNDC)
    assert not filed.steps.filter(kind="approve", state="open").exists()
    assert route(filed) == {
        "contact": "done", "duties": "open", "accept": "waiting", "give_address": "waiting", "access": "waiting",
        "exception": "skipped", "logo": "skipped",
    }  # fmt: skip


@pytest.mark.clause("003:9", "003:10", "003:11", "003:23")
def test_jndc_the_supervisor_assigns_the_owner_acknowledges_and_the_site_keeps_its_own_frequencies(jndc: Cast) -> None:
    filed = file(jndc, JNDC)
    give(filed, "duties", jndc.sam, "assign", **duties(jndc))
    give(filed, "accept", jndc.maya, "acknowledge")
    give(filed, "give_address", jndc.maya, "provide", address="https://www.facebook.com/groups/birchwoodchess")
    assert not Site.objects.exists()
    give(filed, "access", jndc.sam, "record")
    site = Site.objects.get()
    assert (site.terms["check_every"], site.terms["review_every"]) == ("2 school days", "1 month")
    assert site.complaints_to == jndc.sam
    assert [poster.person for poster in site.posters.order_by("person__name")] == [jndc.maya, jndc.sam]


@pytest.mark.clause("003:8")
def test_jndc_an_existing_page_is_entered_with_its_address(jndc: Cast) -> None:
    filed = file(jndc, JNDC, exists_already=True, address="https://www.facebook.com/groups/birchwoodchess")
    give(filed, "duties", jndc.sam, "assign", **duties(jndc))
    give(filed, "accept", jndc.maya, "acknowledge")
    assert route(filed)["give_address"] == "skipped"
    give(filed, "access", jndc.sam, "record")
    assert Site.objects.get().address == "https://www.facebook.com/groups/birchwoodchess"


@pytest.mark.clause("003:15")
def test_jndc_x_needs_a_recorded_exception_with_a_reason(jndc: Cast) -> None:
    filed = file(jndc, JNDC, platform="x", container="account")
    with pytest.raises(Refused, match="Give a reason"):
        give(filed, "exception", jndc.sam, "approve")
    give(filed, "exception", jndc.sam, "approve", reason="X has no closed groups.")
    assert route(filed)["exception"] == "done"


@pytest.mark.clause("003:28")
def test_jndc_the_logo_waits_for_the_board_while_the_page_goes_ahead(jndc: Cast) -> None:
    filed = file(jndc, JNDC, uses_logo=True, exists_already=True, address="https://www.facebook.com/groups/birchwoodchess")
    give(filed, "duties", jndc.sam, "assign", **duties(jndc))
    give(filed, "accept", jndc.maya, "acknowledge")
    give(filed, "access", jndc.sam, "record")
    filed.refresh_from_db()
    assert Site.objects.count() == 1
    assert (filed.status, route(filed)["logo"]) == (states.OPEN, "open")
    waiting = seat(filed, "logo")
    assert (waiting.role, waiting.acts) == ("board", "superintendent")
    give(filed, "logo", jndc.sue, "approve", meeting_date="2026-10-12", document="Minutes, item 7")
    filed.refresh_from_db()
    assert filed.status == states.DONE


def test_jndc_a_refused_logo_closes_only_itself(jndc: Cast) -> None:
    filed = file(jndc, JNDC, uses_logo=True)
    give(filed, "logo", jndc.sue, "decline", meeting_date="2026-10-12", document="Minutes, item 7")
    filed.refresh_from_db()
    assert (filed.status, route(filed)["duties"]) == (states.OPEN, "open")


def test_jndc_without_an_own_supervisor_the_head_of_the_place_is_asked(jndc: Cast) -> None:
    Person.objects.filter(pk=jndc.maya.pk).update(supervisor=None)
    filed = file(jndc, JNDC)
    give(filed, "duties", jndc.pat, "assign", **duties(jndc))
    assert route(filed)["accept"] == "open"


def test_jndc_a_supervisor_who_left_is_replaced_at_once(jndc: Cast) -> None:
    filed = file(jndc, JNDC)
    Person.objects.filter(pk=jndc.sam.pk).update(is_active=False)
    give(filed, "duties", jndc.pat, "assign", **duties(jndc))
    assert route(filed)["accept"] == "open"
