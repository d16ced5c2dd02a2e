"""The next five dates of a duty are shown before it is saved: at a decision, at a pause, when it goes on."""

from datetime import date

import pytest

from accounts.models import CalendarDay
from monitoring.models import Duty
from monitoring.sweep import tick
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, local, watched
from tests.monitoring.pages import EIGHT, words
from tests.requests.filing import file, seat

pytestmark = pytest.mark.django_db
NEXT = {
    "1 week": "Due Sep 29, Oct 6, Oct 14, Oct 21, Oct 28",
    "2 weeks": "Due Oct 6, Oct 20, Nov 3, Nov 17, Dec 1",
}


@pytest.fixture
def robotics(cast: Cast, at_eight: None) -> Site:
    """A site of Maya's; there is no school on Tuesday, October 13."""
    CalendarDay.objects.create(district=cast.lakeside, school=cast.birchwood, on=date(2026, 10, 13))
    site = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    return site


def test_a_decision_shows_the_dates_of_each_rhythm(cast: Cast, robotics: Site) -> None:
    filed = file(cast)
    page = cast.client(cast.pat).get(f"/queue/{seat(filed, 'principal').pk}/?verdict=approve")
    hints = page.context["form"].fields["check_every"].hints
    assert {every: hints[every] for every in NEXT} == NEXT
    seen = words(page)
    assert all(sentence in seen for sentence in NEXT.values())


def test_a_pause_with_an_end_shows_the_dates_first_and_is_stored_with_the_second_button(cast: Cast, robotics: Site) -> None:
    client, address = cast.client(cast.pat), f"/sites/{robotics.pk}/pause/"
    typed = {"reason": "The season is over.", "until": "2026-10-06"}
    page = client.post(address, typed)
    assert "Comment check: due Oct 14, Oct 21, Oct 28, Nov 4, Nov 11." in words(page)
    assert Duty.objects.get().paused_at is None
    assert 'name="seen" value="2026-10-06"' in page.content.decode()
    client.post(address, {**typed, "seen": "2026-10-06", "until": "2026-10-07"})
    assert Duty.objects.get().paused_at is None
    client.post(address, {**typed, "seen": "2026-10-06"})
    assert Duty.objects.get().paused_until == date(2026, 10, 6)


def test_resuming_shows_the_dates(cast: Cast, robotics: Site) -> None:
    client = cast.client(cast.pat)
    client.post(f"/sites/{robotics.pk}/pause/", {"reason": "The season is over."})
    Duty.objects.update(paused_at=EIGHT)
    seen = words(client.get(f"/sites/{robotics.pk}/resume/"))
    assert "Comment check: due Sep 29, Oct 6, Oct 14, Oct 21, Oct 28." in seen
    assert date(2026, 9, 22) == DUE


@pytest.mark.parametrize("until", ["9999-12-31", "2200-01-01", "0026-10-01"])
def test_a_pause_until_a_year_that_cannot_be_meant_is_refused_and_the_reason_kept(cast: Cast, robotics: Site, until: str) -> None:
    page = cast.client(cast.pat).post(f"/sites/{robotics.pk}/pause/", {"reason": "The season is over.", "until": until})
    assert page.status_code == 422
    assert "Write a day between 1900 and 2199." in words(page)
    assert "The season is over." in words(page)
    assert not Duty.objects.filter(paused_at__isnull=False).exists()
