"""Somebody leaves: the principal finds their page, offers it, it is accepted, and what is left on the platform is ticked."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from accounts.models import Person
from accounts.services import set_last_day
from registry.models import Site
from tests.browser.conftest import Visitor
from tests.cast import AT, Cast
from tests.registry.sites import site

Arrive = Callable[..., Visitor]


def test_a_principal_sees_a_leavers_page_through_to_the_end(live_cast: Cast, visitor: Arrive) -> None:
    site(live_cast)
    maya = Person.objects.select_related("district", "supervisor", "place").get(pk=live_cast.maya.pk)
    set_last_day(person=maya, ends_on=date(2026, 10, 1), by=live_cast.tom, at=AT)

    pat = visitor(width=390).come_back("pat@lakeside.example")
    pat.open("/people/leaving/")
    pat.press("Maya Ortega", "link")
    expect(pat.page.get_by_text("12 school days left, 0 of 1 done.")).to_be_visible()
    pat.shot("hand-over")
    pat.press("Hand it over", "link")
    pat.choose("Who is to answer for it?", "Sam Whitfield, head of science")
    pat.press("Offer it")
    expect(pat.page.get_by_text("is offered. Sam Whitfield is told")).to_be_visible()

    sam = visitor(scripts=False).come_back("sam@lakeside.example")
    sam.press("Answer", "link")
    sam.press("Accept")
    expect(sam.page.get_by_text("You answer for Robotics on Instagram now.")).to_be_visible()

    pat.open(f"/people/{maya.pk}/hand-over/")
    pat.press("Tick what is done", "link")
    pat.press("Maya Ortega is removed on the platform")
    pat.press("The recovery address is changed")
    pat.open(f"/people/{maya.pk}/hand-over/")
    expect(pat.page.get_by_text("Everything is handed over")).to_be_visible()
    assert Site.objects.get().responsible == live_cast.sam
