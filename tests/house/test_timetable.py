"""Celery carries "tick" and "deliver" and nothing else."""

import pytest
from celery.beat import Scheduler

from config.celery import app, transport_options

SETTINGS = {
    "enable_utc": True,
    "timezone": "UTC",
    "result_backend": None,
    "task_ignore_result": True,
    "task_acks_late": True,
    "worker_enable_remote_control": False,
    "broker_connection_retry_on_startup": True,
}


def test_the_timetable_is_a_tick_a_minute_and_a_delivery_in_between() -> None:
    lines = {name: (line["task"], line["schedule"]) for name, line in app.conf.beat_schedule.items()}
    assert lines == {"tick": ("config.tasks.tick", 60.0), "deliver": ("records.tasks.deliver", 20.0)}


def test_every_task_of_the_timetable_exists_and_there_is_no_other() -> None:
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if not name.startswith("celery.")}
    assert ours == {line["task"] for line in app.conf.beat_schedule.values()}


def test_a_tick_that_no_worker_took_is_dropped_when_the_next_one_is_due() -> None:
    assert [line["options"]["expires"] for line in app.conf.beat_schedule.values()] == [60, 20]


def test_the_first_of_each_goes_out_when_beat_starts() -> None:
    assert [entry.is_due().is_due for entry in Scheduler(app).schedule.values()] == [True, True]


def test_the_broker_keeps_no_results_and_takes_no_orders_from_elsewhere() -> None:
    assert {name: app.conf[name] for name in SETTINGS} == SETTINGS


@pytest.mark.parametrize(
    ("broker", "options"),
    [
        ("sqla+sqlite:///broker.sqlite3", {"connect_args": {"timeout": 20}}),
        ("redis://127.0.0.1/0", {"global_keyprefix": "mine:", "socket_timeout": 30, "socket_connect_timeout": 10}),
    ],
)
def test_each_transport_gets_what_it_knows(broker: str, options: dict[str, object]) -> None:
    assert transport_options(broker, "mine:") == options
