"""Run the whole product on this computer, with invented districts: web, worker and beat. Ctrl-C stops all of it.

    make demo                 at http://127.0.0.1:8000; a second start keeps the data
    make demo PORT=8001       somewhere else
    make demo-reset           begin again

Needs nothing but Python: SQLite, Celery over a file, mail into a folder, all of it under `var/`.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connections
from django.utils import timezone

from config.celery import prepare_broker
from config.demo.crew import Crew, Stopped
from config.demo.ground import LOOPBACK, Taken, forget, only_one, refuse_taken_port
from config.demo.seed import last_school_morning, seed

CELERY = ("-m", "celery", "--quiet", "-A", "config")


class Command(BaseCommand):
    """Prepares the data, starts three processes, waits until one of them or somebody stops."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """The port is the environment's PORT, because links in mails need it too."""
        parser.add_argument("--reset", action="store_true", help="forget the data and begin again")

    def handle(self, *, reset: bool, **_: Any) -> None:
        """Run until Ctrl-C, SIGTERM, or the end of a process."""
        for number in (signal.SIGINT, signal.SIGTERM):  # a shell that starts it in the background has it ignore Ctrl-C
            signal.signal(number, signal.default_int_handler)
        try:
            with only_one(settings.VAR, settings.OWN_URL):
                refuse_taken_port(settings.PORT)
                self._prepare(reset=reset)
                self._run()
        except (Taken, Stopped) as trouble:
            raise CommandError(str(trouble)) from None
        except KeyboardInterrupt:
            self._say("\nStopped.")

    def _prepare(self, *, reset: bool) -> None:
        """Database, invented districts, and the real mail of their last school morning."""
        made = settings.VAR / "demo-made"  # without it the data were never finished, and are made again
        if reset or not made.exists():
            forget(made, settings.DEMO_DATABASE, settings.MAIL_FOLDER, settings.EVIDENCE_FOLDER)
        forget(settings.BROKER_FILE)
        self._say("Preparing the database ...")
        call_command("migrate", verbosity=0)
        now = timezone.now()
        if not made.exists():
            self._say("Inventing six districts: schools, people, pages, requests at every stage ...")
            seed(at=now)
            made.touch()
        self._say("Sending the mail of the last school morning ...")
        call_command("sweep", at=last_school_morning(now).isoformat(), stdout=self.stdout)
        call_command("deliver", stdout=self.stdout)
        prepare_broker()
        connections.close_all()

    def _run(self) -> None:
        with Crew(commands(settings.PORT), folder=settings.BASE_DIR, logs=settings.VAR / "log") as crew:
            while not answers(settings.OWN_URL):
                crew.look()
            self._say(f"\nOpen {settings.OWN_URL}\nCtrl-C stops everything. Logs: {shown(settings.VAR / 'log')}")
            while True:
                crew.look()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def commands(port: int) -> dict[str, Sequence[str]]:
    """What runs, by name. Two workers are enough: the broker carries ticks only."""
    python = sys.executable
    web = ("-m", "gunicorn", "--bind", f"{LOOPBACK}:{port}", "--workers", "1", "--graceful-timeout", "3", "--no-control-socket")
    worker = ("worker", "--loglevel", "warning", "--concurrency", "2", "--without-gossip", "--without-mingle")
    return {
        "web": (python, *web),
        "worker": (python, *CELERY, *worker),
        "beat": (python, *CELERY, "beat", "--loglevel", "warning", "-S", "celery.beat:Scheduler"),
    }


def answers(address: str) -> bool:
    """Whether the health page is there."""
    try:
        with urlopen(f"{address}/healthz", timeout=5) as page:  # noqa: S310 -- our own http address
            return bool(page.status == 200)
    except (URLError, OSError):
        return False


def shown(path: Path) -> str:
    """A path as one would type it here."""
    return os.path.relpath(path)
