"""A question that depends on another answer comes and goes with it; without a script it stands there and says so."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.cast import Cast

Arrive = Callable[..., Visitor]
WHY = "Why should everybody see it?"


def test_with_a_script_the_question_comes_when_it_is_called_for(visitor: Arrive, live_cast: Cast) -> None:
    maya = visitor().come_back("maya@lakeside.example")
    maya.open("/submissions/new/")
    reason = maya.page.get_by_label(WHY)
    expect(reason).to_be_hidden()
    maya.choose("Who can see it?", "Everybody")
    expect(reason).to_be_visible()
    expect(maya.page.get_by_text("Only where your answers above call for it.").first).to_be_hidden()
    maya.check()
    maya.choose("Who can see it?", "Members only")
    expect(reason).to_be_hidden()


def test_without_scripts_it_stands_there_and_says_that_it_may_not_apply(visitor: Arrive, live_cast: Cast) -> None:
    maya = visitor(scripts=False).come_back("maya@lakeside.example")
    maya.open("/submissions/new/")
    expect(maya.page.get_by_label(WHY)).to_be_visible()
    expect(maya.page.get_by_text("Only where your answers above call for it.").first).to_be_visible()
