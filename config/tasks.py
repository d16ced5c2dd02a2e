"""What the timetable calls."""

from celery import shared_task
from django.utils import timezone

from . import clock

TIME_LIMIT = 15 * 60  # seconds; a sweep that hangs longer is killed, and the next one goes on where it was


def _tick() -> None:
    """Sweep every district at this moment."""
    clock.tick(at=timezone.now())


tick = shared_task(name="config.tasks.tick", ignore_result=True, time_limit=TIME_LIMIT)(_tick)
