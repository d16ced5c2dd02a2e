"""What is looked for on every page: nothing that axe objects to, and nothing wider than the window."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import BrowserContext, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Nobody reads the list of what passed, and making it takes as long again.
AXE = {"runOnly": RULES, "resultTypes": ["violations", "incomplete"]}
BRING = f"window.bringAxe = () => {{ {AXE_SCRIPT} }};"  # read once by the browser, and run where axe is asked
STRUCTURE = (Path(__file__).parent / "structure.js").read_text()
LOOK = (Path(__file__).parent / "look.js").read_text()
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


@dataclass
class Eyes:
    """Remember what was found good in this run: whole pages with all processes of it, words with this one."""

    pages: Path
    words: set[str] = field(default_factory=set)

    def prepare(self, context: BrowserContext) -> None:
        """Lay axe ready for every page that will be opened there."""
        context.add_init_script(BRING)

    def look(self, page: Page) -> None:
        """Ask axe and measure. A page built exactly like one that was found good in such a window is not shown to axe again."""
        seen = page.evaluate(STRUCTURE)
        good = self.pages / sha256(seen["structure"].encode()).hexdigest()
        if not good.exists():
            self._ask_axe(page)
            good.touch()
        assert seen["fits"], f"{page.url} is too wide"

    def look_without_scripts(self, page: Page) -> None:
        """Measure. axe is a script; the same pages are met with scripts in the other journeys."""
        assert page.evaluate(FITS), f"{page.url} is too wide"

    def _ask_axe(self, page: Page) -> None:
        answer = page.evaluate(LOOK, {"known": list(self.words), "options": AXE})
        results = AxeResults(answer["found"])
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
        self.words.update(answer["good"])
