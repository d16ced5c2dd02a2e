"""The whole product while its servers fall: no page hangs, nothing that was accepted is missing, and the morning comes."""

import re
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import monotonic

import pytest

from tests.chaos.conftest import EVE, Build, Say
from tests.chaos.invariants import broken, copies, lost, repeated
from tests.chaos.plant import Page, Plant, Visitor
from tests.chaos.servers import Broker, Cluster, rows, until
from tests.records.sink import Sink
from tests.requests.filing import ROBOTICS

SITES = 40
MORNING = "SELECT count(*) FROM records_message WHERE kind = 'digest' AND state = 'sent'"
STATEMENT = re.compile(r'name="statement_(\w+)"')
SUBMISSION = re.compile(r"/submissions/(\d+)/$")
SORRY = "Rollcall is not available right now"
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
    until("An empty outbox", lambda: broken(running.database) == {})
    assert lost(running.database, letters.mails) == []
    assert repeated(running.database, letters.mails) == []


def test_pages_do_not_notice_what_happens_to_redis(plant: Build, broker: Broker, letters: Sink, say: Say) -> None:
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
    say(f"slowest page, Redis {', '.join(f'{name} {seconds:.2f} s' for name, seconds in slowest.items())}")
    assert Counter(page.status for pages in seen.values() for page in pages) == {200: 84}
    assert max(slowest.values()) < 1
    until("The morning's mail", lambda: rows(running.database, MORNING)[0][0] >= 1, 400)
    maya = running.visitor().sign_in("maya@lakeside.example")
    due = [row[0] for row in rows(running.database, "SELECT id FROM monitoring_checkin ORDER BY id")]
    assert {maya.post(f"/check-ins/{pk}/", outcome="nothing_found").status for pk in due[:5]} == {200}
    until("An empty outbox", lambda: broken(running.database) == {})
    assert rows(running.database, "SELECT count(*) FROM monitoring_checkin WHERE state = 'answered'") == [(5,)]
    assert lost(running.database, letters.mails) == []
    assert repeated(running.database, letters.mails) == []


WAITING = """
    SELECT seat.id FROM requests_seat seat JOIN requests_step step ON step.id = seat.step_id
    WHERE step.key = 'principal' AND step.state = 'open'"""


def decide(who: Visitor, seat: int) -> Page:
    """Return one submission with a reason."""
    return who.post(f"/queue/{seat}/?verdict=return", outcome="return", reason="Please say who looks after it in summer.")


def ask(who: Visitor, number: int, school: int) -> Page:
    """Send in a form for a page; the page itself where it did not come."""
    form = who.get("/submissions/new/")
    if form.status != 200:
        return form
    statements = {f"statement_{key}": "on" for key in STATEMENT.findall(form.text)}
    typed = {**ROBOTICS, "uses_logo": "no", "page_name": f"Asked {number}", "place": str(school), "deed": "submit"}
    return who.post("/submissions/new/", **typed, **statements)


def test_while_the_database_restarts_pages_say_so_and_nothing_accepted_is_missing(
    plant: Build, cluster: Cluster, letters: Sink, say: Say
) -> None:
    running = plant(waiting=60)
    running.start("web")
    pat, maya = (running.visitor().sign_in(f"{name}@lakeside.example") for name in ("pat", "maya"))
    seats = sorted(row[0] for row in rows(running.database, WAITING))
    school = rows(running.database, "SELECT place_id FROM accounts_person WHERE email = 'maya@lakeside.example'")[0][0]
    pages: list[Page] = []
    decided: list[int] = []
    asked: list[int] = []
    is_over = Event()

    def work() -> None:
        for number, seat in enumerate(seats):
            pages.append(decide(pat, seat))
            if pages[-1].status == 200 and f"/queue/{seat}/" not in pages[-1].address:
                decided.append(seat)
            pages.append(ask(maya, number, school))
            if pages[-1].status == 200 and (there := SUBMISSION.search(pages[-1].address)):
                asked.append(int(there[1]))
            if is_over.wait(0.6 if pages[-1].status == 503 else 0.1):  # people try again a little later
                break

    recovered, own = [], []
    falls = [cluster.crash, cluster.shut] * 2
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        for fall in falls:
            Event().wait(2)
            fall()
            Event().wait(1)
            began = monotonic()
            cluster.start()
            answered_at = monotonic()
            until("A page after the restart", lambda: running.visitor().get("/sign-in/").status == 200)
            recovered.append(monotonic() - began)
            own.append(monotonic() - answered_at)
        Event().wait(2)
        is_over.set()
        working.result()
    statuses = Counter(page.status for page in pages)
    back = f"back after {max(recovered):.1f} s, {max(own):.1f} s of them once PostgreSQL answered"
    say(f"{len(falls)} falls of PostgreSQL: pages {dict(statuses)}, {back}")
    assert set(statuses) == {200, 503}
    assert {SORRY in page.text for page in pages if page.status == 503} == {True}
    assert max(recovered) <= 10
    answered = {row[0] for row in rows(running.database, "SELECT seat_id FROM requests_answer")}
    assert decided
    assert set(decided) <= answered
    stored = {row[0] for row in rows(running.database, "SELECT id FROM requests_submission WHERE status = 'open'")}
    assert asked
    assert set(asked) <= stored
    assert broken(running.database).keys() <= {"a mail still waits although its moment came"}
    running.start("worker")
    running.start("beat")
    until("An empty outbox", lambda: broken(running.database) == {})
    assert lost(running.database, letters.mails) == []
