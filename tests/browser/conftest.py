"""Real people in a real browser: Debian's Chromium, driven by Playwright, under pytest's live server.

The clock of the whole process stands at the cast's morning and moves when a journey says so.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from accounts.models import Person
from tests.browser.hands import Hands, Keyboard, Pointer
from tests.browser.looking import Eyes
from tests.cast import AT, PASSWORD, Cast, build
from tests.run import BROWSERS

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
PICTURES = {"home": 390, "need-to-ask": 1280, "submission": 1280, "queue": 390, "decision": 1280, "check-in": 390, "site": 1280}
YEARS = 60 * 60 * 24 * 365 * 20  # in seconds
ASKED = os.environ.get("ROLLCALL_SCREENSHOTS", "")  # "1": the pictures of the documentation; else a folder
SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots" if ASKED == "1" else Path(ASKED) if ASKED else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test; without Chromium it is skipped and says so."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: apt-get install chromium"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
    yield launched
    launched.close()


class Clock:
    """The moment everything happens at."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def move_to(self, at: datetime) -> None:
        """Go to a moment."""
        self._traveller.move_to(at)


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(AT, tick=True) as traveller:
        yield Clock(traveller)


@pytest.fixture
def policy() -> str:
    """The preset both districts are under; a journey over another one says so by parametrising this."""
    return "model"


@pytest.fixture
def live_cast(clock: Clock, transactional_db: None, policy: str) -> Cast:
    """The cast, visible to the live server's thread; one district, so that a sweep goes through one."""
    return build(policy, alone=True)


@dataclass(frozen=True)
class Window:
    """How wide a page is seen, and in which light."""

    width: int = 1280
    dark: bool = False

    @property
    def size(self) -> ViewportSize:
        return {"width": self.width, "height": 844 if self.width < 800 else 900}

    @property
    def light(self) -> Literal["dark", "light"]:
        return "dark" if self.dark else "light"

    def show(self, page: Page) -> None:
        """Turn the window of a page into this one."""
        page.set_viewport_size(self.size)
        page.emulate_media(color_scheme=self.light)


class Visitor:
    """Somebody at a browser window. Every page met is checked by axe and for things that stick out sideways."""

    def __init__(
        self, context: BrowserContext, base: str, eyes: Eyes, windows: Sequence[Window], *, keyboard: bool, scripts: bool
    ) -> None:
        if scripts:
            eyes.prepare(context)
        self._look = partial(eyes.look if scripts else eyes.look_without_scripts, page := context.new_page())
        self.page: Page = page
        self.window, *self.others = windows
        self.base = base
        self.context = context
        self.hands: Hands = Keyboard(self.page) if keyboard else Pointer(self.page)
        self.fill = self.hands.fill
        self.choose = self.hands.choose
        self.tick = self.hands.tick

    def open(self, path: str) -> Page:
        """Go to a path of the product."""
        self.page.goto(path if path.startswith("http") else self.base + path)
        self.check()
        return self.page

    def leaf_through(self, paths: Iterable[str]) -> None:
        """Go to one path after the other and look at each in every window; the next page is opened in the last one's window."""
        windows = [self.window, *self.others]
        for path in paths:
            self.page.goto(self.base + path)
            self._look_through(windows)
            windows.reverse()
        self.window.show(self.page)

    def sign_in(self, email: str) -> "Visitor":
        """Sign in as people do."""
        self.open("/sign-in/")
        self.fill("E-mail address", email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.hands.press("Sign in")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        self.check()
        return self

    def come_back(self, email: str) -> "Visitor":
        """Open the home page as somebody who signed in earlier with this browser, and has not signed out."""
        client = Client()
        client.force_login(Person.objects.get(email=email), backend="accounts.access.PeopleBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.base}])
        self.open("/")
        return self

    def press(self, name: str, role: str = "button") -> None:
        """Press a button or follow a link by its name, and look at where it leads."""
        with self.page.expect_navigation():
            self.hands.press(name, role)
        self.check()

    def check(self) -> None:
        """No accessibility violation on this page, and nothing wider than the window; then the same in the other windows."""
        self._look_through([self.window, *self.others])
        if self.others:
            self.window.show(self.page)

    def _look_through(self, windows: Sequence[Window]) -> None:
        """Look at this page in its window, which is the first of these, and then in the others."""
        self._look()
        for window in windows[1:]:
            window.show(self.page)
            self._look()

    def shot(self, name: str) -> None:
        """A picture for the documentation, at the width of this window; only where pictures were asked for.

        The window is as high as the page meanwhile: the bar that floats above a phone's lower edge covers nothing.
        """
        size = self.page.viewport_size
        if SHOTS and size and (ASKED != "1" or PICTURES.get(name) == size["width"]):
            height = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": size["width"], "height": height})
            self.page.evaluate("window.scrollTo(0, 0)")
            self.page.screenshot(path=SHOTS / f"{name}-{size['width']}.png", full_page=True)
            self.page.set_viewport_size(size)


@pytest.fixture(scope="session")
def eyes(tmp_path_factory: pytest.TempPathFactory) -> Eyes:
    """What looks at every page of this run; all processes of it share which pages were found good."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "good-pages"
    folder.mkdir(exist_ok=True)
    return Eyes(folder)


@pytest.fixture(scope="session")
def lasting_files() -> Iterator[None]:
    """Browsers keep what lies under /static/, as they do in production, instead of asking for it with every page.

    They count from the day that the cast lives in, which may be years ago.
    """
    answer = StaticFilesHandler.get_response

    def lasting(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = answer(handler, request)
        response.headers["Cache-Control"] = f"max-age={YEARS}"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "get_response", lasting)
        yield


@pytest.fixture
def visitor(browser: Browser, lasting_files: None, live_server: object, eyes: Eyes) -> Iterator[Callable[..., Visitor]]:
    """Open a window for somebody: `visitor()`, `visitor(width=390)`, `visitor(scripts=False)`, `visitor(keyboard=True)`.

    `also` names windows in which every page is looked at as well, without asking the server again.
    """
    contexts: list[BrowserContext] = []

    def arrive(
        width: int = 1280, scripts: bool = True, dark: bool = False, keyboard: bool = False, also: Sequence[Window] = ()
    ) -> Visitor:
        window = Window(width, dark)
        context = browser.new_context(
            viewport=window.size,
            java_script_enabled=scripts,
            color_scheme=window.light,
            reduced_motion="reduce",  # nothing fades from light to dark while axe looks
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visitor(context, str(live_server), eyes, [window, *also], keyboard=keyboard, scripts=scripts)

    yield arrive
    for context in contexts:
        context.close()
