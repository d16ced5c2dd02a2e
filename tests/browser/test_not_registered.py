"""What is not registered, in the browser: a group is declared, a page found and asked about, a list of pages answered for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from registry.models import Claim, FoundPage, GroupMember
from tests.browser.conftest import Clock, Visitor
from tests.browser.test_every_page import NARROW
from tests.cast import Cast, build
from tests.registry.unofficial import UNOFFICIAL

Arrive = Callable[..., Visitor]
LIST = "https://www.instagram.com/birchwoodchess/,Chess,maya@lakeside.example"


@pytest.fixture
def live_cast(clock: Clock, transactional_db: None) -> Cast:
    """The cast, under a policy that keeps lists of what is not registered."""
    return build(adding=UNOFFICIAL, alone=True)


def test_a_group_is_declared_seen_by_the_director_and_left(live_cast: Cast, visitor: Arrive) -> None:
    maya = visitor(also=[NARROW]).come_back("maya@lakeside.example")
    maya.open("/sites/unofficial/")
    maya.press("Declare a group", "link")
    maya.press("Declare it")
    maya.fill("Web address", "facebook.com/groups/bandparents")
    maya.fill("Name of the group", "Band Parents")
    maya.press("Declare it")
    tom = visitor(also=[NARROW]).come_back("tom@lakeside.example")
    tom.open("/sites/unofficial/")
    tom.press("Band Parents", "link")
    expect(tom.page.get_by_text("Maya Ortega", exact=True)).to_be_visible()
    maya.press("I left it")
    assert GroupMember.objects.get().left_on is not None


def test_a_page_is_found_asked_about_and_settled(live_cast: Cast, visitor: Arrive) -> None:
    sue = visitor(also=[NARROW]).come_back("sue@lakeside.example")
    sue.open("/sites/found/")
    sue.press("Add a found page", "link")
    sue.fill("Web address", "https://www.linkedin.com/in/someone")
    sue.press("Compare it")
    sue.fill("Web address", "facebook.com/birchwoodboosters")
    sue.fill("What does it seem to be?", "Boosters of the high school")
    sue.press("Compare it")
    sue.press("Ask somebody", "link")
    sue.press("Ask")
    sue.fill("E-mail address", "maya@lakeside.example")
    sue.fill("Answer by", "2026-10-16")
    sue.press("Ask")
    sue.press("Not ours")
    assert FoundPage.objects.get().state == "not_ours"
    sue.open("/sites/found/?show=settled")
    sue.open("/sites/found/looked/")
    sue.press("Record it")


def test_a_list_is_pasted_and_answered_in_one_tap(live_cast: Cast, visitor: Arrive) -> None:
    tom = visitor(also=[NARROW]).come_back("tom@lakeside.example")
    tom.open("/sites/claims/campaigns/")
    tom.page.get_by_role("link", name="Ask about a list").first.click()
    tom.page.wait_for_url("**/new/")
    tom.check()
    tom.fill("The list", f"{LIST}\nnowhere,Nothing,nobody@lakeside.example")
    tom.fill("Answer by", "2026-10-16")
    tom.press("Look at the list")
    tom.fill("The list", f"{LIST}\n{LIST.replace('chess', 'art').replace('Chess', 'Art')}")
    tom.press("Look at the list")
    tom.press("Begin")
    maya = visitor(also=[NARROW]).come_back("maya@lakeside.example")
    maya.press("Answer", "link")
    maya.press("Gone")
    maya.press("Now somebody else’s", "link")
    maya.open("/sites/claims/")
    maya.press("Mine")
    expect(maya.page.get_by_label("Name of the page")).to_have_value("Art")
    assert sorted(Claim.objects.values_list("name", "answer")) == [("Art", "mine"), ("Chess", "gone")]
    tom.open(tom.page.url)
    tom.press("End it", "link")
    tom.press("End it")
