"""What the timetable calls."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from . import delivery

WITHIN = timedelta(seconds=40)  # of a pass: a worker that is busy with mails for longer would keep the clock waiting
TIME_LIMIT = 15 * 60  # seconds; a pass that hangs longer is killed, which repeats what was on its way


def _deliver() -> None:
    """Send what is due, for so long."""
    delivery.deliver(at=timezone.now, at_once=settings.MAIL_AT_ONCE, spare=settings.MAIL_SPARE, within=WITHIN)


deliver = shared_task(name="records.tasks.deliver", ignore_result=True, time_limit=TIME_LIMIT)(_deliver)
