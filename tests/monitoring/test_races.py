"""Two at once on a real database: a snow day, a rhythm of one's own, a chosen rhythm. One wins, one event each, none is lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import CalendarDay, District
from concerns.models import Complaint
from concerns.services import close_at_once, take_back
from monitoring.models import Duty
from monitoring.services import choose_rhythm, set_rhythm
from monitoring.sweep import tick
from records.models import Event
from registry.models import Site
from tests.cast import Cast, build
from tests.concerns.complaining import filed
from tests.concerns.test_order_races import race
from tests.monitoring.days import DUE, TUESDAY, local, watched
from tests.registry.sites import site

RACES = 3
NIGHT = local(TUESDAY, 18)
Deed = Callable[[], object]


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return build()


def done(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def closing(cast: Cast, deed: Callable[..., object], on: date, by: str = "tom", **more: Any) -> Deed:
    given = {"district": cast.lakeside, "school": cast.birchwood, "on": on, "by": getattr(cast, by), "at": NIGHT, **more}
    return lambda: deed(**given)


def test_a_snow_day_is_closed_once_by_whoever_is_first_and_every_clock_moves_once(committed: Cast) -> None:
    cast = committed
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    filed(cast, place=cast.birchwood)
    for number in range(RACES):
        said = race(
            closing(cast, close_at_once, DUE, label="Snow"),
            closing(cast, close_at_once, DUE, "pat", label="Ice"),
        )
        assert sorted(said)[1] == "won"
        assert "is closed already" in sorted(said)[0] or "is no school day as it is" in sorted(said)[0]
        assert (CalendarDay.objects.count(), done("snow-day")) == (1, number + 1)
        assert Duty.objects.get().next_due_on == DUE + timedelta(days=1)
        back = race(closing(cast, take_back, DUE), closing(cast, take_back, DUE, "pat"))
        assert (back.count("won"), done("take-back-snow-day")) == (1, number + 1)
        assert (CalendarDay.objects.count(), Duty.objects.get().next_due_on) == (0, DUE)


def test_two_days_closed_at_once_both_count_however_they_meet(committed: Cast) -> None:
    cast = committed
    complaint = filed(cast, place=cast.birchwood)
    days = (date(2026, 9, 16), date(2026, 9, 17))
    for number in range(RACES):
        said = race(*(closing(cast, close_at_once, on, label="Snow") for on in days))
        assert (said, done("snow-day")) == (["won", "won"], 2 * (number + 1))
        version = District.objects.get(pk=cast.lakeside.pk).calendar_version
        assert version == 4 * number + 2
        tick(at=NIGHT + timedelta(minutes=number))  # counts whatever the two did not see of each other
        assert Complaint.objects.get(pk=complaint.pk).answer_by == date(2026, 9, 21)
        assert race(*(closing(cast, take_back, on) for on in days)) == ["won", "won"]
        tick(at=NIGHT + timedelta(minutes=number, seconds=30))
        assert Complaint.objects.get(pk=complaint.pk).answer_by == date(2026, 9, 17)


def test_of_two_rhythms_of_ones_own_one_runs(transactional_db: None) -> None:
    cast = build("staffuse")
    for number in range(RACES):
        made = site(cast, f"Club {number}")
        said = race(*(
            lambda every=every, made=made: set_rhythm(
                site=made, key="supervisor_review", every=every, by=cast.sam, at=NIGHT
            )
            for every in ("1 week", "2 weeks")
        ))  # fmt: skip
        running = Duty.objects.filter(site=made, ended_at__isnull=True)
        assert running.count() == 1
        assert said.count("won") in (1, 2)  # both, where the second began when the first was done
        assert Event.objects.filter(verb="set_rhythm", subject_id=made.pk).count() == said.count("won")


def test_a_chosen_rhythm_is_what_the_last_event_says(committed: Cast) -> None:
    cast = committed
    made = watched(cast, terms={"check_every": "1 week"})
    tick(at=local(TUESDAY, 9, 1))
    for number in range(RACES):
        before = Site.objects.get().terms["check_every"]
        others = [every for every in ("1 week", "2 weeks", "2 school days") if every != before]
        said = race(*(
            lambda every=every, by=by: choose_rhythm(site=made, key="comments", every=every, by=by, at=NIGHT)
            for every, by in zip(others, (cast.pat, cast.dee), strict=True)
        ))  # fmt: skip
        events = Event.objects.filter(verb="choose_rhythm").order_by("id")
        assert said.count("won") in (1, 2)
        assert events.last().details["every"] == Site.objects.get().terms["check_every"] == Duty.objects.get().every
        assert number + 1 <= events.count() <= 2 * (number + 1)
