"""What a run of pytest skipped, and what a leg of `make test` leaves out.

A plugin (`-p tests.tally`), so that it also counts where tests run in several processes. `ROLLCALL_LEG=postgres` keeps the
tests that meet a database, but for those of screens: the others say the same on both. `ROLLCALL_NOTHING_SKIPPED=1` makes a
skipped test a failure, unless it asks for real data, which do not belong to the project.
"""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

REAL_DATA = "ROLLCALL_REAL_DATA"  # how the reason of such a skip begins
SCREENS = ("_pages", "_screens")  # how a file is called whose tests are of screens; rules and services have files of their own
DATABASE = {"db", "transactional_db", "live_server"}


class Tally:
    """Counts outcomes in the process that gathers them, and tells tests/run.py."""

    def __init__(self) -> None:
        self.passed = 0
        self.skipped: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Once per test and phase."""
        self.passed += report.passed and report.when == "call"
        if report.skipped:
            self.skipped[reason_of(report)] += 1

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the numbers down; refuse skipped tests where none may be."""
        if path := os.environ.get("ROLLCALL_TALLY"):
            Path(path).write_text(json.dumps([self.passed, self.skipped]))
        if any(is_a_gap(reason) for reason in self.skipped) and os.environ.get("ROLLCALL_NOTHING_SKIPPED") == "1":
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def reason_of(report: pytest.TestReport) -> str:
    """Why a test was skipped, in its own words."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def is_a_gap(reason: str) -> bool:
    """Whether a test that was skipped for this reason leaves something untested that could be tested anywhere."""
    return not reason.startswith(REAL_DATA)


def meets_database(item: pytest.Item) -> bool:
    """Whether a test is for both databases: not where it meets none, and not what a screen says, which runs once."""
    if item.get_closest_marker("once") or item.path.stem.endswith(SCREENS):
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres"))
    return marked or bool(DATABASE & set(getattr(item, "fixturenames", ())))


def pytest_configure(config: pytest.Config) -> None:
    """Count in the gathering process only."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Tally(), "rollcall-tally")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run what meets the database."""
    if os.environ.get("ROLLCALL_LEG") != "postgres":
        return
    kept = [item for item in items if meets_database(item)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not meets_database(item)])
        items[:] = kept
