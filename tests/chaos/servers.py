"""PostgreSQL and Redis of our own, on free ports under var/, to be stopped, frozen and wiped. Nobody else's are touched."""

import os
import pwd
import shutil
import signal
import subprocess
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import redis

from tests.house.processes import free_port

PATIENCE = 60  # seconds
PLACES = (*os.environ["PATH"].split(os.pathsep), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"))))
SEARCHED = os.pathsep.join(PLACES)


class Away(RuntimeError):
    """Something that was waited for never came."""


def program(name: str) -> str:
    """Where a server's program is; empty where it is not installed."""
    return shutil.which(name, path=SEARCHED) or ""


def gap() -> str:
    """Why nothing can be broken here; empty where all servers can be started."""
    absent = [name for name in ("initdb", "postgres", "redis-server") if not program(name)]
    return f"{', '.join(absent)} not installed: apt-get install postgresql redis-server" if absent else ""


def until(what: str, there: Any, patience: float = PATIENCE) -> Any:
    """Ask until the answer is yes, and hand it over; refuses (Away) when it never is."""
    deadline = monotonic() + patience
    while not (answer := there()):
        if monotonic() > deadline:
            raise Away(f"{what} did not happen within {patience:.0f} s")
        Event().wait(0.05)
    return answer


class Server:
    """One process that can be stopped, killed, frozen and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def send(self, number: signal.Signals) -> None:
        """Freeze it (SIGSTOP), let it go on (SIGCONT), or end it."""
        assert self._process is not None
        self._process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM) -> None:
        """End it and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(number)
            self._process.wait(PATIENCE)
            self._process = None

    def _run(self, *command: str, **how: Any) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, **how)


class Cluster(Server):
    """A PostgreSQL cluster. It refuses to run as root, so root hands it to the user that its package brought."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True)
        self._who: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            self._who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        made = [
            program("initdb"),
            "-D",
            str(folder / "data"),
            "-U",
            "rollcall",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale",
            "C.UTF-8",
        ]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd="/", **self._who)
        (folder / "log").touch()

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": 60}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._run(program("postgres"), "-D", str(self.folder / "data"), *words, cwd="/", **self._who)
        until("An answer of PostgreSQL", self._answers)

    def crash(self) -> None:
        """The server dies without tidying up, as at a loss of power."""
        self.end(signal.SIGQUIT)

    def shut(self) -> None:
        """The server is restarted as for an update: it tidies up, and sends everybody away first."""
        self.end(signal.SIGINT)

    def database(self, name: str) -> str:
        """An empty database; its address."""
        with closing(psycopg2.connect(self.address("postgres"))) as server:
            server.autocommit = True
            with server.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                cursor.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgres://rollcall@127.0.0.1:{self.port}/{name}"

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.address("postgres"), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True


class Broker(Server):
    """A Redis that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True)
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = ("--port", str(self.port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1")
        self._run(program("redis-server"), *words, cwd=self.folder)
        until("An answer of Redis", self._answers)

    def wipe(self) -> None:
        """Forget everything."""
        with closing(redis.Redis.from_url(self.url)) as server:
            server.flushall()

    def _answers(self) -> bool:
        try:
            with closing(redis.Redis.from_url(self.url, socket_timeout=2)) as server:
                return bool(server.ping())
        except redis.RedisError:
            return False


def rows(address: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a database answers to one question."""
    assert urlsplit(address).scheme == "postgres"
    with closing(psycopg2.connect(address)) as server, server.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()
