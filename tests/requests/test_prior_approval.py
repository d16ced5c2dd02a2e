"""A page that is older than its approval is taken and flagged, where the policy wants it approved first."""

from typing import Any

import pytest
from django.urls import reverse

from policies.selectors import preset_text
from records.events import trail
from records.models import Message
from registry.models import Site
from requests.models import Submission
from tests.cast import AT, Cast, build
from tests.requests.filing import answer, file, seat
from tests.requests.public import CHSD230
from tests.requests.public import file as file_form

pytestmark = pytest.mark.django_db

OLDER = "The page exists since March 2, 2026; it was approved on September 15, 2026."
ADDRESS = {"address": "https://www.facebook.com/BiologyTwo", "account_email": "maya@lakeside.example"}


def given(cast: Cast, since: str) -> Submission:
    """Approved on the day of the tests; Maya gives the address and says since when the page exists."""
    filed = file_form(cast, CHSD230)
    answer(filed, "approve", cast.pat, "approve", at=AT)
    page = cast.client(cast.maya).post(
        reverse("decision", args=[seat(filed, "give_address").pk]), {**ADDRESS, "page_since": since}
    )
    assert page.status_code == 302
    return Submission.objects.get(pk=filed.pk)


@pytest.mark.clause("002:7")
def test_an_earlier_day_is_flagged_on_the_submission_in_the_history_and_to_the_principal() -> None:
    cast = build("chsd230")
    filed = given(cast, "2026-03-02")
    assert OLDER in cast.client(cast.pat).get(reverse("submission", args=[filed.pk])).content.decode()
    site = Site.objects.get()
    assert [row.reason for row in trail("site", site.pk) if row.verb == "register"] == [OLDER]
    assert OLDER in cast.client(cast.pat).get(reverse("site", args=[site.pk])).content.decode()
    mails = {mail.to_name: " ".join(mail.text.split()) for mail in Message.objects.filter(kind="notify")}
    assert OLDER in mails["Pat Lindqvist"]
    assert OLDER in mails["Tom Adeyemi"]


@pytest.mark.clause("002:7")
@pytest.mark.parametrize("since", ["2026-09-15", "2026-10-01", ""])
def test_a_page_of_that_day_or_later_and_one_of_an_unknown_day_is_not(since: str) -> None:
    cast = build("chsd230")
    filed = given(cast, since)
    assert "Older than its approval" not in cast.client(cast.pat).get(reverse("submission", args=[filed.pk])).content.decode()
    assert [row.reason for row in trail("site", Site.objects.get().pk) if row.verb == "register"] == [""]


def test_a_day_that_is_none_is_refused() -> None:
    cast = build("chsd230")
    filed = file_form(cast, CHSD230)
    answer(filed, "approve", cast.pat, "approve", at=AT)
    path = reverse("decision", args=[seat(filed, "give_address").pk])
    page = cast.client(cast.maya).post(path, {**ADDRESS, "page_since": "in spring"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["page_since"])


def test_it_is_asked_only_where_a_page_is_approved_before_it_is_made(tmp_path: Any) -> None:
    path = tmp_path / "after.toml"
    path.write_text(preset_text("model").replace("before_creation = true", "before_creation = false"))
    assert "Since when does the page exist?" not in address_page(build(str(path)))


def test_it_is_asked_under_the_policy_of_the_product_and_need_not_be_answered(cast: Cast) -> None:
    assert "Since when does the page exist?" in address_page(cast)


def address_page(cast: Cast) -> str:
    """Where Maya gives the address, under the model policy."""
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", posters=[cast.maya.pk])
    answer(filed, "technology_director", cast.tom, "approve")
    shown: bytes = cast.client(cast.maya).get(reverse("decision", args=[seat(filed, "give_address").pk])).content
    return shown.decode()
