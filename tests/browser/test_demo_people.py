"""The sign-in page of the demo: people by district, and one press signs somebody in; narrow, and without JavaScript."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.services import rebuild_grants
from config.demo.neighbours import NEIGHBOURS
from config.demo.people import LAKESIDE, settle
from tests.browser.conftest import Clock, Visitor
from tests.cast import AT


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_of_another_district_walks_in(
    clock: Clock, transactional_db: None, settings: Any, visitor: Callable[..., Visitor], scripts: bool
) -> None:
    settings.DEMO = True
    for home in (LAKESIDE, *NEIGHBOURS):
        settle(home, since=date(2026, 8, 1), until=date(2026, 12, 31), at=AT)
    rebuild_grants(AT.date())
    guest = visitor(width=320, scripts=scripts)
    guest.open("/sign-in/")
    guest.shot("demo-people")
    people = guest.page.get_by_role("region", name="Or walk in as one of them")
    assert people.get_by_role("heading").all_inner_texts()[1:] == ["Lakeside Community Schools"]
    assert len(people.get_by_role("button", name="Sign in as").all()) == 8
    guest.page.get_by_text("Windmere Community Schools: Employee Use of Social Media").click()
    guest.check()
    guest.shot("demo-people-open")
    guest.press("Sign in as Ilse Rowan")
    expect(guest.page.get_by_role("heading", level=1)).to_be_visible()
    assert guest.page.url.endswith("/")
