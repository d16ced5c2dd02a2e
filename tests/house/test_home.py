"""The home page: one list of what waits, whatever is late before all else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from concerns.services import report_lost
from config.home import in_order
from records.letters import Item
from tests.cast import AT, Cast
from tests.concerns.complaining import site
from tests.monitoring.pages import words
from tests.requests.filing import file

pytestmark = pytest.mark.django_db


def test_red_stands_before_amber_before_the_rest_and_what_is_alike_stays_as_it_was() -> None:
    tones = ("", "due", "late", "", "late", "due")
    found = in_order(Item(f"{number}", tone=tone) for number, tone in enumerate(tones))
    assert [item.title for item in found] == ["2", "4", "1", "5", "0", "3"]


def test_an_alarm_stands_above_what_can_wait_and_has_the_one_strong_button(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    file(cast)
    report_lost(site=site(cast, "Drama"), by=cast.maya, at=AT)
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT + timedelta(minutes=1))
    page = cast.client(cast.pat).get(reverse("home"))
    said = words(page)
    assert said.index("Not under control: Drama") < said.index("Decide: Birchwood Robotics on Instagram")
    assert "Two things wait for you; one is late." in said
    assert page.content.decode().count("btn-primary") == 1
