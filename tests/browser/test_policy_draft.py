"""A draft of the policy in the browser: checked while it is typed, and by a button where there are no scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from adoption.models import Draft
from adoption.services import begin_draft
from policies.selectors import preset_text
from tests.browser.conftest import Visitor
from tests.cast import AT, Cast

WHOLE = "This is a whole policy document."
MODEL = preset_text("model")
BROKEN = MODEL.replace('kind = "provide"', 'kind = "ask"')


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_is_checked_while_it_is_typed_or_by_a_button(
    live_cast: Cast, visitor: Callable[..., Visitor], scripts: bool
) -> None:
    cast: Any = live_cast
    draft = begin_draft(district=cast.lakeside, text=MODEL, begun_from="a preset", by=cast.tom, at=AT)
    tom = visitor(scripts=scripts).come_back("tom@lakeside.example")
    page = tom.open(f"/policy/drafts/{draft.pk}/")
    expect(page.locator("#checked")).to_contain_text(WHOLE)
    page.get_by_label("The document").fill(BROKEN)
    if not scripts:
        tom.press("Check")
    expect(page.locator("#checked")).to_contain_text("One thing to mend.")
    expect(page.locator("#checked")).to_contain_text("step[2].kind")
    expect(page.get_by_label("The document")).to_have_value(BROKEN)
    tom.press("Save")
    assert Draft.objects.get().text == BROKEN
