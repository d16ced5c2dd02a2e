"""The whole product while its servers fall: no page hangs, nothing that was accepted is missing, and the morning comes."""

import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import monotonic

import pytest

from tests.chaos.conftest import EVE, Build
from tests.chaos.invariants import broken, copies, lost
from tests.chaos.plant import Page, Plant, Visitor
from tests.chaos.servers import Broker, Cluster, rows, until
from tests.records.sink import Sink

SITES = 40
MORNING = "SELECT count(*) FROM records_message WHERE kind = 'digest' AND state = 'sent'"
PATIENCE = 200  # seconds: two minutes to seven o'clock, a tick every minute, a delivery every twenty seconds


def the_morning_came(plant: Plant, letters: Sink, people: int = 1) -> None:
    """Every site's check is open once, its mail has left once, and nothing waits."""
    until("The morning's mail", lambda: rows(plant.database, MORNING)[0][0] >= people, PATIENCE)
    opened = rows(plant.database, "SELECT count(*), count(DISTINCT duty_id) FROM monitoring_checkin")
    assert opened == [(SITES, SITES)]
    assert set(copies(plant.database, letters.mails).values()) == {1}
    assert lost(plant.database, letters.mails) == []
    assert broken(plant.database) == {}


@pytest.mark.parametrize("beats", [2, 3])
def test_more_beats_than_one_double_nothing(plant: Build, letters: Sink, beats: int) -> None:
    running = plant(at=EVE + timedelta(seconds=90), sites=SITES)
    running.start("worker")
    for number in range(beats):
        running.start(f"beat {number}")
    the_morning_came(running, letters)
    ticks = rows(running.database, "SELECT count(*) FROM monitoring_tick")
    Event().wait(65)  # and another tick of each
    assert rows(running.database, "SELECT count(*) FROM monitoring_tick") == ticks
    the_morning_came(running, letters)


def test_ten_minutes_without_a_beat_are_made_up_for(plant: Build, letters: Sink) -> None:
    running = plant(sites=SITES)
    running.start("worker")
    running.start("beat")
    until("A tick before seven", lambda: rows(running.database, "SELECT count(*) FROM monitoring_tick")[0][0])
    running.kill("beat")
    running.jump(int(running.clock.read_text()) + 600)
    assert rows(running.database, "SELECT count(*) FROM monitoring_checkin") == [(0,)]
    running.start("beat")
    the_morning_came(running, letters)


def test_clocks_that_jump_forward_and_back_open_and_mail_nothing_twice(plant: Build, letters: Sink) -> None:
    running = plant(at=EVE + timedelta(seconds=100), sites=SITES)
    offset = int(running.clock.read_text())
    running.start("worker")
    running.start("beat")
    the_morning_came(running, letters)
    sent = len(letters.mails)
    for seconds in (-3600, 3 * 3600, -7200, 0):
        running.jump(offset + seconds)
        Event().wait(65)
    assert len(letters.mails) == sent
    the_morning_came(running, letters)


def test_workers_killed_in_the_middle_of_a_morning_lose_nothing(plant: Build, letters: Sink) -> None:
    running = plant(at=EVE + timedelta(seconds=100), sites=SITES)
    running.start("beat")
    for _ in range(5):
        running.start("worker")
        Event().wait(9)
        running.kill("worker")
    running.start("worker")
    until("The morning's mail", lambda: rows(running.database, MORNING)[0][0] >= 1, 400)
    assert rows(running.database, "SELECT count(*), count(DISTINCT duty_id) FROM monitoring_checkin") == [(SITES, SITES)]
    assert broken(running.database) == {}
    assert lost(running.database, letters.mails) == []


def test_pages_do_not_notice_what_happens_to_redis(plant: Build, broker: Broker, letters: Sink) -> None:
    running = plant(sites=SITES, waiting=30)
    running.start("web")
    running.start("worker")
    running.start("beat")
    pat = running.visitor().sign_in("pat@lakeside.example")
    seats = iter(sorted(row[0] for row in rows(running.database, WAITING)))

    def work(times: int) -> list[Page]:
        """Look around and decide something, again and again."""
        pages = []
        for _ in range(times):
            pages += [pat.get("/"), pat.get("/sites/"), pat.get("/queue/"), decide(pat, next(seats))]
        return pages

    seen = {"well": work(3)}
    broker.send(signal.SIGSTOP)
    seen["frozen"] = work(6)
    broker.send(signal.SIGCONT)
    broker.wipe()
    seen["wiped"] = work(6)
    broker.end()
    seen["stopped"] = work(6)
    broker.start()
    slowest = {name: max(page.seconds for page in pages) for name, pages in seen.items()}
    print(f"\nslowest page in seconds, Redis {slowest}")  # noqa: T201
    assert Counter(page.status for pages in seen.values() for page in pages) == {200: 84}
    assert max(slowest.values()) < 1
    until("The morning's mail", lambda: rows(running.database, MORNING)[0][0] >= 1, 400)
    assert lost(running.database, letters.mails) == []


WAITING = """
    SELECT seat.id FROM requests_seat seat JOIN requests_step step ON step.id = seat.step_id
    WHERE step.key = 'principal' AND step.state = 'open'"""


def decide(who: Visitor, seat: int) -> Page:
    """Return one submission with a reason."""
    return who.post(f"/queue/{seat}/?verdict=return", outcome="return", reason="Please say who looks after it in summer.")


def test_while_the_database_restarts_pages_say_so_and_nothing_accepted_is_missing(
    plant: Build, cluster: Cluster, letters: Sink
) -> None:
    running = plant(waiting=60)
    running.start("web")
    pat = running.visitor().sign_in("pat@lakeside.example")
    seats = sorted(row[0] for row in rows(running.database, WAITING))
    accepted: list[int] = []
    statuses: Counter[int] = Counter()

    def work() -> None:
        for seat in seats:
            page = decide(pat, seat)
            statuses[page.status] += 1
            if page.status == 200 and f"/queue/{seat}/" not in page.address:
                accepted.append(seat)
            Event().wait(0.15)

    recovered = []
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        for _ in range(3):
            Event().wait(2)
            cluster.crash()
            Event().wait(1)
            began = monotonic()
            cluster.start()
            until("A page after the restart", lambda: running.visitor().get("/sign-in/").status == 200)
            recovered.append(monotonic() - began)
        working.result()
    print(f"\nthree crashes of PostgreSQL: pages {dict(statuses)}, back after {max(recovered):.1f} s")  # noqa: T201
    assert set(statuses) <= {200, 503}
    assert max(recovered) <= 10
    answered = {row[0] for row in rows(running.database, "SELECT seat_id FROM requests_answer")}
    assert set(accepted) <= answered
    assert broken(running.database).keys() <= {"a mail still waits although its moment came"}
