"""What Rollcall refuses to start with, and that a production environment is clean."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from config.checks import requests_is_ours, the_demo_stays_at_home
from config.loopback import is_loopback, loopback_only

from .processes import ROOT, free_port, manage, plain

PRODUCTION = {
    "SECRET_KEY": "for this test alone: " + "".join(chr(letter) for letter in range(48, 123)),
    "ALLOWED_HOSTS": "rollcall.lakeside.example",
    "ROLLCALL_URL": "https://rollcall.lakeside.example",
    "DATABASE_URL": "postgres://rollcall:invented@127.0.0.1/rollcall",
    "EMAIL_URL": "smtp+tls://rollcall:invented@mail.lakeside.example:587",
    "MAIL_FROM": "Rollcall <rollcall@lakeside.example>",
    "BROKER_URL": "redis://127.0.0.1/0",
}


def test_a_production_environment_is_clean() -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING", env=plain(**PRODUCTION))
    assert (checked.stderr, checked.returncode) == ("", 0)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_production_has_no_default_for_what_matters(name: str) -> None:
    refused = manage("check", env=plain(**{key: value for key, value in PRODUCTION.items() if key != name}))
    assert refused.returncode == 1
    assert f"Set the {name} environment variable" in refused.stderr


def test_the_suite_itself_passes_the_checks() -> None:
    assert [*the_demo_stays_at_home(), *requests_is_ours()] == []


def test_a_foreign_requests_is_named(settings: LazySettings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    assert [error.id for error in requests_is_ours()] == ["rollcall.E001"]


@pytest.fixture
def demo(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> LazySettings:
    """The demo's settings, at home."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.DEMO = True
    settings.ROLLCALL_URL = "http://127.0.0.1:8000"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", settings.DEMO_DATABASE)
    return settings


def test_the_demo_at_home_is_clean(demo: LazySettings) -> None:
    assert the_demo_stays_at_home() == []


def test_the_demo_refuses_another_file(demo: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(demo.DATABASES["default"], "NAME", "somebody-elses.sqlite3")
    assert [error.id for error in the_demo_stays_at_home()] == ["rollcall.E002"]


def test_the_demo_refuses_another_host(demo: LazySettings) -> None:
    demo.ALLOWED_HOSTS = ["127.0.0.1", "rollcall.lakeside.example"]
    assert [str(error.msg) for error in the_demo_stays_at_home()] == [
        "The demo refuses to answer at rollcall.lakeside.example: it signs anybody in with one click."
    ]


def test_gunicorn_refuses_to_open_the_demo_to_others() -> None:
    command = [sys.executable, "-m", "gunicorn", "--bind", f"0.0.0.0:{free_port()}"]
    done = subprocess.run(
        command, cwd=ROOT, env=plain(ROLLCALL_DEMO="1"), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "The demo refuses any address but this computer's own" in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_is_this_computer(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.5", "::", "", "localhost.example", "rollcall.lakeside.example"])
def test_everything_else_is_not(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("visitor", "door", "status"),
    [("127.0.0.1", "127.0.0.1", "200 OK"), ("10.0.0.5", "127.0.0.1", "403 Forbidden"), ("127.0.0.1", "0.0.0.0", "403 Forbidden")],
)
def test_the_demo_answers_visitors_and_doors_of_this_computer_only(visitor: str, door: str, status: str) -> None:
    answered = []

    def application(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"inside"]

    def start_response(line: str, _headers: list[tuple[str, str]]) -> None:
        answered.append(line)

    body = loopback_only(application)({"REMOTE_ADDR": visitor, "SERVER_NAME": door}, start_response)
    assert answered == [status]
    assert (list(body) == [b"inside"]) is (status == "200 OK")
