"""Celery: the timetable, and nothing else.

Check-ins, reminders and mails are rows. The broker carries "tick" and "deliver", so losing all of it loses nothing: both
are idempotent, a late one does what was missed. Beat counts seconds in UTC; local hours are ours (monitoring.schedule).
"""

import os
from datetime import UTC, datetime
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # so that the first of each goes out when beat starts, also after an outage


def every(seconds: int, task: str) -> dict[str, Any]:
    """One line of the timetable; what no worker took before the next is due is dropped, so that no backlog piles up."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds}, "last_run_at": LONG_AGO}


def transport_options(broker_url: str, prefix: str) -> dict[str, Any]:
    """What the broker's transport wants to know: SQLite waits for its lock, Redis puts a prefix before its keys."""
    if broker_url.startswith("sqla+"):
        return {"connect_args": {"timeout": 20}}
    return {"global_keyprefix": prefix, "socket_timeout": 30, "socket_connect_timeout": 10}


app = Celery("rollcall")
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_transport_options=transport_options(settings.BROKER_URL, settings.BROKER_PREFIX),
    broker_connection_retry_on_startup=True,
    enable_utc=True,
    timezone="UTC",
    result_backend=None,
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_hijack_root_logger=False,
    beat_schedule={
        "tick": every(60, "config.tasks.tick"),
        "deliver": every(20, "records.tasks.deliver"),
    },
)
app.autodiscover_tasks()


def prepare_broker() -> None:
    """Make the embedded broker's tables before worker and beat start, who would otherwise race for it."""
    with app.connection_for_write() as connection:
        connection.default_channel.queue_declare(queue=app.conf.task_default_queue)
