"""The guidelines of a policy are accepted in the version that is in force, and again when that changes."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from policies.models import Acknowledgement, Guideline
from policies.selectors import document_of
from policies.services import add_guideline
from registry.models import Site
from requests.models import Acceptance, Submission
from tests.cast import AT, Cast, build
from tests.policies.guiding import SECOND, version
from tests.requests.filing import answer
from tests.requests.public import CHSD230, POLICY401

pytestmark = pytest.mark.django_db

TITLE = "Guidelines for Policy #401.13: Social Media Networks"
FIRST = f"I have read the {TITLE}, and follow them. This is version 1, in force from September 15, 2026."


def guided(preset: str) -> tuple[Cast, Guideline]:
    """A district whose guidelines have a first version."""
    cast = build(preset)
    made = add_guideline(district=cast.lakeside, title=TITLE, key="guidelines", by=cast.sue, at=AT)
    version(cast, made)
    return cast, made


def boxes(cast: Cast) -> dict[str, str]:
    return {f"statement_{row.key}": "on" for row in document_of(cast.policy).statements_at("request")}


def send(cast: Cast, typed: dict[str, Any], **more: Any) -> Any:
    """Maya sends the form."""
    given = {**typed, **boxes(cast), "place": cast.birchwood.pk, "deed": "submit", **more}
    return cast.client(cast.maya).post(reverse("submission-new"), given)


@pytest.mark.clause("001:12")
def test_the_form_names_the_version_in_force_links_it_and_keeps_who_accepted_it() -> None:
    cast, made = guided("policy401")
    page = cast.client(cast.maya).get(reverse("submission-new")).content.decode()
    assert FIRST in page
    assert f'href="{reverse("guideline-version", args=[made.pk, 1])}"' in page
    assert send(cast, POLICY401).status_code == 422
    assert not Site.objects.exists()
    assert send(cast, POLICY401, statement_guidelines_v1="on").status_code == 302
    assert Acceptance.objects.get(statement="guidelines_v1").text == FIRST
    assert Acceptance.objects.get(statement="guidelines_v1").clause == "Social Networking or Other External Web Sites"
    kept = Acknowledgement.objects.get()
    assert (kept.person, kept.version.number) == (cast.maya, 1)


@pytest.mark.clause("001:12")
def test_a_new_version_is_accepted_anew_though_the_box_of_the_old_one_was_ticked() -> None:
    cast, made = guided("policy401")
    maya = cast.client(cast.maya)
    maya.post(reverse("submission-new"), {**POLICY401, **boxes(cast), "statement_guidelines_v1": "on", "deed": "save"})
    edit = reverse("submission-edit", args=[Submission.objects.get().pk])
    assert maya.get(edit).context["form"].initial["statement_guidelines_v1"] is True
    version(cast, made, SECOND)
    page = maya.get(edit)
    assert "This is version 2, in force from September 15, 2026." in page.content.decode()
    assert "statement_guidelines_v2" not in page.context["form"].initial
    sent = send(cast, POLICY401, statement_guidelines_v1="on")
    assert list(sent.context["form"].errors) == ["statement_guidelines_v2"]


@pytest.mark.clause("002:3")
def test_where_the_document_has_no_statement_about_them_they_are_accepted_all_the_same() -> None:
    cast, _made = guided("chsd230")
    assert list(send(cast, CHSD230).context["form"].errors) == ["statement_guidelines_v1"]
    send(cast, CHSD230, statement_guidelines_v1="on")
    filed = Submission.objects.get(status="open")
    kept = filed.acceptances.get(statement="guidelines_v1")
    assert kept.text.endswith(", version 1, in force from September 15, 2026, and follow it.")
    page = cast.client(cast.pat).get(reverse("queue")).content.decode()
    assert "5 of 5 accepted" in page
    answer(filed, "approve", cast.pat, "approve")


def test_what_begins_later_is_not_asked_yet_and_without_guidelines_nothing_is() -> None:
    cast = build("chsd230")
    made = add_guideline(district=cast.lakeside, title=TITLE, key="guidelines", by=cast.sue, at=AT)
    version(cast, made, in_force_from=date(2099, 1, 1))
    assert send(cast, CHSD230).status_code == 302
    assert not Acknowledgement.objects.exists()
