"""Policy JNDC in the browser: nobody approves a closed group; the supervisor sets the duties, and hears of what is late."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from records.models import Message
from registry.models import Site
from tests.browser.conftest import Clock, Visitor
from tests.browser.server import check_in_mailed_to, run
from tests.cast import AT, Cast
from tests.requests.test_presets import JNDC, file

Arrive = Callable[..., Visitor]
MORNING = AT.replace(hour=12, minute=5)
DAYS_TO_THE_THIRD_LATE_ONE = 7  # from Tuesday: due Thursday, three school days late on the Tuesday after


def tell_the_supervisor(maya: Visitor) -> None:
    """The form of the policy, for a closed group of the chess club."""
    maya.open("/submissions/new/")
    maya.choose("What is the page for?", "School-sponsored club")
    maya.fill("Which club, activity, organization or team?", "Chess")
    maya.choose("Platform", "Facebook")
    maya.choose("Group, page or account?", "Group")
    maya.choose("Does the page exist already?", "No")
    maya.choose("What will you post?", "Meetings")
    maya.fill("What are the messages?", "When and where we play.")
    maya.choose("Who is it for?", "Students")
    maya.fill("What are the goals?", "Everybody knows when we meet.")
    maya.fill("How will it be kept current and accurate?", "Every Monday after school.")
    maya.fill("Name of the page", "Birchwood Chess")
    maya.choose("Will the District's logo or other copyrighted material be used?", "No")
    maya.fill("How will students who are not members get the same information?", "The notice board beside the library.")
    maya.fill("E-mail address the account is opened with", "chess@lakeside.example")
    for box in maya.page.get_by_role("group", name="Statements").get_by_role("checkbox").all():
        maya.tick(box)
    maya.press("Submit the request")
    expect(maya.page.get_by_role("heading", name="Birchwood Chess on Facebook")).to_be_visible()


def set_the_duties(sam: Visitor) -> None:
    """What the supervisor cannot finish without."""
    sam.open("/queue/")
    sam.press("Set the duties", "link")
    sam.press("Save and open the next")
    expect(sam.page.get_by_role("heading", name="need a look")).to_be_visible()
    sam.choose("Employee responsible for content", "Maya Ortega, science teacher")
    sam.choose("Who may post", "Maya Ortega")
    sam.choose("How often must comments be checked?", "Every 2 school days")
    sam.choose("How often will you, or someone you name, look at the page?", "Every month")
    sam.choose("Who receives complaints", "Sam Whitfield, head of science")
    sam.shot("duties")
    sam.press("Save and open the next")


@pytest.mark.parametrize("policy", ["jndc"])
@pytest.mark.clause("003:8", "003:9", "003:10", "003:22")
def test_a_club_from_notice_to_the_third_late_day(live_cast: Cast, visitor: Arrive, clock: Clock) -> None:
    maya = visitor(width=390).come_back("maya@lakeside.example")
    tell_the_supervisor(maya)
    sam = visitor().come_back("sam@lakeside.example")
    set_the_duties(sam)
    maya.open("/queue/")
    maya.press("Acknowledge", "link")
    maya.press("Acknowledge")
    maya.open("/")
    maya.press("Give the web address", "link")
    maya.fill("Web address", "https://www.facebook.com/groups/birchwoodchess/?ref=share")
    maya.press("Save")
    assert not Site.objects.exists()
    sam.open("/queue/")
    sam.press("Record it", "link")
    sam.press("Record and open the next")
    site = Site.objects.get()
    assert site.terms["check_every"] == "2 school days"

    run("sweep")
    for days in range(1, DAYS_TO_THE_THIRD_LATE_ONE + 1):
        clock.move_to(MORNING + timedelta(days=days))
        run("sweep")
        run("deliver")
    heard = Message.objects.filter(person_id=live_cast.sam.pk, kind="digest", text__contains="Birchwood Chess")
    assert [row.created_at.day for row in heard] == [22]
    maya.open(check_in_mailed_to(live_cast.maya))
    maya.choose("2. What did you find?", "Acted")
    maya.fill("What happened?", "Hid an advertisement.")
    maya.press("Save")
    maya.open(f"/sites/{site.pk}/")
    expect(maya.page.get_by_text("Hid an advertisement.")).to_be_visible()


@pytest.mark.parametrize("policy", ["jndc"])
@pytest.mark.clause("003:15", "003:28")
def test_x_needs_an_exception_and_the_logo_a_vote(live_cast: Cast, visitor: Arrive) -> None:
    file(live_cast, JNDC, platform="x", container="account", uses_logo=True, page_name="Chess on X")
    sam = visitor().come_back("sam@lakeside.example")
    sam.open("/queue/")
    expect(sam.page.get_by_role("link", name="Return")).to_have_count(0)
    sam.press("Approve", "link")
    sam.press("Approve and open the next")
    expect(sam.page.get_by_role("heading", name="needs a look")).to_be_visible()
    sam.fill("Note", "X has no closed groups.")
    sam.press("Approve and open the next")
    sue = visitor(width=390).come_back("sue@lakeside.example")
    sue.open("/queue/")
    sue.press("Approve", "link")
    sue.page.get_by_label("Date of the meeting").fill("2026-10-12")
    sue.fill("Where the minutes or the document can be found", "Minutes, item 7")
    sue.press("Approve and open the next")
    sue.shot("board-vote")
