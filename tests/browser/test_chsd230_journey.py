"""Policy 5.125 in the browser: one written approval, the address handed to two who do not decide, no reminders."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from monitoring.models import Duty
from records.models import Message
from registry.models import Site
from tests.browser.conftest import Clock, Visitor
from tests.browser.server import run
from tests.cast import AT, Cast

Arrive = Callable[..., Visitor]
PURPOSE = (
    "Reminders of readings and laboratory days, and pictures of what we grow, for the students of the class and their families."
)


@pytest.mark.parametrize("policy", ["chsd230"])
@pytest.mark.clause("002:7", "002:9", "002:10")
def test_a_class_page_from_canvas_to_the_register(live_cast: Cast, visitor: Arrive, clock: Clock) -> None:
    maya = visitor(width=390).come_back("maya@lakeside.example")
    maya.open("/need-to-ask/?whose=work&entity=class&platform=canvas")
    expect(maya.page.get_by_role("heading", name="No, you need not ask.")).to_be_visible()
    maya.open("/submissions/new/")
    maya.fill("Which class, activity or sport?", "Biology 2")
    maya.choose("Preferred platform", "Facebook")
    maya.fill("What is the page for?", PURPOSE)
    for box in maya.page.get_by_role("group", name="Statements").get_by_role("checkbox").all():
        maya.tick(box)
    maya.press("Submit the request")

    dee = visitor().come_back("dee@lakeside.example")
    dee.open("/queue/")
    expect(dee.page.get_by_text("For Pat Lindqvist")).to_be_visible()
    dee.press("Approve", "link")
    dee.press("Approve and open the next")

    maya.page.reload()
    maya.press("Written decision", "link")
    expect(maya.page.get_by_text("Dee Okafor for Pat Lindqvist, Building Principal, approved it")).to_be_visible()
    maya.shot("decision-letter")
    maya.open("/")
    maya.press("Give the web address", "link")
    maya.fill("Web address", "facebook.com/BirchwoodBiologyTwo")
    maya.fill("E-mail address the account is opened with", "biology@lakeside.example")
    maya.press("Save")

    site = Site.objects.get()
    assert (site.responsible, site.status) == (live_cast.maya, "active")
    told = set(Message.objects.filter(kind="notify").values_list("to_name", flat=True))
    assert told == {"Pat Lindqvist", "Dee Okafor", "Tom Adeyemi"}
    for days in range(1, 40):
        clock.move_to(AT + timedelta(days=days))
        run("sweep")
    assert not Duty.objects.exists()
    assert not Message.objects.filter(kind="digest", created_at__gt=AT + timedelta(days=1)).exists()
