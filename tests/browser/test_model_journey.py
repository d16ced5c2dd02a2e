"""The main job in the browser, each as the real people in turn: from blank form to answered check-in that came by mail."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from records.models import Message
from registry.models import Site
from tests.browser.conftest import Clock, Visitor
from tests.cast import AT, Cast

PURPOSE = "We show how the team designs and tests its robot, announce competitions and thank those who help us along."
Arrive = Callable[..., Visitor]


def fill_the_form(maya: Visitor) -> None:
    """The Social Media Request Form, as Maya fills it."""
    page = maya.page
    page.get_by_label("Club or activity").check()
    page.get_by_label("Which one?").fill("Robotics")
    choose(maya, "Platform", "Instagram")
    page.get_by_label("Name of the page").fill("Birchwood Robotics")
    page.get_by_label("What is the page for, and what will it show?").fill(PURPOSE)
    choose(maya, "Who is it for?", "Families")
    choose(maya, "Who can see it?", "Members only")
    choose(maya, "Will it show the district's or the school's logo?", "No")
    page.get_by_label("E-mail address the account is opened with").fill("robotics@lakeside.example")
    for box in page.get_by_role("group", name="Statements").get_by_role("checkbox").all():
        box.check()


def choose(visitor: Visitor, label: str, option: str) -> None:
    """Choose from a list, whether it is folded or open."""
    group = visitor.page.get_by_role("radiogroup", name=label).or_(visitor.page.get_by_role("group", name=label))
    if group.count():
        group.get_by_label(option, exact=True).check()
    else:
        visitor.page.get_by_label(label, exact=True).select_option(label=option)


def run(command: str, *args: str) -> str:
    """A command of the server, and what it says."""
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def links_of(message: Message) -> list[str]:
    """The paths a mail leads to."""
    return re.findall(r"http://127\.0\.0\.1:8000(/\S+)", message.text)


@pytest.mark.parametrize("width", [1280, 390])
def test_from_blank_form_to_an_answered_check_in_that_came_by_mail(
    live_cast: Cast, visitor: Arrive, clock: Clock, width: int
) -> None:
    maya = visitor(width=width).sign_in("maya@lakeside.example")
    maya.shot("home")
    maya.press("Do I need to ask?", "link")
    maya.page.get_by_label("My work").check()
    maya.page.get_by_label("Club or activity").check()
    choose(maya, "3. Where would it be?", "Instagram")
    maya.press("See the answer")
    expect(maya.page.get_by_role("heading", name="Yes, ask first.")).to_be_visible()
    maya.shot("need-to-ask")
    maya.press("Start the request", "link")
    maya.press("Submit")
    expect(maya.page.get_by_text("answers need a look")).to_be_visible()
    maya.shot("form-with-errors")
    fill_the_form(maya)
    maya.press("Submit")
    expect(maya.page.get_by_role("heading", name="Birchwood Robotics on Instagram")).to_be_visible()
    maya.shot("submission")

    pat = visitor(width=width).sign_in("pat@lakeside.example")
    pat.open("/queue/")
    pat.shot("queue")
    pat.press("Approve", "link")
    pat.shot("decision")
    pat.press("Approve and open the next")
    expect(pat.page.get_by_text("Approved: Birchwood Robotics on Instagram")).to_be_visible()

    tom = visitor(width=width).sign_in("tom@lakeside.example")
    tom.open("/queue/")
    tom.press("Approve", "link")
    tom.press("Approve and open the next")

    maya.open("/")
    maya.press("Give the web address", "link")
    maya.page.get_by_role("textbox", name="Web address").fill("instagram.com/p/abc123")
    maya.press("Save")
    expect(maya.page.get_by_role("link", name="This leads to one post")).to_be_visible()
    maya.page.get_by_role("textbox", name="Web address").fill("http://instagram.com/BirchwoodRobotics?hl=en")
    maya.press("Save")
    site = Site.objects.get()
    assert site.address == "https://www.instagram.com/birchwoodrobotics/"

    morning = AT.replace(hour=12) + timedelta(days=7)
    clock.move_to(AT + timedelta(minutes=5))
    run("sweep")
    clock.move_to(morning + timedelta(minutes=5))
    run("sweep")
    run("deliver")
    digest = Message.objects.get(person_id=live_cast.maya.pk, kind="digest")
    assert digest.state == "sent"
    path = next(link for link in links_of(digest) if "check-in" in link)
    maya.open(path)
    maya.page.get_by_label("Nothing found").check()
    maya.shot("check-in")
    maya.press("Save")
    maya.open(f"/sites/{site.pk}/")
    expect(maya.page.get_by_text("Nothing found")).to_be_visible()
    maya.shot("site")
