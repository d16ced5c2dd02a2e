"""A plugin of pytest (`-p tests.chaos.summary`): at the end, what every long proof measured, and how long it took."""

from typing import Any

import pytest


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for each test, and one for each figure that it said (`say` of tests/conftest.py)."""
    terminalreporter.section("what was shown")
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            line(terminalreporter, report, outcome)


def line(terminal: Any, report: pytest.TestReport, outcome: str) -> None:
    """Whether it held, after how many seconds, which; and its figures."""
    terminal.write_line(f"{outcome:<8}{report.duration:>7.0f} s   {report.nodeid.partition('::')[2].replace('_', ' ')}")
    for name, figure in report.user_properties:
        if name == "figure":
            terminal.write_line(f"{'':<20}{figure}")
