"""What looks at every page finds what it is there for, also after it has found pages good that are drawn alike."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import Eyes

HOST = "http://rollcall.test"
HEAD = "<!doctype html><html lang='en'><head><title>Sample</title><meta name='viewport' content='width=device-width'>"
STYLE = "<style>{}</style></head><body><main><h1>Sample</h1>"
PALE = ".meta { color: #999; }"
PALE_IN_THE_DARK = """@media (prefers-color-scheme: dark) {
  body { background: #000; color: #fff; } .meta { color: #333; }
}"""
Show = Callable[[str, str], Page]


@pytest.fixture
def eyes(tmp_path: Path) -> Eyes:
    """Eyes that have seen nothing yet."""
    return Eyes(tmp_path)


@pytest.fixture
def show(browser: Browser, eyes: Eyes) -> Iterator[Show]:
    """A page of this style and this content, in a window that shows one after the other."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    eyes.prepare(context)
    page, shown = context.new_page(), {"html": ""}
    context.route("**/*", lambda route: route.fulfill(body=shown["html"], content_type="text/html; charset=utf-8"))

    def show_it(style: str, content: str) -> Page:
        shown["html"] = HEAD + STYLE.format(style) + content
        page.goto(HOST)
        return page

    yield show_it
    context.close()


def objection(eyes: Eyes, page: Page) -> str:
    """What is said against a page; empty where it is good."""
    try:
        eyes.look(page)
    except AssertionError as found:
        return str(found)
    return ""


def test_words_that_are_too_pale_are_found_and_are_found_again(eyes: Eyes, show: Show) -> None:
    for content in ("<p class='meta'>Pale.</p>", "<p class='meta'>Pale.</p>", "<div><p class='meta'>Pale.</p></div>"):
        assert "color-contrast" in objection(eyes, show(PALE, content))


def test_words_of_the_same_class_in_another_colour_are_looked_at_anew(eyes: Eyes, show: Show) -> None:
    assert objection(eyes, show(".meta { color: #333; }", "<p class='meta'>Dark.</p>")) == ""
    assert "color-contrast" in objection(eyes, show(PALE, "<p class='meta'>Pale.</p><p>More.</p>"))
    assert "color-contrast" in objection(eyes, show("", "<p class='meta' style='color: #aaa'>Pale.</p>"))


def test_words_of_the_same_colour_on_another_ground_are_looked_at_anew(eyes: Eyes, show: Show) -> None:
    assert objection(eyes, show("", "<p>Black on white.</p>")) == ""
    assert "color-contrast" in objection(
        eyes, show("main { background: #222; } h1 { color: #fff; }", "<p>Black on black.</p><p>More.</p>")
    )


def test_smaller_words_of_a_good_colour_are_looked_at_anew(eyes: Eyes, show: Show) -> None:
    big, small = (f".meta {{ color: #888; font-size: {size}px; }}" for size in (32, 14))
    assert objection(eyes, show(big, "<p class='meta'>Big and grey.</p>")) == ""
    assert "color-contrast" in objection(eyes, show(small, "<p class='meta'>Small and grey.</p><p>More.</p>"))


def test_what_is_good_in_the_light_is_looked_at_in_the_dark(eyes: Eyes, show: Show) -> None:
    page = show(PALE_IN_THE_DARK, "<p class='meta'>Not seen at night.</p>")
    assert objection(eyes, page) == ""
    page.emulate_media(color_scheme="dark")
    assert "color-contrast" in objection(eyes, page)


def test_words_under_something_that_floats_are_looked_at_where_they_stand_free(eyes: Eyes, show: Show) -> None:
    cover = "<div style='position: absolute; inset: 0; background: #777'></div>"
    assert "color-contrast" not in objection(eyes, show(PALE, f"<p class='meta'>Pale.</p>{cover}"))
    assert "color-contrast" in objection(eyes, show(PALE, "<p class='meta'>Pale.</p>"))


def test_words_that_were_folded_away_are_looked_at_where_they_are_open(eyes: Eyes, show: Show) -> None:
    folded = "<details{}><summary>More</summary><p class='meta'>Pale.</p></details>"
    assert objection(eyes, show(PALE, folded.format(""))) == ""
    assert "color-contrast" in objection(eyes, show(PALE, folded.format(" open")))


def test_every_other_rule_is_asked_where_all_words_are_known(eyes: Eyes, show: Show) -> None:
    assert objection(eyes, show("", "<p>Words.</p>")) == ""
    assert "image-alt" in objection(eyes, show("", "<p>Words.</p><img src='x.png'>"))
    assert "label" in objection(eyes, show("", "<p>Words.</p><input type='text'>"))


def test_what_sticks_out_sideways_is_found_on_a_page_that_was_good_before(eyes: Eyes, show: Show) -> None:
    assert objection(eyes, show(".meta { width: 10rem; }", "<p class='meta'>Words.</p>")) == ""
    assert "too wide" in objection(eyes, show(".meta { width: 2000px; }", "<p class='meta'>Words.</p>"))
