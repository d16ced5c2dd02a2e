"""The Social Media Request Form: built from the policy, keeps what was typed, says what to do."""

from typing import Any

import pytest
from django.test import Client

from policies.selectors import document_of
from registry.models import Site
from requests.fields import Asking
from requests.forms import PolicyForm, RequestForm
from requests.models import Submission
from tests.cast import Cast
from tests.policies.making import document
from tests.requests.filing import PURPOSE, ROBOTICS, answer, draft, file

TYPED: dict[str, Any] = {**ROBOTICS, "uses_logo": "no"}


def form(cast: Cast, **typed: Any) -> RequestForm:
    policy = document_of(cast.policy)
    asking = Asking(district=cast.lakeside, place=cast.birchwood, policy=policy)
    statements = {f"statement_{row.key}": "on" for row in policy.statements_at("request")}
    return RequestForm({"place": cast.birchwood.pk, **TYPED, **statements, **typed}, asking=asking)


def errors(cast: Cast, **typed: Any) -> dict[str, list[str]]:
    return {key: [str(error) for error in found] for key, found in form(cast, **typed).errors.items()}


def post(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"deed": "submit", **TYPED, **typed})


def test_a_filled_form_has_no_errors(cast: Cast) -> None:
    assert errors(cast) == {}


def test_its_answers_are_what_was_asked_and_nothing_else(cast: Cast) -> None:
    filled = form(cast)
    assert filled.is_valid()
    assert filled.answers() == ROBOTICS


def test_too_few_words_say_how_many_there_are(cast: Cast) -> None:
    assert errors(cast, purpose="Pictures and news of the team.") == {"purpose": ["Write at least 15 words. You have 6."]}


def test_a_mail_address_outside_the_district_says_which_to_use(cast: Cast) -> None:
    assert errors(cast, account_email="robotics@mail.example") == {
        "account_email": ["Use an address of the district, ending in @lakeside.example."]
    }


def test_what_the_policy_only_prefers_does_not_stop(cast: Cast) -> None:
    assert errors(cast, visibility="public", public_reason="") == {}


def test_another_platform_must_be_named(cast: Cast) -> None:
    assert errors(cast, platform="other") == {"platform_detail": ["Answer this too: what you chose above asks for it."]}


def test_a_statement_that_is_not_accepted_says_what_can_be_done(cast: Cast) -> None:
    found = errors(cast, statement_separate="")
    assert found == {"statement_separate": ["Accept this statement, or save the draft and ask about it."]}


def test_every_question_carries_the_sentence_it_comes_from(cast: Cast) -> None:
    asked = form(cast)
    without = [key for key, field in asked.fields.items() if key != "place" and not getattr(field, "why", None)]
    assert without == []


def test_opening_the_form_stores_nothing(cast: Cast) -> None:
    assert cast.client(cast.maya).get("/submissions/new/").status_code == 200
    assert not Submission.objects.exists()


def test_errors_keep_what_was_typed_and_link_to_the_fields(cast: Cast) -> None:
    page = post(cast.client(cast.maya), "/submissions/new/", purpose="Too short.", place=cast.birchwood.pk)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Too short." in text
    assert 'href="#id_purpose"' in text
    assert Submission.objects.get().status == "draft"


def test_a_draft_is_saved_with_a_button_and_resumed(cast: Cast) -> None:
    client = cast.client(cast.maya)
    client.post("/submissions/new/", {"deed": "save", "purpose": "Half a thought", "place": cast.birchwood.pk})
    begun = Submission.objects.get()
    assert begun.answers["purpose"] == "Half a thought"
    assert "Half a thought" in client.get(f"/submissions/{begun.pk}/edit/").content.decode()


def test_a_draft_saves_itself_and_says_when(cast: Cast) -> None:
    begun = draft(cast)
    saved = cast.client(cast.maya).post(
        f"/submissions/{begun.pk}/edit/", {"deed": "save", "purpose": PURPOSE}, headers={"X-Autosave": "1"}
    )
    assert saved.json()["action"] == f"/submissions/{begun.pk}/edit/"


def test_a_prohibited_platform_in_a_draft_shows_the_sentence_and_offers_to_discard(cast: Cast) -> None:
    begun = draft(cast, platform="tiktok")
    text = cast.client(cast.maya).get(f"/submissions/{begun.pk}/edit/").content.decode()
    assert "Pages on TikTok are not approved." in text
    assert f'action="/submissions/{begun.pk}/discard/"' in text


def test_a_draft_that_saves_itself_says_at_once_what_its_answers_lead_to(cast: Cast) -> None:
    client, begun = cast.client(cast.maya), draft(cast, platform="x")

    def typed(platform: str) -> dict[str, str]:
        data = {"place": cast.birchwood.pk, "entity": "club", "platform": platform}
        return client.post(f"/submissions/{begun.pk}/edit/", data, headers={"X-Autosave": "1"}).json()["beside"]

    asked = typed("x")
    assert asked["stopped"].strip() == ""
    assert "Pat Lindqvist" in asked["ahead"]
    refused = typed("tiktok")
    assert "Pages on TikTok are not approved." in refused["stopped"]
    assert f'formaction="/submissions/{begun.pk}/discard/"' in refused["stopped"]


def test_do_i_need_to_ask_answers_by_get_and_stores_nothing(cast: Cast) -> None:
    client = cast.client(cast.maya)
    answers = {
        "whose=own&platform=x": "No. Your own pages are yours.",
        "whose=own": "No. Your own pages are yours.",
        "whose=work": "Choose where it would be.",
        "whose=work&entity=class&platform=learning_platform": "No, you need not ask.",
        "whose=work&entity=class&platform=tiktok": "This cannot be asked for.",
        "whose=work&entity=class&platform=x": "Yes, ask first.",
    }
    for query, sentence in answers.items():
        assert sentence in client.get(f"/need-to-ask/?{query}").content.decode(), query
    assert not Submission.objects.exists()


def test_a_similar_site_is_shown_and_can_be_joined_instead(cast: Cast) -> None:
    site = registered(cast)
    other = cast.client(cast.sam)
    typed = {"place": cast.birchwood.pk, "platform": "instagram", "activity": "robotics"}
    saved = other.post("/submissions/new/", typed, headers={"X-Autosave": "1"}).json()
    assert "Birchwood Robotics is on Instagram already" in saved["beside"]["similar"], "while it is typed"
    assert "Birchwood Robotics is on Instagram already" in other.get(saved["action"]).content.decode(), "without a script"
    form_page = other.get(f"/sites/{site.pk}/join/")
    key = form_page.context["form"].initial["key"]
    for _ in range(2):
        other.post(f"/sites/{site.pk}/join/", {"reason": "Results of the regional round.", "key": key})
    joined = Submission.objects.get(kind="join")
    answer(joined, "join", cast.maya, "approve")
    joined.refresh_from_db()
    assert joined.status == "done"
    assert [poster.person.name for poster in site.posters.all()] == ["Maya Ortega", "Sam Whitfield"]


def registered(cast: Cast) -> Site:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", posters=[cast.maya.pk])
    answer(filed, "technology_director", cast.tom, "approve")
    answer(filed, "give_address", cast.maya, "provide", address="https://www.instagram.com/birchwoodrobotics/")
    return Site.objects.get()


def test_drafts_are_their_authors_alone(cast: Cast) -> None:
    begun = draft(cast)
    for person in (cast.pat, cast.tom, cast.sue, cast.ed, cast.hope):
        assert cast.client(person).get(f"/submissions/{begun.pk}/").status_code == 404
        assert cast.client(person).get(f"/submissions/{begun.pk}/edit/").status_code == 404


def test_submissions_are_read_by_who_asked_who_decides_and_who_reads_the_school(cast: Cast) -> None:
    filed = file(cast)
    found = {
        person.name.split()[0]: cast.client(person).get(f"/submissions/{filed.pk}/").status_code
        for person in (cast.maya, cast.pat, cast.dee, cast.tom, cast.sue, cast.sam, cast.ed, cast.erin, cast.hope, cast.hugo)
    }
    assert found == {
        "Maya": 200, "Pat": 200, "Dee": 200, "Tom": 200, "Sue": 200, "Sam": 404, "Ed": 404, "Erin": 404, "Hope": 404, "Hugo": 404,
    }  # fmt: skip


def test_a_question_that_does_not_apply_has_no_errors_and_no_answer(cast: Cast) -> None:
    policy = document_of(cast.policy)
    policy = policy.model_copy(
        update={
            "fields": tuple(
                spec.model_copy(update={"min_words": 9}) if spec.key == "public_reason" else spec for spec in policy.fields
            )
        }
    )
    asking = Asking(cast.lakeside, cast.birchwood, policy)
    specs = [spec for spec in policy.fields_at("request") if spec.key in ("visibility", "public_reason")]
    typed = {"visibility": "private", "public_reason": "Two words"}
    hidden = PolicyForm(typed, asking=asking, specs=specs)
    assert hidden.is_valid()
    assert hidden.answers() == {"visibility": "private"}
    shown = PolicyForm({**typed, "visibility": "public"}, asking=asking, specs=specs)
    assert shown.errors["public_reason"] == ["Write at least 9 words. You have 2."]


def test_a_page_is_told_when_a_question_applies_only_where_it_can_know(cast: Cast) -> None:
    policy = document_of(cast.policy)
    asking = Asking(cast.lakeside, cast.birchwood, policy)
    both = [spec for spec in policy.fields_at("request") if spec.key in ("visibility", "public_reason")]
    told = PolicyForm(asking=asking, specs=both).fields["public_reason"].widget.attrs
    assert told["data-when"] == '{"field":"visibility","is":"public"}'
    alone = PolicyForm(asking=asking, specs=both[1:]).fields["public_reason"].widget.attrs
    assert "data-when" not in alone


@pytest.mark.parametrize(("level", "stops"), [("must", True), ("local", True), ("should", False), ("may", False)])
@pytest.mark.parametrize("asked", ["always", "under a condition"])
def test_only_what_must_be_answered_stops(cast: Cast, level: str, stops: bool, asked: str) -> None:
    when = {"field": "wanted", "is": True}
    extra = {} if asked == "always" else {"required_when": when, "show_when": when}
    policy = document(
        field=[
            {"key": "wanted", "type": "bool", "required": True},
            {"key": "why", "type": "text", "level": level, "required": asked == "always", **extra},
        ]
    )
    sent = PolicyForm({"wanted": "yes"}, asking=Asking(cast.lakeside, cast.birchwood, policy), specs=policy.fields)
    assert (sent.is_valid(), set(sent.errors)) == (not stops, {"why"} if stops else set())
