"""The simulator in the browser: what is chosen by GET, what is sent by POST, and that neither is stored."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from adoption.services import begin_draft
from policies.selectors import preset_text
from tests.cast import AT, Cast
from tests.matrix.asking import watched
from tests.requests.filing import ROBOTICS

from .pages import words

pytestmark = pytest.mark.django_db
PLACE = "Which school or office is it for?"
STATEMENTS = ("separate", "confidential", "consent", "handover")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """The moment of the tests is now."""
    with time_machine.travel(AT, tick=False):
        yield


def address(cast: Cast, of: str = "in-force", **more: Any) -> str:
    """The page with Maya and the policy in force chosen, unless said otherwise."""
    chosen = {"person": cast.maya.pk, "on": "", **more}
    return f"/policy/try/?of={of}&" + "&".join(f"{key}={value}" for key, value in chosen.items())


def sent(cast: Cast, **more: Any) -> dict[str, Any]:
    """The form as Maya fills it in."""
    ticked = {f"statement_{key}": "on" for key in STATEMENTS}
    return {**ROBOTICS, **ticked, "uses_logo": "no", "place": cast.birchwood.pk, **more}


def tom(cast: Cast) -> Client:
    return cast.client(cast.tom)


def test_the_form_is_the_one_a_teacher_sees(cast: Cast) -> None:
    shown = tom(cast).get(address(cast))
    theirs = cast.client(cast.maya).get("/submissions/new/")
    for label in (PLACE, "Which platform?", "Who is it for?", "The page stays separate from my personal accounts."):
        assert label in words(shown)
        assert label in words(theirs)
    assert "The form as Maya Ortega sees it" in words(shown)
    assert PLACE in words(shown)


def test_what_would_follow_is_said_and_nothing_is_written(cast: Cast) -> None:
    client = tom(cast)
    with watched() as written:
        page = client.post(address(cast), sent(cast))
    assert written == []
    assert page.status_code == 200
    for said in (
        "Pat Lindqvist, principal, decides",
        "Pat Lindqvist, Principal; Dee Okafor for Pat Lindqvist, Principal",
        "Opens Tuesday, September 15, 2026.",
        "The site stands in the registry on Friday, September 18, 2026; Maya Ortega answers for it.",
        "Decide on Birchwood Robotics on Instagram",
        "Wednesday, September 16, 2026. To Pat Lindqvist. In the mail of the morning.",
        "Approved by Pat Lindqvist: Birchwood Robotics on Instagram",
        "Comment check: Maya Ortega",
        "Every week. Due September 25, 2026, October 2, 2026,",
    ):
        assert said in words(page)


def test_what_a_step_sets_can_be_tried_too(cast: Cast) -> None:
    page = tom(cast).post(address(cast), sent(cast, **{"step-principal-check_every": "1 school day"}))
    assert "Every school day. Due September 21, 2026," in words(page)


def test_answers_that_could_not_be_submitted_are_marked_and_followed_all_the_same(cast: Cast) -> None:
    page = tom(cast).post(address(cast), sent(cast, purpose="Too short."))
    assert page.status_code == 422
    said = words(page)
    assert "Write at least 15 words. You have 2." in said
    assert "The form could not be submitted yet" in said
    assert "Pat Lindqvist, principal, decides" in said
    assert "Too short." in page.content.decode()


def test_a_platform_the_policy_exempts_ends_it(cast: Cast) -> None:
    said = words(tom(cast).post(address(cast), sent(cast, platform="learning_platform")))
    assert "Nothing would have to be asked" in said
    assert "Which mails go out" not in said


def test_a_preset_and_a_draft_are_tried_before_they_apply(cast: Cast) -> None:
    draft = begin_draft(district=cast.lakeside, text=preset_text("chsd230"), begun_from="the policy 5.125", by=cast.tom, at=AT)
    for of in ("preset-chsd230", f"draft-{draft.pk}"):
        said = words(tom(cast).get(address(cast, of)))
        assert "Which class, activity or sport?" in said
        assert "Who is it for?" not in said


def test_a_draft_that_is_not_whole_says_what_there_is_to_mend(cast: Cast) -> None:
    draft = begin_draft(district=cast.lakeside, text="schema = 1", begun_from="nothing", by=cast.tom, at=AT)
    said = words(tom(cast).get(address(cast, f"draft-{draft.pk}")))
    assert "One thing to mend in this document" in said
    assert "The form as" not in said


def test_somebody_the_policy_is_not_about_is_told_so(cast: Cast) -> None:
    said = words(tom(cast).get(address(cast, person=cast.val.pk)))
    assert "The policy of your district covers employees only." in said


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"person": ""}, "Choose a person."),
        ({"person": "999999"}, "Choose a person from the list."),
        ({"on": "soon"}, "Write the day as 2026-11-25."),
        ({"on": "2101-01-01"}, "Choose a day between 2000 and 2100."),
        ({"on": "9999-12-31"}, "Write a day between 1900 and 2199."),
        ({"of": "version-99"}, "Choose a policy from the list."),
    ],
)
def test_a_choice_that_cannot_be_is_explained(cast: Cast, more: dict[str, str], sentence: str) -> None:
    page = tom(cast).get(address(cast, **more))
    assert page.status_code == 422
    assert sentence in words(page)


def test_the_day_can_be_another_one(cast: Cast) -> None:
    page = tom(cast).post(address(cast, on="2026-10-02"), sent(cast))
    assert "Filed Friday, October 2, 2026, after the mail of that morning" in words(page)


def test_only_whoever_edits_policies_finds_it_and_only_with_their_own_people(cast: Cast) -> None:
    for who in (cast.maya, cast.pat, cast.dee, cast.casey):
        assert cast.client(who).get("/policy/try/").status_code == 404
        assert cast.client(who).post(address(cast), sent(cast)).status_code == 404
    assert cast.client(cast.hugo).get(address(cast)).status_code == 422  # Maya is not of Harbor
