"""Policies that nobody of the product wrote, on the screens: what their authors, requesters and deciders would trip over."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from accounts.models import Person
from adoption.differences import differences
from adoption.services import begin_draft
from monitoring.models import CheckIn, Duty
from monitoring.sweep import tick
from policies.document import parse
from policies.selectors import document_of
from registry.models import Site
from requests import services, states
from requests.models import Seat, Submission
from requests.selectors import who_may_act
from tests.cast import AT, TODAY, Cast
from tests.policies.further import FURTHER
from tests.policies.making import text
from tests.requests.filing import draft
from tests.requests.test_further_policies import answer, district, form_of, typed

from .pages import words

pytestmark = pytest.mark.django_db
BY_FILE = {further.file: further for further in FURTHER}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def filed(cast: Cast, file: str, case: int) -> Submission:
    further = BY_FILE[file]
    form = form_of(cast, {**further.usual, **further.cases[case].answers})
    assert form.is_valid(), form.errors
    place, answers, accepted = form.cleaned_data["place"], form.answers(), form.accepted()
    return services.submit(submission=draft(cast), place=place, answers=answers, accepted=accepted, by=cast.maya, at=AT)


def walked(cast: Cast, submission: Submission, file: str, case: int) -> list[str]:
    """Every step's own screen, as whoever answers it reads it, and then their answer."""
    found = []
    open_now = Seat.objects.filter(step__submission=submission, state=states.STEP_OPEN).order_by("step__position", "id")
    while seat := open_now.select_related("step__submission").first():
        by = who_may_act(seat, on=TODAY)[0].person
        page = cast.client(by).get(f"/queue/{seat.pk}/" + ("?verdict=approve" if seat.step.kind == "approve" else ""))
        assert page.status_code == 200
        found.append(words(page))
        answer(cast, submission, seat, BY_FILE[file].cases[case].gives)
        submission.refresh_from_db()
    return found


def editor_of(cast: Cast) -> tuple[Person, Client]:
    people = (cast.tom, cast.casey, cast.sue)
    who = next(each for each in people if any("edits_policies" in held.capabilities for held in cast.standing(each).held))
    return who, cast.client(who)


@pytest.mark.parametrize(("file", "case"), [("k_committee", 1), ("l_designee", 0), ("m_regional", 1), ("n_told", 0)])
def test_every_screen_of_a_policy_that_nobody_knows(file: str, case: int) -> None:
    cast = district(BY_FILE[file])
    maya, (editor, theirs) = cast.client(cast.maya), editor_of(cast)
    begun = begin_draft(district=cast.lakeside, text=cast.policy.text, begun_from="its own text", by=editor, at=AT)
    policy = document_of(cast.policy)
    accepted = {f"statement_{row.key}": "on" for row in policy.statements_at("request")}
    sent = {"place": cast.birchwood.pk, **accepted, **typed(cast, {**BY_FILE[file].usual, **BY_FILE[file].cases[case].answers})}
    tried = words(theirs.post(f"/policy/try/?of=draft-{begun.pk}&on=&person={cast.maya.pk}", sent))
    assert "The site stands in the registry on" in tried
    submission = filed(cast, file, case)
    screens = walked(cast, submission, file, case)
    site = Site.objects.get()
    assert (site.platform_label != "", str(site).endswith(" on ")) == (True, False)
    screens += [words(maya.get(path)) for path in ("/policy/", "/need-to-ask/", f"/submissions/{submission.pk}/")]
    screens += [words(maya.get(f"/sites/{site.pk}/{path}")) for path in ("", "change/", "keys/")]
    for path in (f"/policy/drafts/{begun.pk}/plain/", f"/policy/drafts/{begun.pk}/impact/", "/policy/vacancies/"):
        page = theirs.get(path)
        assert page.status_code == 200
        screens.append(words(page))
    for screen in screens:
        assert ".. " not in screen
        assert " on , " not in screen
        assert "2026-09" not in screen
        assert "Similar site" not in screen  # of the site that this very request led to


def test_what_several_decide_reads_like_that_and_a_question_may_have_any_key() -> None:
    cast = district(BY_FILE["m_regional"])
    screens = walked(cast, filed(cast, "m_regional", 1), "m_regional", 1)
    assert "assistant superintendent for instruction, and Casey Moreno, intermediate unit, decide " in screens[0]
    assert "Everyone; the policy prefers families. Alumni read it." in screens[0]  # the reason, under the policy's own key
    site = Site.objects.get()
    assert (site.platform, site.entity, site.visibility, site.name) == ("podcast", "club", "everyone", "Grade 3")
    assert (site.address, site.terms) == ("https://wiki.example/BirchwoodChess", {"terms_reviewed": "2026-09-14"})


def test_a_change_says_who_decides_and_where_either_does() -> None:
    cast = district(BY_FILE["k_committee"])
    walked(cast, filed(cast, "k_committee", 0), "k_committee", 0)
    page = words(cast.client(cast.maya).get(f"/sites/{Site.objects.get().pk}/change/"))
    deciders = "Site administrator or Director of Information Technology, then Social Media Review Committee."
    assert f"Decided before the register says it, by: {deciders}" in page


def test_a_role_that_approves_every_site_anew_each_year_is_asked_and_nobody_else() -> None:
    cast = district(BY_FILE["l_designee"])
    walked(cast, filed(cast, "l_designee", 0), "l_designee", 0)
    tick(at=AT)
    duty = Duty.objects.get(key=":renewal")
    assert (duty.role, duty.every, duty.ladder[0]["to"]) == ("campus_principal", "yearly on 08-01", ["campus_principal"])
    Duty.objects.filter(pk=duty.pk).update(next_due_on=TODAY)
    tick(at=AT)
    owed = CheckIn.objects.get(duty=duty)
    asked = words(cast.client(cast.pat).get(f"/check-ins/{owed.pk}/"))
    assert "Responsible employee: Maya Ortega" in asked
    assert "Is it still right?" in asked
    assert "Somebody else owes it." in words(cast.client(cast.maya).get(f"/check-ins/{owed.pk}/"))


def test_a_policy_without_a_list_of_platforms_asks_for_none() -> None:
    cast = district(BY_FILE["n_told"])
    maya = cast.client(cast.maya)
    asked = maya.get("/need-to-ask/?whose=work")
    assert "Where would it be?" not in words(asked)
    assert "/submissions/new/" in asked.content.decode()
    screens = walked(cast, filed(cast, "n_told", 0), "n_told", 0)
    assert "It waits for you." in screens[0]
    site = Site.objects.get()
    assert (str(site), site.address) == ("Substack on the web", "https://birchwood.substack.com/")
    path = f"/sites/{site.pk}/change/"
    form = maya.get(path).context["form"]
    assert "platform" not in form.fields
    sent = {name: form[name].value() for name in form.fields} | {"name": "Newsletter", "reason": "A better name."}
    assert maya.post(path, {name: value for name, value in sent.items() if value is not None}).status_code == 302
    assert Site.objects.get().name == "Newsletter"


def test_a_class_that_nobody_else_can_open_needs_no_address() -> None:
    further = BY_FILE["m_regional"]
    cast = district(further)
    walked(cast, filed(cast, "m_regional", 0), "m_regional", 0)
    site = Site.objects.get()
    assert (site.platform_label, site.address, site.status) == ("Seesaw", "", "active")


def test_dates_of_a_policy_are_compared_in_words() -> None:
    old = parse(text())
    new = parse(
        text(policy={"key": "made", "title": "Made", "date": [{"kind": "next_review"}, {"kind": "adopted", "on": TODAY}]})
    )
    details = differences(old, new)[0].rows[0].details
    assert [detail.after for detail in details if detail.what == "Dates"] == [
        "Next review (no date yet); Adopted September 15, 2026",
    ]  # fmt: skip
