"""`make test` says what it did, and what it could not do here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import run
from tests.run import Leg, Result

from .processes import ROOT, free_port, plain

THREE = """
import pytest

def test_that_passes(): pass

@pytest.mark.skip(reason="no server here")
def test_that_needs_a_server(): pass

@pytest.mark.skipif(True, reason="ROLLCALL_REAL_DATA is not set")
def test_that_needs_real_data(): pass
"""


def tell(monkeypatch: pytest.MonkeyPatch, *, strict: bool = False, **legs: Leg) -> int:
    monkeypatch.setattr(run, "LEGS", legs)
    monkeypatch.setattr(run, "STRICT", strict)
    return run.main([])


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_a_leg_that_cannot_be_run_is_said_last_and_fails_only_where_nothing_may_be_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], strict: bool, code: int
) -> None:
    browser = Leg("browser", 180, Result, needs=lambda: "Chromium is not installed.")
    assert tell(monkeypatch, strict=strict, browser=browser) == code
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "browser         0 s of 180   not run",
        "",
        "Not everything was tested:",
        "- Chromium is not installed.",
    ]


def test_one_failed_leg_fails_the_whole_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Leg("first", 1, lambda: Result(ok=False, said="mypy not clean"))
    good = Leg("second", 1, lambda: Result(said="2 passed"))
    assert tell(monkeypatch, first=bad, second=good) == 1
    assert "second          0 s of   1   2 passed" in capsys.readouterr().out


def test_an_unknown_leg_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["everything"]) == 2
    assert capsys.readouterr().out == (
        "There is no leg 'everything'. There are: lint, sqlite, postgres, browser, matrix, processes.\n"
    )


def test_a_server_that_is_not_there_is_named_with_the_way_to_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr(run, "POSTGRES", f"postgres://somebody@127.0.0.1:{port}/postgres")
    said = run.no_postgres()
    assert said.startswith(f"PostgreSQL does not answer (127.0.0.1:{port}, Connection refused)")
    assert "ROLLCALL_TEST_POSTGRES=postgres://" in said


def pytest_run(folder: Path, processes: int = 0, **more: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_three.py").write_text(THREE)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.tally", "-p", "no:django", "-q", "-n", str(processes)]
    env = plain(PYTHONPATH=str(ROOT), ROLLCALL_TALLY=str(folder / "tally.json"), **more)
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_what_was_skipped_is_counted_with_its_reason_also_in_several_processes(tmp_path: Path) -> None:
    assert pytest_run(tmp_path, processes=2).returncode == 0
    counts = json.loads((tmp_path / "tally.json").read_text())
    assert counts == [1, {"no server here": 1, "ROLLCALL_REAL_DATA is not set": 1}]


def test_where_nothing_may_be_skipped_a_skipped_test_is_a_failure(tmp_path: Path) -> None:
    assert pytest_run(tmp_path, ROLLCALL_NOTHING_SKIPPED="1").returncode == 1


def test_on_postgresql_what_meets_no_database_is_left_out(tmp_path: Path) -> None:
    assert "3 deselected" in pytest_run(tmp_path, ROLLCALL_LEG="postgres").stdout
