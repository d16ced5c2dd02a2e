"""The policy without a request, in the browser: a page is entered freely, private unless chosen otherwise; nobody approves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from monitoring.models import Duty
from records.models import Message
from registry.models import Site
from requests.models import Step
from tests.browser.conftest import Clock, Visitor
from tests.browser.server import run
from tests.cast import AT, Cast

Arrive = Callable[..., Visitor]
WORDS = "We show what the class reads and announce what it will read next, for the families who want to read along."
WHO_SEES = "Who can see it?"


def enter(maya: Visitor, name: str, address: str) -> None:
    """The entry as a teacher fills it in, with everything that the policy only recommends left as it was."""
    maya.choose("Whose page is it?", "Class or grade")
    maya.fill("Which school, grade, class, program or office?", name)
    maya.choose("Platform", "Facebook")
    maya.fill("Web address", address)
    maya.choose("What is it about?", "Instruction")
    maya.fill("What is the page for?", WORDS)
    maya.fill("E-mail address the account is opened with", "reading@lakeside.example")
    for box in maya.page.get_by_role("group", name="Statements").get_by_role("checkbox").all():
        maya.tick(box)


@pytest.mark.parametrize("policy", ["staffuse"])
@pytest.mark.clause("000:9", "000:13", "000:23")
def test_a_page_is_entered_without_asking_and_may_be_public(live_cast: Cast, visitor: Arrive, clock: Clock) -> None:
    maya = visitor(width=390).come_back("maya@lakeside.example")
    maya.open("/need-to-ask/?whose=work&entity=class&platform=facebook")
    expect(maya.page.get_by_role("heading", name="No approval is needed.")).to_be_visible()
    maya.press("Put it into the registry", "link")
    expect(maya.page.get_by_text("Nobody has to decide.")).to_be_visible()
    expect(maya.page.get_by_role("radiogroup", name=WHO_SEES).get_by_label("Members only")).to_be_checked()
    enter(maya, "Grade 7 reading", "https://www.facebook.com/GradeSeven")
    maya.press("Submit")
    expect(maya.page.get_by_role("heading", name="Grade 7 reading on Facebook")).to_be_visible()

    maya.open("/submissions/new/")
    enter(maya, "Grade 8 reading", "https://www.facebook.com/GradeEight")
    maya.choose(WHO_SEES, "Everybody")
    expect(maya.page.get_by_label("What is the specific educational need for it to be public?")).to_be_visible()
    maya.press("Submit")
    expect(maya.page.get_by_role("heading", name="Grade 8 reading on Facebook")).to_be_visible()
    assert set(Site.objects.values_list("name", "visibility")) == {("Grade 7 reading", "private"), ("Grade 8 reading", "public")}
    assert not Step.objects.exists()

    for days in range(1, 15):
        clock.move_to(AT + timedelta(days=days))
        run("sweep")
    assert not Duty.objects.filter(key="comments").exists()
    assert not Message.objects.exists()
    pat = visitor().come_back("pat@lakeside.example")
    pat.open(f"/sites/{Site.objects.get(name='Grade 8 reading').pk}/")
    pat.press("Suspend", "link")
    pat.fill("Reason", "A grade sheet could be read on a picture.")
    pat.press("Suspend")
    assert Site.objects.get(name="Grade 8 reading").status == "suspended"
    assert Message.objects.get(kind="directive").to_name == "Maya Ortega"
