"""Real people in a real browser: Debian's Chromium, driven by Playwright, under pytest's live server.

The clock of the whole process stands at the cast's morning and moves when a journey says so.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from tests.browser.hands import Hands, Keyboard, Pointer
from tests.cast import AT, PASSWORD, Cast, build

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"runOnly": RULES, "resultTypes": ["violations"]}  # nobody reads the list of what passed, and making it takes as long again
STRUCTURE = (Path(__file__).parent / "structure.js").read_text()
FLOAT = "position => document.querySelectorAll('.appbar, .tabs, .decide-stick').forEach(bar => (bar.style.position = position))"
PICTURES = {"home": 390, "need-to-ask": 1280, "submission": 1280, "queue": 390, "decision": 1280, "check-in": 390, "site": 1280}
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
    """The cast, visible to the live server's thread."""
    return build(policy)


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
        self, context: BrowserContext, base: str, seen: Path, windows: Sequence[Window], *, keyboard: bool, scripts: bool
    ) -> None:
        self.page: Page = context.new_page()
        self.window, *self.others = windows
        self.seen = seen
        self.base = base
        self.context = context
        self.scripts = scripts
        self.hands: Hands = Keyboard(self.page) if keyboard else Pointer(self.page)
        self.fill = self.hands.fill
        self.choose = self.hands.choose
        self.tick = self.hands.tick

    def open(self, path: str) -> Page:
        """Go to a path of the product."""
        self.page.goto(path if path.startswith("http") else self.base + path)
        self.check()
        return self.page

    def sign_in(self, email: str) -> "Visitor":
        """Sign in as people do."""
        self.open("/sign-in/")
        self.fill("E-mail address", email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.hands.press("Sign in")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        self.check()
        return self

    def press(self, name: str, role: str = "button") -> None:
        """Press a button or follow a link by its name, and look at where it leads."""
        with self.page.expect_navigation():
            self.hands.press(name, role)
        self.check()

    def check(self) -> None:
        """No accessibility violation on this page, and nothing wider than the window; then the same in the other windows.

        The bars that float above and below stand still meanwhile: what they cover for a moment of scrolling is not
        covered for whoever scrolls on. A page built exactly like one that was found good at this width and in this light,
        whatever its words, is not looked at by axe again.
        """
        self._is_there = False  # axe, on this page
        self._check_here()
        for window in self.others:
            window.show(self.page)
            self._check_here()
        if self.others:
            self.window.show(self.page)

    def _check_here(self) -> None:
        if self.scripts:  # axe is a script; the same pages are met with scripts in the other journeys
            good = self.seen / sha256(self.page.evaluate(STRUCTURE).encode()).hexdigest()
            if not good.exists():
                self._ask_axe()
                good.touch()
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{self.page.url} is too wide"

    def _ask_axe(self) -> None:
        if not self._is_there:
            self.page.evaluate(AXE_SCRIPT)
            self._is_there = True
        self.page.evaluate(FLOAT, "static")
        found = AxeResults(self.page.evaluate("options => axe.run(options)", AXE))
        self.page.evaluate(FLOAT, "")
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"

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
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What axe found good in this run, by all processes of it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "good-pages"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def visitor(browser: Browser, live_server: object, seen: Path) -> Iterator[Callable[..., Visitor]]:
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
        return Visitor(context, str(live_server), seen, [window, *also], keyboard=keyboard, scripts=scripts)

    yield arrive
    for context in contexts:
        context.close()
