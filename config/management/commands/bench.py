"""Measure lists, pages, decisions, the sweep, sending and the CSV file on PostgreSQL, beside a floor of bare Django pages.

    make bench                 1,000 sites
    make bench SITES=100000    100,000 sites; the data are kept for the next run
    make bench SITES=1000000   a million: some minutes to make, some gigabytes on the server
    manage.py bench --drop     remove the database rollcall_bench

docs/performance.md says how to read the tables. The server is ROLLCALL_BENCH_POSTGRES, else DATABASE_URL, else the one of
this computer.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from config.amounts import at_least
from config.bench import jobs, table, web
from config.bench.ground import DATABASE, Ground, Unfit, free_port, refuse_two_drivers, server

SWEEPS = {"opens what is due": (5, 30), "nothing to do": (5, 31), "writes the morning's mail": (7, 1)}
SENDING = ((1, 0), (4, 0), (1, 20), (4, 20), (10, 20))  # mails at once, and the milliseconds a relay takes for one
DATA = "config/bench"
MADE_BY = ("*/migrations/*.py", f"{DATA}/fi*.py", f"{DATA}/storing.py", f"{DATA}/contents.py", "policies/presets/model.toml")


class Command(BaseCommand):
    """Fills its own database, measures, and says the tables."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """How much of everything."""
        parser.add_argument("--sites", type=at_least(50), default=1000, help="sites: 1000, 100000 or 1000000")
        parser.add_argument("--rounds", type=at_least(1), default=3, help="rounds whose median counts")
        parser.add_argument("--requests", type=at_least(1), default=40, help="requests of one job in one round")
        parser.add_argument("--mails", type=at_least(1), default=1500, help="mails of one measurement")
        parser.add_argument("--database", default=DATABASE, help="the benchmark's own database: dropped and made as needed")
        parser.add_argument("--drop", action="store_true", help="remove the database and do nothing else")

    def handle(self, *, sites: int, rounds: int, requests: int, mails: int, database: str, drop: bool, **_: Any) -> None:
        """Measure, or remove what was left."""
        try:
            refuse_two_drivers()
            self.ground = Ground(server(), settings.BASE_DIR, settings.VAR, database)
            if drop:
                self.ground.part("drop", database, database=self.ground.address)
                return
            self._fill(sites)
            self._web(sites, rounds, requests)
            self._sweeps(sites, rounds)
            self._sending(sites, rounds, mails)
            self._say(f"\n{table.taking_out([self.ground.part('taking_out') for _ in range(rounds)], sites)}")
        except Unfit as trouble:
            raise CommandError(str(trouble)) from None

    def _fill(self, sites: int) -> None:
        """Make the data, unless the same were made this week."""
        wanted, ground = f"{sites} sites, {fingerprint(settings.BASE_DIR)}", self.ground
        if ground.part("mark", ground.name, database=ground.address) != wanted:
            self._say(f"Inventing a district with {sites:,} sites ...")
            ground.part("create", ground.name, database=ground.address)
            ground.part("fill", sites, wanted)

    def _web(self, sites: int, rounds: int, requests: int) -> None:
        each = web.per_round(requests) * rounds
        ready = self.ground.part("ready", 2 * (each + 2))
        self._say("Measuring pages, floor and product in turn ...")
        found = web.counted(self.ground, [*jobs.reading(ready["reading"]), *jobs.deciding(ready["deciding"])])
        figures = web.run(self.ground, found, rounds=rounds, requests=requests)
        self.ground.part("rewind")
        self._say(f"\n{table.web(found, figures, sites)}\n")

    def _sweeps(self, sites: int, rounds: int) -> None:
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in SWEEPS}
        for _ in range(rounds):
            for name, (hour, minute) in SWEEPS.items():
                found[name].append(self.ground.part("tick", hour, minute))
            self.ground.part("rewind")
        self._say(f"{table.sweeps(found, sites)}\n")

    def _sending(self, sites: int, rounds: int, mails: int) -> None:
        found: dict[tuple[int, int], list[dict[str, Any]]] = {way: [] for way in SENDING}
        for _ in range(rounds):
            for at_once, delay in SENDING:
                with relay(self.ground, delay) as port:
                    count = max(1, mails // 3) if delay and at_once == 1 else mails
                    found[at_once, delay].append(self.ground.part("send", count, at_once, mail_port=port))
        self._say(table.sending(found, sites))

    def _say(self, line: str) -> None:
        self.stdout.write(f"{line}\n")
        self.stdout.flush()


@contextmanager
def relay(ground: Ground, delay: int) -> Iterator[int]:
    """A mail server in a process of its own: its port."""
    port = free_port()
    command = [sys.executable, "-m", "config.bench.sink", str(port), str(delay)]
    with subprocess.Popen(command, cwd=ground.folder, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 -- our own
        try:
            if process.stdout is None or process.stdout.readline() != "ready\n":
                raise Unfit("The mail server of the benchmark did not start.")
            yield port
        finally:
            process.kill()


def fingerprint(folder: Path) -> str:
    """What the data depend on: the migrations, what writes them, and the week, because due dates lie around today."""
    files = sorted(file for pattern in MADE_BY for file in folder.glob(pattern))
    year, week, _day = date.today().isocalendar()
    return f"{year}-{week} {hashlib.sha256(b''.join(file.read_bytes() for file in files)).hexdigest()[:12]}"
