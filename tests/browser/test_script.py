"""What the product's one script adds, on a sample page that is served from memory."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.look.samples import Questions, page

HOST = "http://rollcall.test"
FORM = '{% block main %}{{ ask.form(form, submit="Submit", second="Save", autosave="/drafts/") }}{% endblock %}'
SAVED = {"saved": "Saved at 9:42 a.m.", "action": "/drafts/7/"}


class Server:
    """Answers the sample page, the static files, and every POST with what a test sets; remembers the POSTs."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.posts: list[Any] = []
        self.answer: Callable[[Route], None] = lambda route: route.fulfill(json=SAVED)

    def __call__(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            self.posts.append(route.request)
            self.answer(route)
        elif path.startswith("/static/"):
            route.fulfill(path=str(finders.find(path.removeprefix("/static/"))))
        else:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")


@pytest.fixture
def opened(browser: Browser) -> Any:
    contexts = []

    def open_page(data: dict[str, str] | None) -> tuple[Page, Server]:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        window, server = context.new_page(), Server(page(FORM, form=Questions(data)))
        window.route("**/*", server)
        window.clock.install()
        window.goto(HOST)
        return window, server

    yield open_page
    for context in contexts:
        context.close()


def test_the_list_of_errors_takes_the_focus(opened):
    window, _server = opened({})
    assert window.evaluate("document.activeElement.className") == "error-summary"


def test_a_form_is_sent_once_with_the_name_of_the_button_that_was_pressed(opened):
    window, server = opened(None)
    server.answer = lambda route: route.fulfill(status=204)
    window.evaluate("""() => {
        const button = document.querySelector("button[name=later]");
        button.form.requestSubmit(button);
        button.form.requestSubmit(button);
    }""")
    window.clock.fast_forward(50)
    window.wait_for_function("document.querySelector('button[name=later]').disabled")
    assert ["later=1" in request.post_data for request in server.posts] == [True]


def test_the_menu_closes_on_escape_and_gives_the_focus_back(opened):
    window, _server = opened(None)
    window.get_by_text("Maya Ortega").first.click()
    assert window.get_by_role("button", name="Sign out").is_visible()
    window.keyboard.press("Escape")
    assert window.get_by_role("button", name="Sign out").is_hidden()
    assert window.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_menu_closes_when_somebody_goes_elsewhere(opened):
    window, _server = opened(None)
    window.get_by_text("Maya Ortega").first.click()
    window.get_by_label("What is it for?").focus()
    assert window.get_by_role("button", name="Sign out").is_hidden()


def test_what_is_typed_is_saved_after_a_moment_of_quiet(opened):
    window, server = opened(None)
    window.get_by_label("Which class, club or team?").fill("Chess")
    window.clock.fast_forward(1000)
    assert server.posts == []
    window.clock.fast_forward(1000)
    window.get_by_text("Saved at 9:42 a.m.").wait_for()
    (request,) = server.posts
    assert urlsplit(request.url).path == "/drafts/"
    assert request.headers["x-autosave"] == "1"
    assert "Chess" in request.post_data


def test_a_draft_is_saved_to_its_own_address_as_soon_as_it_has_one(opened):
    window, server = opened(None)
    for words in ("Chess", "Chess Club"):
        window.get_by_label("Which class, club or team?").fill(words)
        with window.expect_response("**/drafts/**"):
            window.clock.fast_forward(2000)
        window.wait_for_url(f"{HOST}/drafts/7/")
    assert [urlsplit(request.url).path for request in server.posts] == ["/drafts/", "/drafts/7/"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda route: route.abort(), "Not saved: no connection. This page keeps what you wrote."),
        (lambda route: route.fulfill(status=500), "Not saved by itself. Use the button."),
    ],
)
def test_what_could_not_be_saved_says_so(opened, answer, said):
    window, server = opened(None)
    server.answer = answer
    window.get_by_label("Which class, club or team?").fill("Chess")
    window.clock.fast_forward(2000)
    window.get_by_text(said).wait_for()


LIVE = {
    "template": "{activity}, {school}. A page of {district}.",
    "activity": ["page_name", "name"],
    "named": {"activity": "[class]", "school": "[school]"},
    "district": "{Lakeside}",
}


def test_the_wording_for_the_page_follows_what_is_typed_and_can_be_copied(browser: Browser) -> None:
    places = '<select name="place"><option value="">-</option><option value="1">Elm</option></select>'
    shown = '{% include "requests/parts/wording.html" %}'
    part = f'{{% block main %}}<form><input name="name">{places}{shown}</form>{{% endblock %}}'
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    window, server = context.new_page(), Server(page(part, wording=SimpleNamespace(text="Before", live=json.dumps(LIVE))))
    context.route("**/*", server)
    window.goto("https://localhost/")  # a browser lends its clipboard to safe origins only
    said = window.locator(".to-copy")
    assert said.text_content() == "[class], [school]. A page of {Lakeside}."
    window.locator("[name=name]").fill("Chess {school}")
    window.locator("[name=place]").select_option("1")
    assert said.text_content() == "Chess {school}, Elm. A page of {Lakeside}."
    window.get_by_role("button", name="Copy").click()
    window.get_by_text("Copied.").wait_for()
    assert window.evaluate("navigator.clipboard.readText()") == "Chess {school}, Elm. A page of {Lakeside}."
    context.close()


def test_a_choice_that_there_is_only_at_some_places_comes_and_goes_with_the_place(browser: Browser) -> None:
    places = "".join(f'<option value="{pk}">Place {pk or "-"}</option>' for pk in ("", "1", "2"))
    choices = "".join(
        f'<label class="option"><input type="radio" name="entity" value="{key}" data-only-at=\'{{"office": [2]}}\'>{key}</label>'
        for key in ("office", "club")
    )
    form = f'<form><select name="place">{places}</select>{choices}</form>'
    window, server = browser.new_page(), Server(page(f"{{% block main %}}{form}{{% endblock %}}"))
    window.route("**/*", server)
    window.goto(HOST)

    def shown() -> list[str]:
        return [key for key in ("office", "club") if window.get_by_text(key, exact=True).is_visible()]

    assert shown() == ["office", "club"]
    for place, found in (("1", ["club"]), ("2", ["office", "club"]), ("1", ["club"]), ("", ["office", "club"])):
        window.locator("[name=place]").select_option(place)
        assert shown() == found
    window.get_by_label("office").check()
    window.locator("[name=place]").select_option("1")
    assert shown() == ["office", "club"]  # what was chosen stays, and the form says what to do
    window.close()
