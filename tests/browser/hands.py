"""Two ways of using a page: with a pointer, and by keyboard alone. A journey says what is done, the hands say how."""

from typing import Protocol

from playwright.sync_api import Locator, Page

FOCUSED = "element => document.activeElement === element"
IN_GROUP = "group => group.contains(document.activeElement) && document.activeElement.type === 'radio'"
FAR = 300  # presses of Tab after which something cannot be reached


class Hands(Protocol):
    """What a journey asks for."""

    page: Page

    def press(self, name: str, role: str = "button") -> None:
        """Press a button or follow a link."""

    def fill(self, label: str, text: str) -> None:
        """Write into a text field."""

    def choose(self, label: str, option: str) -> None:
        """Choose one of several, whether they are shown at once or folded into a list."""

    def tick(self, box: Locator) -> None:
        """Tick a box."""


class Pointer:
    """A mouse or a thumb."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_role("textbox", name=label).fill(text)

    def choose(self, label: str, option: str) -> None:
        shown = options(self.page, label)
        if shown.count():
            option_of(shown, option).check()
        else:
            self.page.get_by_label(label, exact=True).select_option(label=option)

    def tick(self, box: Locator) -> None:
        box.check()


class Keyboard:
    """Tab, arrows, space and Enter; nothing is touched."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: str = "button") -> None:
        self._go(self.page.get_by_role(role, name=name).first)
        self.page.keyboard.press("Enter")

    def fill(self, label: str, text: str) -> None:
        self._go(self.page.get_by_role("textbox", name=label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        shown = options(self.page, label)
        if not shown.count():
            self._go(self.page.get_by_label(label, exact=True))
            self.page.keyboard.type(option)
            return
        wanted = option_of(shown, option)
        if wanted.get_attribute("type") == "checkbox":
            self.tick(wanted)
            return
        self._go_into(shown)
        if not shown.locator("input:checked").count():
            self.page.keyboard.press("Space")
        for _ in range(shown.get_by_role("radio").count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked(), f"{option} cannot be reached with the arrows"

    def tick(self, box: Locator) -> None:
        if not box.is_checked():
            self._go(box)
            self.page.keyboard.press("Space")

    def _go(self, target: Locator) -> None:
        element = target.element_handle()
        for _ in range(FAR):
            if self.page.evaluate(FOCUSED, element):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with Tab")

    def _go_into(self, group: Locator) -> None:
        element = group.element_handle()
        for _ in range(FAR):
            if self.page.evaluate(IN_GROUP, element):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{group} cannot be reached with Tab")


def options(page: Page, label: str) -> Locator:
    """The options of a question that shows them all."""
    return page.get_by_role("radiogroup", name=label).or_(page.get_by_role("group", name=label))


def option_of(shown: Locator, option: str) -> Locator:
    """One option by its words; the small print below them need not be said."""
    exact = shown.get_by_label(option, exact=True)
    return exact if exact.count() else shown.get_by_label(option).first
