"""What the timetable calls."""

from celery import shared_task
from django.utils import timezone

from . import delivery

TIME_LIMIT = 15 * 60  # seconds; a pass that hangs longer is killed, which repeats one mail at most


def _deliver(connections: int = 1) -> None:
    """Send everything that is due, over this many mail connections."""
    delivery.deliver(at=timezone.now, connections=connections)


deliver = shared_task(name="records.tasks.deliver", ignore_result=True, time_limit=TIME_LIMIT)(_deliver)
