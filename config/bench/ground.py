"""The ground the benchmark stands on: its own database, its own environment, and what it refuses."""

import importlib.util
import json
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

DATABASE = "rollcall_bench"
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
HOST = "127.0.0.1"
PRODUCT = "config.settings"
FLOOR = "config.bench.floor.settings"
DRIVERS = ("psycopg", "psycopg2")


class Unfit(Exception):
    """The benchmark refuses to run here; the sentence says why and the way out."""


def server(environment: Mapping[str, str] = os.environ) -> str:
    """The address of the server that is to be measured. Refuses (Unfit) whatever is not PostgreSQL."""
    address = environment.get("ROLLCALL_BENCH_POSTGRES") or environment.get("DATABASE_URL") or SERVER
    if urlsplit(address).scheme not in ("postgres", "postgresql"):
        raise Unfit(
            "The benchmark measures PostgreSQL, and the address given is of something else. Name a server where databases "
            "may be made:  ROLLCALL_BENCH_POSTGRES=postgres://NAME:PASSWORD@HOST:5432/postgres make bench"
        )
    return address


def refuse_two_drivers(is_there: Callable[[str], object] = importlib.util.find_spec) -> None:
    """Refuse (Unfit) psycopg 3 beside psycopg2: Django takes the newer without a word, and the figures are another's."""
    if all(is_there(name) for name in DRIVERS):
        raise Unfit("psycopg 3 is installed beside psycopg2, and Django would use it: uninstall one of them (psycopg).")


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        return int(door.getsockname()[1])


@dataclass(frozen=True)
class Ground:
    """Where everything of one run takes place: the server, the database on it, and the folder of the project.

    Children run in the settings of production, told by their environment alone.
    """

    address: str
    folder: Path
    var: Path
    name: str = DATABASE
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    def database(self) -> str:
        """The address of the benchmark's own database."""
        return urlunsplit(urlsplit(self.address)._replace(path=f"/{self.name}"))

    def environment(self, *, settings: str = PRODUCT, mail_port: int = 25, database: str = "") -> dict[str, str]:
        """What a process in production is told. Requests come as from a proxy that speaks https."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("ROLLCALL_", "DJANGO_"))}
        return kept | {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": database or self.database(),
            "SECRET_KEY": self.secret,
            "ALLOWED_HOSTS": HOST,
            "ROLLCALL_URL": f"https://{HOST}",
            "EMAIL_URL": f"smtp://{HOST}:{mail_port}",
            "STATIC_ROOT": str(self.var / "bench" / "static"),
        }

    def part(self, name: str, *words: object, **environment: Any) -> Any:
        """Do one part of the work in a process of its own (config.bench.parts); what it found out."""
        command = [sys.executable, "-m", "config.bench.parts", name, *map(str, words)]
        done = subprocess.run(  # noqa: S603 -- our own module, in our own interpreter
            command, cwd=self.folder, env=self.environment(**environment), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unfit(f"The part {name!r} of the benchmark failed:\n{done.stderr[-3000:]}")
        return json.loads(done.stdout.splitlines()[-1])
