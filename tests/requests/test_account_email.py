"""No private mail address is stored, not even in a draft."""

from typing import Any

import pytest
from django.urls import reverse

from policies.selectors import document_of
from requests import services
from requests.checks import without_refused
from requests.models import Submission
from tests.cast import AT, Cast, build
from tests.requests.filing import PURPOSE, draft

pytestmark = pytest.mark.django_db

LEFT_OUT = "without the e-mail address: it is not one for professional pages"


@pytest.fixture(params=["staffuse", "jndc"])
def checking(request: pytest.FixtureRequest) -> Cast:
    """Under a policy that refuses addresses at providers of private mail."""
    return build(request.param)


def stored() -> Any:
    return Submission.objects.get().answers.get("account_email")


@pytest.mark.clause("000:7", "003:2")
@pytest.mark.parametrize("typed", ["maya@gmail.com", "Maya <maya@GMAIL.com>", " maya@yahoo.com or reading@lakeside.example"])
def test_a_private_address_is_not_kept_in_a_draft_and_everything_else_is(checking: Cast, typed: str) -> None:
    maya = checking.client(checking.maya)
    given = {"deed": "save", "purpose": PURPOSE, "activity": "Chess", "account_email": typed, "place": checking.birchwood.pk}
    page = maya.post(reverse("submission-new"), given, follow=True).content.decode()
    assert f"Draft saved {LEFT_OUT}." in page
    assert (stored(), Submission.objects.get().answers["activity"]) == ("", "Chess")
    assert typed.strip() not in page


@pytest.mark.clause("000:7", "003:2")
def test_nor_when_it_saves_itself_or_is_sent_and_the_page_keeps_what_was_typed(checking: Cast) -> None:
    maya = checking.client(checking.maya)
    begun = draft(checking, account_email="maya@gmail.com")
    assert stored() == ""
    path = reverse("submission-edit", args=[begun.pk])
    typed = {"purpose": PURPOSE, "account_email": "maya@gmail.com"}
    said = maya.post(path, {**typed, "deed": "save"}, headers={"X-Autosave": "1"}).json()["saved"]
    assert said.endswith(LEFT_OUT)
    sent = maya.post(path, {**typed, "deed": "submit"})
    assert sent.status_code == 422
    assert "gmail.com is for private mail." in sent.content.decode()
    assert 'value="maya@gmail.com"' in sent.content.decode()
    assert stored() == ""


def test_which_addresses_are_private_the_district_says_and_nobody_else(checking: Cast) -> None:
    specs = document_of(checking.policy).fields
    kept = {"account_email": "maya@gmail.com"}, {"account_email": "maya@mailbox.example"}
    checking.lakeside.consumer_mail_domains = ["mailbox.example"]
    assert [without_refused(specs, typed, checking.lakeside) for typed in kept] == [kept[0], {"account_email": ""}]
    checking.lakeside.consumer_mail_domains = []
    assert [without_refused(specs, typed, checking.lakeside) for typed in kept] == list(kept)


@pytest.mark.parametrize("typed", ["maya@booster-club.example", "maya", "maya@", "", "reading@lakeside.example"])
def test_any_other_address_and_half_a_one_is_kept(checking: Cast, typed: str) -> None:
    begun = draft(checking)
    saved = services.save_draft(submission=begun, place=begun.place, answers={"account_email": typed}, by=checking.maya, at=AT)
    assert saved.answers == {"account_email": typed}


def test_where_only_addresses_of_the_district_are_taken_no_other_is_kept(cast: Cast) -> None:
    specs = document_of(cast.policy).fields
    assert without_refused(specs, {"account_email": "robotics@club.example"}, cast.lakeside) == {"account_email": ""}
    kept = {"account_email": "robotics@lakeside.example", "purpose": "Ask maya@gmail.com"}
    assert without_refused(specs, kept, cast.lakeside) == kept
    cast.lakeside.email_domains = []
    assert without_refused(specs, {"account_email": "robotics@club.example"}, cast.lakeside) == {
        "account_email": "robotics@club.example"
    }
