"""Senders that are killed, frozen and many: nothing is lost, and hardly anything is sent twice.

Each sender is a process of its own over a database that survives it: a file on SQLite, the test database on PostgreSQL.
What happens to it is triggered by the mail server, at the very message it has before it.
"""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from tests.records.sink import HANG, SLOW, Sink, sink
from tests.records.writing import AT, after

ROOT = Path(__file__).parents[2]


@dataclass
class PostOffice:
    """A database, a mail server, and senders between them."""

    server: Sink
    database_url: str
    timeout: float = 20

    def start(self, *words: str) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.records.sender_settings",
            "DATABASE_URL": self.database_url,
            "SINK_PORT": str(self.server.port),
            "SINK_TIMEOUT": str(self.timeout),
        }
        command = [sys.executable, "-m", "tests.records.sender", *words]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    def run(self, *words: str) -> list:
        process = self.start(*words)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return json.loads(said) if said else []

    def deliver(self, moment: datetime, at_once: int = 1, spare: int = 0, patience: float = 5) -> list[int]:
        """One pass: how many it sent, failed and put off."""
        return self.run("deliver", moment.isoformat(), str(at_once), str(spare), str(patience))

    def signalled(
        self, moment: datetime, *, stage: str, number: int, by: signal.Signals, spare: int = 0
    ) -> subprocess.Popen[str]:
        """Start a sender that gets a signal when the server has its `number`-th RCPT or DATA before it."""
        sender = self.start("deliver", moment.isoformat(), "1", str(spare))

        def watch(seen: str, count: int) -> None:
            if (seen, count) == (stage, number):
                sender.send_signal(by)

        self.server.watch = watch
        return sender

    def rows(self) -> dict[str, dict]:
        names = ("message_id", "state", "attempt", "sent_at")
        return {key: dict(zip(names, rest, strict=True)) for key, *rest in self.run("rows")}


@pytest.fixture
def office(transactional_db: None, tmp_path: Path) -> Iterator[PostOffice]:
    url = f"sqlite:///{tmp_path / 'mail.sqlite3'}"
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        url = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    with sink() as server:
        yield PostOffice(server, url)


def test_a_sender_killed_again_and_again_loses_nothing_and_repeats_one_mail_at_most_for_each_kill(office: PostOffice) -> None:
    office.run("fill", "30")
    kills = [("DATA", 4), ("RCPT", 11), ("DATA", 12), ("DATA", 20)]  # in the order the server meets them
    for passes, (stage, number) in enumerate(kills):
        sender = office.signalled(after(minutes=10 * passes), stage=stage, number=number, by=signal.SIGKILL, spare=1)
        assert sender.wait(timeout=60) == -signal.SIGKILL
    assert office.deliver(after(minutes=10 * len(kills)))[1:] == [0, 0]

    rows = office.rows()
    arrived = Counter(mail.message_id for mail in office.server.mails)
    assert set(arrived) == {row["message_id"] for row in rows.values()}, "nothing is lost, and a repeated mail has the same id"
    assert {row["state"] for row in rows.values()} == {"sent"}
    assert max(arrived.values()) <= 2
    assert arrived.total() - len(arrived) == 3, "one for each kill between the mail's arrival and its record"


def test_a_sender_frozen_past_its_lease_cannot_undo_what_another_recorded(office: PostOffice) -> None:
    office.run("fill", "3")
    frozen = office.signalled(AT, stage="DATA", number=2, by=signal.SIGSTOP)
    os.waitid(os.P_PID, frozen.pid, os.WSTOPPED | os.WNOWAIT)
    assert office.deliver(after(minutes=10)) == [2, 0, 0]
    frozen.send_signal(signal.SIGCONT)
    said, _ = frozen.communicate(timeout=60)
    assert json.loads(said) == [1, 0, 0], "its first mail; of the second it may not speak, the third was no longer its own"
    assert {key: (row["attempt"], row["sent_at"]) for key, row in office.rows().items()} == {
        "key 0": (1, AT.isoformat()),
        "key 1": (2, after(minutes=10).isoformat()),
        "key 2": (2, after(minutes=10).isoformat()),
    }


def test_several_senders_at_once_send_each_mail_once(office: PostOffice) -> None:
    office.run("fill", "40")
    senders = [office.start("deliver", AT.isoformat()) for _ in range(2)]
    done = [json.loads(sender.communicate(timeout=60)[0]) for sender in senders]
    assert [sum(column) for column in zip(*done, strict=True)] == [40, 0, 0]
    assert Counter(mail.to for mail in office.server.mails) == {f"person{number}@lakeside.example": 1 for number in range(40)}


def test_one_mail_is_before_the_server_at_a_time_however_many_connections_are_spare(office: PostOffice) -> None:
    office.run("fill", "3")
    office.server.reply("DATA", SLOW, SLOW, SLOW)
    assert office.deliver(AT, spare=2) == [3, 0, 0]
    assert office.server.most_at_once == 1


def test_as_many_as_are_asked_for_are_before_the_server_at_a_time(office: PostOffice) -> None:
    office.run("fill", "4")
    office.server.reply("DATA", SLOW, SLOW, SLOW, SLOW)
    assert office.deliver(AT, at_once=2, spare=1) == [4, 0, 0]
    assert office.server.most_at_once == 2


def test_one_may_hang_and_the_spare_one_sends_the_others(office: PostOffice) -> None:
    office.timeout = 1
    office.run("fill", "20")
    office.server.replies_to["person0@lakeside.example"] = HANG
    assert office.deliver(AT, spare=1, patience=0.1) == [19, 0, 1]
    assert Counter(mail.to for mail in office.server.mails) == {f"person{number}@lakeside.example": 1 for number in range(1, 20)}


def test_connections_that_the_server_turns_away_leave_the_work_to_the_others(office: PostOffice) -> None:
    office.run("fill", "20")
    office.server.places = 1
    sent, failed, later = office.deliver(AT, at_once=4)
    assert (sent + later, failed) == (20, 0)
    assert later <= 3, "one message for each connection that was turned away"
