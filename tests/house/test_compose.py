"""docker-compose.yml: what it may say, and that its own commands, with its own environment, are a working Rollcall."""

import re
import secrets
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from queue import Queue
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

import psycopg2
import pytest
import redis
from aiosmtpd.controller import Controller

from tests.run import POSTGRES, REDIS, no_postgres, no_redis

from .compose import APP, Here, Missing, read, text
from .processes import ROOT, Watch, free_port, with_environment

DATABASE = "test_rollcall_compose"
ROLE = "test_rollcall_application"
NUMBER = 14  # of the Redis database
PATIENCE = 120  # seconds
FILLED = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "POSTGRES_PASSWORD": "invented",
    "DATABASE_PASSWORD": "invented too",
    "ALLOWED_HOSTS": "127.0.0.1",
    "ROLLCALL_URL": "https://127.0.0.1",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "MAIL_FROM": "Rollcall <rollcall@lakeside.example>",
}
SERVICES = read(FILLED)["services"]


@pytest.mark.parametrize("name", FILLED)
def test_nothing_that_matters_has_a_default(name: str) -> None:
    with pytest.raises(Missing, match=name):
        read({key: value for key, value in FILLED.items() if key != name})


def test_every_secret_comes_from_the_environment() -> None:
    written = re.findall(r"^ +(\w*(?:PASSWORD|SECRET|KEY|TOKEN)\w*): (.+)$", text(), re.M)
    needed = [line for line in written if line != ("SECRET_KEY_FALLBACKS", "${SECRET_KEY_FALLBACKS:-}")]  # none at first
    assert [line for line in needed if not line[1].startswith("${") or ":?" not in line[1]] == []
    assert {name for name, _ in needed} == {"SECRET_KEY", "POSTGRES_PASSWORD"}
    assert re.findall(r"://\w+:(?!\$\{\w+:\?)[^/\s]*@", text()) == []


def test_the_example_names_every_variable_and_fills_in_no_secret() -> None:
    example = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text(), re.M))
    assert set(re.findall(r"\$\{(\w+)", text())) == set(example)
    assert {name: value for name, value in example.items() if value} == {
        "PROXY_COUNT": "1",
        "WEB_CONCURRENCY": "2",
        "MAIL_AT_ONCE": "1",
        "DATABASE_PREPARES": "true",
    }


def test_every_lasting_service_has_a_health_check_and_only_the_web_is_reachable_from_this_computer_alone() -> None:
    assert set(SERVICES) == {*APP, "db", "redis"}
    assert [name for name, service in SERVICES.items() if "healthcheck" not in service] == ["migrate"]
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }


def test_the_image_runs_as_nobody_in_particular_and_carries_its_static_files() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER rollcall" in lines
    assert any("collectstatic --noinput" in line for line in lines[: lines.index("USER rollcall")])


def until(what: str, there: Callable[[], Any], here: Here) -> None:
    """Ask until the answer is yes; fails with the logs when it never is."""
    deadline = monotonic() + PATIENCE
    while not there():
        if monotonic() > deadline:
            pytest.fail(f"{what} did not happen.\n{here.said()}")
        Event().wait(0.1)


@pytest.fixture
def database() -> Iterator[str]:
    """An empty database of our own; its address."""
    drop = (f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"DROP ROLE IF EXISTS {ROLE}")
    with closing(psycopg2.connect(POSTGRES)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            for statement in (*drop, f"CREATE DATABASE {DATABASE}"):
                cursor.execute(statement)
            yield urlsplit(POSTGRES)._replace(path=f"/{DATABASE}").geturl()
            for statement in drop:
                cursor.execute(statement)


def as_application(database: str) -> str:
    """The same database, for the role of web, worker and beat."""
    address = urlsplit(database)
    return address._replace(netloc=f"{ROLE}:invented@{address.hostname}:{address.port or 5432}").geturl()


@pytest.fixture
def prefix() -> Iterator[str]:
    """Keys of our own in Redis, gone afterwards."""
    mine = f"test-rollcall-{secrets.token_hex(4)}:"
    yield mine
    with closing(redis.Redis.from_url(f"{REDIS}/{NUMBER}")) as server:
        for key in server.scan_iter(f"{mine}*"):
            server.delete(key)


class Letterbox:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.mails: Queue[str] = Queue()

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        self.mails.put(envelope.content.decode())
        return "250 kept"


@pytest.fixture
def letterbox() -> Iterator[tuple[Letterbox, int]]:
    """The mail server and its port."""
    port = free_port()
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


class Visitor:
    """Somebody with a browser behind the reverse proxy: cookies, forms, https."""

    def __init__(self, port: int) -> None:
        self._plain = f"http://127.0.0.1:{port}"
        self._headers = {"X-Forwarded-Proto": "https", "Referer": f"https://127.0.0.1:{port}/"}
        policy = DefaultCookiePolicy(secure_protocols=("http", "https"))
        self._opener = build_opener(HTTPCookieProcessor(CookieJar(policy)))

    def get(self, path: str) -> str:
        return self._open(path, None)

    def post(self, path: str, **fields: str) -> str:
        """Fill in the form of a page and send it."""
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))
        assert found
        return self._open(path, urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode())

    def _open(self, path: str, data: bytes | None) -> str:
        with self._opener.open(Request(self._plain + path, data, self._headers), timeout=20) as page:
            return str(page.read().decode())


@pytest.fixture
def here(database: str, prefix: str, letterbox: tuple[Letterbox, int], tmp_path: Path) -> Here:
    """The services of the file, on this computer's servers."""
    if gap := no_redis():
        pytest.skip(gap)
    port = free_port()
    filled = {**FILLED, "ROLLCALL_URL": f"https://127.0.0.1:{port}", "EMAIL_URL": f"smtp://127.0.0.1:{letterbox[1]}"}
    services = read(filled)["services"]
    places = {
        services["migrate"]["environment"]["DATABASE_URL"]: database,
        services["web"]["environment"]["DATABASE_URL"]: as_application(database),
        services["web"]["environment"]["BROKER_URL"]: f"{REDIS}/{NUMBER}",
        "0.0.0.0:8000": f"127.0.0.1:{port}",
        "127.0.0.1:8000": f"127.0.0.1:{port}",
        "web:8000": f"127.0.0.1:{port}",
    }
    more = {"BROKER_PREFIX": prefix, "STATIC_ROOT": str(tmp_path / "static"), "ROLLCALL_VAR": str(tmp_path / "var")}
    (tmp_path / "logs").mkdir()
    return Here(services, places, more, tmp_path / "logs")


@pytest.fixture
def stopping(here: Here) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Processes that are stopped at the end, whatever happened."""
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.long
@pytest.mark.processes
@pytest.mark.skipif(bool(no_postgres()), reason="the processes of docker-compose.yml need PostgreSQL")
def test_its_own_commands_are_a_working_rollcall(
    here: Here, database: str, letterbox: tuple[Letterbox, int], stopping: list["subprocess.Popen[bytes]"]
) -> None:
    director = "director@lakeside.example"
    here.run("web", "python", "manage.py", "collectstatic", "--noinput")
    here.run("migrate")
    here.run(
        "web", "python", "manage.py", "start_district", "Lakeside Community Schools",
        "--timezone", "America/Chicago", "--director", director, "--policy", "model",
    )  # fmt: skip
    stopping += [here.start(name) for name in ("web", "worker", "beat")]
    until("The page of the web", lambda: here.is_healthy("web"), here)
    mail = letterbox[0].mails.get(timeout=PATIENCE)
    link = re.search(r"https://127\.0\.0\.1:\d+(/set-password/\S+/)", mail.replace("=\n", "").replace("=\r\n", ""))
    assert link, mail

    port = urlsplit(here.environment("web")["ROLLCALL_URL"]).port
    assert port
    visitor, password = Visitor(port), "a long demo password"
    visitor.post(link[1], new_password1=password, new_password2=password)
    home = visitor.post("/sign-in/", username=director, password=password)
    assert "Lakeside Community Schools" in home
    assert re.search(r'href="/static/css/components\.[0-9a-f]+\.css"', home)

    until("A tick", lambda: count(database, "monitoring_tick"), here)
    assert [name for name in ("web", "worker", "beat") if not here.is_healthy(name)] == []

    left = Watch(with_environment("ROLLCALL_VAR", here.environment("web")["ROLLCALL_VAR"]))
    for process in stopping:
        process.send_signal(signal.SIGTERM)
    assert left.left() == 0, here.said()
    assert [process.wait() for process in stopping] == [0, 0, 0], here.said()

    assert count(database, "records_event") > 0
    for deed in ("UPDATE records_event SET sentence = ''", "DELETE FROM records_event", "TRUNCATE policies_policyversion"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            execute(as_application(database), deed)


def count(database: str, table: str) -> int:
    """How many rows are there."""
    return int(execute(database, f"SELECT count(*) FROM {table}")[0][0])


def execute(database: str, statement: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(database)) as server, server.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
