"""Pages measured from outside: the product and the floor, each behind gunicorn with two sync workers."""

import http.client
import itertools
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from .ground import FLOOR, HOST, PRODUCT, Ground, Unfit, free_port

WORKERS = 2
PATIENCE = 60  # seconds until a server must answer
BURST = 2  # requests at once, for requests a second
IN_TURN = 5  # requests of a job before the next one's
WARM = 6  # requests before each round of a job, so that both workers have seen it
SETTINGS = {"product": PRODUCT, "floor": FLOOR}


@dataclass(frozen=True)
class Job:
    """A page or a deed: asked for again and again, each time at the next of its addresses."""

    name: str
    kind: str
    side: str
    paths: Sequence[str]
    session: str
    form: dict[str, Any] | None = None
    goal: str = ""
    queries: int = 0

    @property
    def status(self) -> int:
        """What a right answer is."""
        return 302 if self.form is not None else 200


@dataclass(frozen=True)
class Figures:
    """One round of one job: milliseconds, requests a second, bytes."""

    p50: float
    p95: float
    cpu: float
    rate: float
    size: int


class Server:
    """gunicorn with its workers; their CPU time is read from the system."""

    def __init__(self, ground: Ground, side: str, log: Path) -> None:
        """Start it and wait until both workers are there."""
        self.port = free_port()
        command = [
            sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"{HOST}:{self.port}", "--worker-class",
            "sync", "--threads", "1", "--workers", str(WORKERS), "--max-requests", "0", "--log-level", "warning",
        ]  # fmt: skip
        log.parent.mkdir(parents=True, exist_ok=True)
        self._log = log
        with log.open("w") as output:
            self._process = subprocess.Popen(  # noqa: S603 -- our own server, in our own interpreter
                command, cwd=ground.folder, env=ground.environment(settings=SETTINGS[side]), stdout=output, stderr=output
            )
        self._workers = self._wait()

    def _wait(self) -> list[int]:
        end = time.monotonic() + PATIENCE
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        while time.monotonic() < end and self._process.poll() is None:
            found = [int(pid) for pid in children.read_text().split()]
            if len(found) == WORKERS:
                return found
            time.sleep(0.1)
        self.stop()
        raise Unfit(f"gunicorn did not start:\n{self._log.read_text()[-3000:]}")

    def cpu(self) -> float:
        """Milliseconds of CPU that the workers have used; they have one thread each."""
        return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in self._workers) / 1e6

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def servers(ground: Ground) -> Iterator[dict[str, Server]]:
    """Product and floor side by side."""
    started: dict[str, Server] = {}
    try:
        for side in SETTINGS:
            started[side] = Server(ground, side, ground.var / "bench" / f"{side}.log")
        yield started
    finally:
        for server in started.values():
            server.stop()


def ask(port: int, job: Job, path: str) -> tuple[float, int]:
    """One request on a connection of its own, as through a proxy that speaks https: milliseconds and bytes."""
    token = secrets.token_hex(16)
    headers = {"Cookie": f"sessionid={job.session}; csrftoken={token}", "X-Forwarded-Proto": "https"}
    body = None
    if job.form is not None:
        body = urlencode({**job.form, "csrfmiddlewaretoken": token})
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}:{port}"}
    began = time.perf_counter()
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    connection.request("POST" if body is not None else "GET", path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    taken = (time.perf_counter() - began) * 1000
    wrong = answer.status != job.status or "sign-in" in (answer.getheader("Location") or "")
    if wrong:
        raise Unfit(f"{path} answered {answer.status} instead of {job.status}:\n{content[:2000].decode(errors='replace')}")
    return taken, len(content)


def measure(
    running: dict[str, Server], group: Sequence[Job], following: dict[str, Callable[[], str]], requests: int
) -> list[Figures]:
    """One round of a floor and the jobs that stand on it: a few requests of each in turn, until each had so many.

    So a computer that becomes faster or slower meanwhile does so for all of them. The times and the CPU are of requests one
    after the other; then two at once for requests a second.
    """
    taken: dict[str, list[tuple[float, int]]] = {job.name: [] for job in group}
    cpu = dict.fromkeys(taken, 0.0)
    for job in group:
        burst(running[job.side], job, [following[job.name]() for _ in range(WARM)])
    for done in range(0, requests, IN_TURN):
        for job in group:
            server = running[job.side]
            before = server.cpu()
            taken[job.name] += [ask(server.port, job, following[job.name]()) for _ in range(min(IN_TURN, requests - done))]
            cpu[job.name] += server.cpu() - before
    seconds = [burst(running[job.side], job, [following[job.name]() for _ in range(requests)]) for job in group]
    return [_figures(taken[job.name], cpu[job.name], requests / each) for job, each in zip(group, seconds, strict=True)]


def _figures(taken: Sequence[tuple[float, int]], cpu: float, rate: float) -> Figures:
    times = [milliseconds for milliseconds, _size in taken]
    p95 = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return Figures(median(times), p95, cpu / len(times), rate, round(median(size for _milliseconds, size in taken)))


def burst(server: Server, job: Job, paths: Sequence[str]) -> float:
    """These requests, two at once: the seconds all of them took."""
    began = time.perf_counter()
    with ThreadPoolExecutor(BURST) as pool:
        list(pool.map(lambda path: ask(server.port, job, path), paths))
    return time.perf_counter() - began


def per_round(requests: int) -> int:
    """How many requests one round of one job makes."""
    return 2 * requests + WARM


def run(ground: Ground, jobs: Sequence[Job], *, rounds: int, requests: int) -> dict[str, list[Figures]]:
    """Every job in each round, those that stand on one floor beside it."""
    following = {job.name: itertools.cycle(job.paths).__next__ for job in jobs}
    found: dict[str, list[Figures]] = {job.name: [] for job in jobs}
    with servers(ground) as running:
        for _ in range(rounds):
            for group in groups(jobs):
                for job, figures in zip(group, measure(running, group, following, requests), strict=True):
                    found[job.name].append(figures)
    return found


def groups(jobs: Sequence[Job]) -> list[list[Job]]:
    """Each floor with the jobs that follow it."""
    found: list[list[Job]] = []
    for job in jobs:
        if job.side == "floor" or not found:
            found.append([])
        found[-1].append(job)
    return found


def counted(ground: Ground, jobs: Sequence[Job]) -> list[Job]:
    """The same jobs with the numbers of their queries. A deed uses up its last two addresses for that."""
    found: dict[str, int] = {}
    for side, settings in SETTINGS.items():
        mine = [job for job in jobs if job.side == side]
        words = json.dumps(
            [
                {"paths": [*job.paths, *job.paths][-2:], "form": job.form, "session": job.session, "status": job.status}
                for job in mine
            ]
        )
        found |= zip((job.name for job in mine), ground.part("queries", words, settings=settings), strict=True)
    return [replace(job, queries=found[job.name], paths=job.paths if job.form is None else job.paths[:-2]) for job in jobs]
