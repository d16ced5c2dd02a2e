"""200 kills over 5,000 mails: nothing is lost, hardly anything comes twice, and never under another Message-ID."""

import itertools
import os
import random
import signal
import subprocess
import sys
from datetime import timedelta
from threading import Event

import pytest

from tests.chaos.conftest import Say
from tests.chaos.invariants import broken, copies, lost, repeated
from tests.chaos.servers import Cluster, rows
from tests.house.processes import ROOT
from tests.records.sink import DROP, HANG, SLOW, Sink
from tests.records.writing import AT

MAILS, KILLS = 5_000, 200
SPARE = "1"  # connection, as config.settings has it
MOST_BETWEEN = 30  # mails until a kill; half of it on average, and some more until it hits: 5,000 are enough for 200
PASS = timedelta(seconds=60)  # from one start of the sender to the next
LEASES = timedelta(minutes=6)  # what a killed sender held is free again


class Office:
    """An outbox on the cluster, and senders that come and go."""

    def __init__(self, cluster: Cluster, sink: Sink, name: str, *, timeout: float = 20) -> None:
        self.database = cluster.database(name)
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.records.sender_settings",
            "DATABASE_URL": self.database,
            "SINK_PORT": str(sink.port),
            "SINK_TIMEOUT": str(timeout),
        }
        assert subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=self._environment).returncode == 0

    def start(self, *words: str, complaints: int | None = None) -> "subprocess.Popen[str]":
        command, out = [sys.executable, "-m", "tests.records.sender", *words], subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=out, stderr=complaints, text=True)

    def run(self, *words: str) -> str:
        said, _ = self.start(*words).communicate(timeout=600)
        return said


def kill_after(sender: "subprocess.Popen[str]", seconds: float) -> None:
    """kill -9 by a process of its own: in this one the mail server's thread would choose the moment, right after an answer."""
    subprocess.run(["sh", "-c", f"sleep {seconds:.4f}; kill -9 {sender.pid}"], check=True)
    assert sender.wait() == -signal.SIGKILL


def after_mails(letters: Sink, count: int) -> Event:
    """Set as soon as the mail server has heard of so many mails from now on, however quick the computer is."""
    heard = Event()
    number = itertools.count(1)

    def watch(stage: str, _of_all: int) -> None:
        if stage == "RCPT" and next(number) >= count:
            heard.set()

    letters.watch = watch
    return heard


def nothing_is_missing(office: Office, letters: Sink) -> int:
    """Every mail arrived, none more often than it was tried; how often one came again."""
    assert broken(office.database) == {}
    assert lost(office.database, letters.mails) == []
    assert repeated(office.database, letters.mails) == []
    arrived = copies(office.database, letters.mails)
    assert min(arrived.values()) == 1
    return sum(count - 1 for count in arrived.values())


def of_each_life(letters: Sink, begins: list[int]) -> list[int]:
    """How many mails came again of those that arrived in each life of a sender; `begins`: how many had arrived before each."""
    last = {mail.message_id: place for place, mail in enumerate(letters.mails)}
    again = [place for place, mail in enumerate(letters.mails) if last[mail.message_id] != place]
    ends = [*begins[1:], len(letters.mails)]
    return [sum(begin <= place < end for place in again) for begin, end in zip(begins, ends, strict=True)]


@pytest.mark.parametrize("at_once", [1, 4], ids=["as installed", "four at once"])
def test_two_hundred_kills_lose_nothing(cluster: Cluster, letters: Sink, say: Say, at_once: int) -> None:
    office = Office(cluster, letters, "killed")
    office.run("fill", str(MAILS))
    dice, moment = random.Random(4), AT
    begins: list[int] = []
    while len(begins) < KILLS:
        heard = after_mails(letters, dice.randint(1, MOST_BETWEEN))
        sender = office.start("deliver", moment.isoformat(), str(at_once), SPARE)
        begins.append(len(letters.mails))  # it is not ready to send yet; what its predecessor left at the server has arrived
        assert heard.wait(60), "nothing is left to be killed at"
        kill_after(sender, dice.uniform(0, 0.01))  # seconds: somewhere in the few mails after that
        moment += PASS
    letters.watch = lambda stage, number: None
    moment += LEASES
    office.run("deliver", moment.isoformat(), "4")

    doubles = nothing_is_missing(office, letters)
    repeats = of_each_life(letters, begins)
    how = f"{KILLS} kills over {MAILS:,} mails, {at_once} at once and a spare connection"
    say(f"{how}: 0 lost, {doubles} came twice ({doubles / KILLS:.2f} for each kill, {max(repeats)} at most)")
    assert sum(repeats) == doubles
    assert max(repeats) <= at_once, "one mail for each that is on its way at a time"
    assert doubles <= 0.2 * KILLS * at_once, "on average, for each of them"


def test_a_database_that_falls_under_its_senders_loses_nothing(cluster: Cluster, letters: Sink, say: Say) -> None:
    office = Office(cluster, letters, "fallen")
    office.run("fill", "1500")
    dice, moment = random.Random(9), AT
    falls = [cluster.crash, cluster.shut] * 5
    for fall in falls:
        first = after_mails(letters, 1)
        sender = office.start("deliver", moment.isoformat(), "4", complaints=subprocess.DEVNULL)
        assert first.wait(60), "nothing is left to be sent"
        Event().wait(dice.uniform(0, 0.4))
        fall()
        sender.communicate(timeout=60)
        cluster.start()
        moment += PASS
    letters.watch = lambda stage, number: None
    moment += LEASES
    office.run("deliver", moment.isoformat(), "4")
    doubles = nothing_is_missing(office, letters)
    say(f"{len(falls)} falls of PostgreSQL under four mails at a time: 0 of 1,500 lost, {doubles} came twice")
    assert doubles <= 4 * len(falls), "one for each mail on its way"


def test_a_mail_server_in_every_mood_loses_nothing(cluster: Cluster, letters: Sink, say: Say) -> None:
    count = 400
    office = Office(cluster, letters, "moods", timeout=1)
    office.run("fill", str(count))
    dice = random.Random(7)
    gone = {f"person{number}@lakeside.example" for number in dice.sample(range(count), 20)}
    letters.replies_to = dict.fromkeys(gone, "550 5.1.1 nobody of that name")
    swallowed = 0
    moment = AT
    for number in range(12):
        letters.places = 0 if number == 4 else None  # it refuses everybody
        letters.reply("RCPT", *["250 OK", "450 4.7.1 greylisted, come again"] * 3)
        moods = ["451 4.7.1 greylisted, come again"] * 6 + ["452 4.3.1 full"] * 3 + [DROP] * 3 + [HANG] * 2 + [SLOW] * 4
        dice.shuffle(moods)
        letters.reply("DATA", *(mood for some in moods for mood in ["250 OK"] * dice.randrange(6) + [some]))
        swallowed += moods.count(DROP) + moods.count(HANG)
        office.run("deliver", moment.isoformat(), "4")
        moment += timedelta(minutes=11)
    letters._replies.clear()
    for _ in range(4):
        office.run("deliver", moment.isoformat(), "4")
        moment += timedelta(minutes=31)

    states = dict(rows(office.database, "SELECT to_address, state FROM records_message"))
    assert {address for address, state in states.items() if state == "failed"} == gone
    assert set(states.values()) == {"sent", "failed"}
    assert broken(office.database) == {}
    assert lost(office.database, letters.mails) == []
    doubles = sum(max(copies - 1, 0) for copies in copies(office.database, letters.mails).values())
    say(f"{count} mails through a moody server: {doubles} came again after {swallowed} answers that never arrived")
    assert doubles <= swallowed + 12 * 9, "a mail comes again only where its acceptance was refused or swallowed"


def test_a_frozen_sender_cannot_undo_what_another_recorded(cluster: Cluster, letters: Sink) -> None:
    office = Office(cluster, letters, "frozen")
    office.run("fill", "40")
    halfway = Event()
    letters.watch = lambda stage, number: halfway.set() if (stage, number) == ("DATA", 10) else None
    frozen = office.start("deliver", AT.isoformat(), "1")
    assert halfway.wait(60)
    frozen.send_signal(signal.SIGSTOP)
    letters.watch = lambda stage, number: None
    later = AT + LEASES
    office.run("deliver", later.isoformat(), "1")
    before = rows(office.database, "SELECT key, attempt, sent_at FROM records_message ORDER BY id")
    frozen.send_signal(signal.SIGCONT)
    frozen.communicate(timeout=60)
    assert rows(office.database, "SELECT key, attempt, sent_at FROM records_message ORDER BY id") == before
    assert broken(office.database) == {}
