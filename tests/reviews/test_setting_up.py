"""Whoever sets a page up reads what the check of its settings will look at."""

import pytest

from tests.cast import Cast, build
from tests.registry import sites
from tests.requests.filing import answer, file, seat

pytestmark = pytest.mark.django_db
LISTS = """
[[duty]]
key = "settings"
who = ["responsible"]
checklist = ["two administrators"]
[[duty]]
key = "access"
who = ["supervisor"]
checklist = ["I can open it"]
"""
HEADING = "When you set it up: a look at the security settings"


@pytest.mark.clause("004:6")
def test_the_list_of_the_settings_stands_beside_the_form_that_takes_the_address() -> None:
    cast = build("crschools")
    page = cast.client(cast.maya).get("/submissions/new/").content.decode()
    assert HEADING in page
    for line in ("Only approved participants have access", "Devices have their updates"):
        assert f"<li>{line}</li>" in page


@pytest.mark.clause("004:6")
def test_where_the_address_comes_later_the_list_stands_with_the_change_that_brings_it() -> None:
    cast = build("crschools")
    for typed, shown in (("", True), ("https://www.facebook.com/birchwoodband", False)):
        site = sites.site(cast, f"Band {typed}", typed=typed)
        page = cast.client(cast.maya).get(f"/sites/{site.pk}/change/").content.decode()
        assert (HEADING in page) == shown


def test_a_step_that_gives_the_address_shows_what_its_giver_will_check_and_nobody_else_s_list() -> None:
    cast = build("model", adding=LISTS)
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", posters=[cast.maya.pk])
    decision = cast.client(cast.tom).get(f"/queue/{seat(filed, 'technology_director').pk}/").content.decode()
    answer(filed, "technology_director", cast.tom, "approve")
    page = cast.client(cast.maya).get(f"/queue/{seat(filed, 'give_address').pk}/").content.decode()
    assert "When you set it up: settings" in page
    assert "<li>Two administrators</li>" in page
    assert "I can open it" not in page
    assert "When you set it up" not in decision


def test_a_policy_without_such_a_list_shows_none(cast: Cast) -> None:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", posters=[cast.maya.pk])
    answer(filed, "technology_director", cast.tom, "approve")
    assert "When you set it up" not in cast.client(cast.maya).get(f"/queue/{seat(filed, 'give_address').pk}/").content.decode()
