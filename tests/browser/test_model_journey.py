"""The main job in the browser, each as the real people in turn: from blank form to answered check-in that came by mail.

Four times: at a desk, on a phone, without JavaScript, and by keyboard alone.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from registry.models import Site
from tests.browser.conftest import Clock, Visitor
from tests.browser.server import check_in_mailed_to, run
from tests.cast import AT, Cast

PURPOSE = "We show how the team designs and tests its robot, announce competitions and thank those who help us along."
Arrive = Callable[..., Visitor]
WAYS: dict[str, dict[str, Any]] = {
    "desk": {"width": 1280},
    "phone": {"width": 390},
    "without-script": {"scripts": False},
    "keyboard": {"keyboard": True},
}


def ask_whether_to_ask(maya: Visitor) -> None:
    """Three questions, and the answer."""
    maya.press("Do I need to ask?", "link")
    maya.choose("1. Whose site would it be?", "My work: a class, club, team, school or office")
    maya.choose("2. What is it for?", "Club or activity")
    maya.choose("3. Where would it be?", "Instagram")
    maya.press("See the answer")
    expect(maya.page.get_by_role("heading", name="Yes, ask first.")).to_be_visible()
    maya.shot("need-to-ask")


def fill_the_form(maya: Visitor) -> None:
    """The Social Media Request Form, as Maya fills it."""
    maya.choose("What is the page for?", "Club or activity")
    maya.fill("Which one?", "Robotics")
    maya.choose("Platform", "Instagram")
    maya.fill("Name of the page", "Birchwood Robotics")
    maya.fill("What is the page for, and what will it show?", PURPOSE)
    maya.choose("Who is it for?", "Families")
    maya.choose("Who can see it?", "Members only")
    maya.choose("Will it show the district's or the school's logo?", "No")
    maya.fill("E-mail address the account is opened with", "robotics@lakeside.example")
    for box in maya.page.get_by_role("group", name="Statements").get_by_role("checkbox").all():
        maya.tick(box)


def file_the_request(maya: Visitor) -> None:
    """First with everything forgotten, then filled."""
    maya.press("Start the request", "link")
    maya.press("Submit the request")
    expect(maya.page.get_by_role("heading", name="answers need a look")).to_be_visible()
    maya.shot("form-with-errors")
    fill_the_form(maya)
    maya.press("Submit the request")
    expect(maya.page.get_by_role("heading", name="Birchwood Robotics on Instagram")).to_be_visible()
    maya.shot("submission")


def approve(somebody: Visitor) -> None:
    """Out of the queue, and on to the next."""
    somebody.open("/queue/")
    somebody.shot("queue")
    somebody.press("Approve", "link")
    somebody.shot("decision")
    somebody.press("Approve and open the next")
    expect(somebody.page.get_by_text("Approved: Birchwood Robotics on Instagram")).to_be_visible()


def give_the_address(maya: Visitor) -> None:
    """First the address of a post, which is explained, then the page's own in an odd form."""
    maya.open("/")
    maya.press("Give the web address", "link")
    maya.fill("Web address", "instagram.com/p/abc123")
    maya.press("Save")
    expect(maya.page.get_by_role("link", name="This leads to one post")).to_be_visible()
    maya.fill("Web address", "http://instagram.com/BirchwoodRobotics?hl=en")
    maya.press("Save")


@pytest.mark.parametrize("way", WAYS)
def test_from_blank_form_to_an_answered_check_in_that_came_by_mail(
    live_cast: Cast, visitor: Arrive, clock: Clock, way: str
) -> None:
    maya, pat, tom = (visitor(**WAYS[way]) for _ in range(3))
    maya.sign_in("maya@lakeside.example")
    maya.shot("home")
    ask_whether_to_ask(maya)
    file_the_request(maya)
    approve(pat.sign_in("pat@lakeside.example"))
    approve(tom.sign_in("tom@lakeside.example"))
    give_the_address(maya)
    site = Site.objects.get()
    assert site.address == "https://www.instagram.com/birchwoodrobotics/"

    clock.move_to(AT + timedelta(minutes=5))
    run("sweep")
    clock.move_to(AT.replace(hour=12) + timedelta(days=7, minutes=5))
    run("sweep")
    run("deliver")
    maya.open(check_in_mailed_to(live_cast.maya))
    maya.choose("2. What did you find?", "Nothing found")
    maya.shot("check-in")
    maya.press("Save")
    maya.open(f"/sites/{site.pk}/")
    expect(maya.page.get_by_text("Nothing found")).to_be_visible()
    maya.shot("site")
