"""What the timetable calls."""

import pytest

from config import tasks
from config.celery import app
from monitoring.models import Tick
from tests.cast import Cast
from tests.monitoring.days import TUESDAY, local


@pytest.mark.django_db
def test_the_task_reads_the_clock_and_sweeps_every_district(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.tasks.timezone.now", lambda: local(TUESDAY, 9, 1))
    tasks.tick()
    assert list(Tick.objects.order_by("district").values_list("district__name", "last_at")) == [
        ("Lakeside Community Schools", local(TUESDAY, 9, 1)),
        ("Harbor Public Schools", local(TUESDAY, 9, 1)),
    ]


def test_the_timetable_names_the_task() -> None:
    assert app.conf.beat_schedule["tick"]["task"] == tasks.tick.name == "config.tasks.tick"
