"""The application `requests` owns its name, and nothing we ship needs the library of that name (ADR 0001)."""

import tomllib
from collections import deque
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import requests

from .processes import ROOT

NEEDED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]


def test_requests_is_the_application() -> None:
    assert requests.__file__ == str(ROOT / "requests" / "__init__.py")


@pytest.mark.parametrize("name", ["Session", "get", "exceptions"])
def test_a_library_that_wanted_the_other_one_is_told_why(name: str) -> None:
    with pytest.raises(AttributeError, match=f"'requests.{name}' does not exist: in Rollcall, `requests` is the application"):
        getattr(requests, name)


def needed_by(name: str, extras: Iterable[str]) -> list[Requirement]:
    """What one installed distribution needs here, with these extras."""
    found = [Requirement(line) for line in distribution(name).requires or ()]
    chosen = [{"extra": extra} for extra in ("", *extras)]
    return [each for each in found if each.marker is None or any(each.marker.evaluate(extra) for extra in chosen)]


def closure(requirements: Iterable[str]) -> dict[str, str]:
    """Every distribution that comes along at run time, and who wants it."""
    waiting = deque((Requirement(line), "pyproject.toml") for line in requirements)
    wanted: dict[str, str] = {}
    seen = set()
    while waiting:
        needed, by = waiting.popleft()
        name = canonicalize_name(needed.name)
        wanted.setdefault(name, by)
        if (name, frozenset(needed.extras)) in seen:
            continue
        seen.add((name, frozenset(needed.extras)))
        try:
            waiting.extend((each, name) for each in needed_by(name, needed.extras))
        except PackageNotFoundError:
            continue
    return wanted


def test_no_distribution_of_the_run_time_needs_pypis_requests() -> None:
    wanted = closure(NEEDED)
    assert {"django", "celery", "kombu", "redis", "sqlalchemy"} <= set(wanted)
    assert wanted.get("requests") is None


def test_pypis_requests_is_pinned_nowhere_for_the_run_time() -> None:
    pinned = (ROOT / "requirements" / "runtime.txt").read_text().splitlines()
    assert [line for line in pinned if line.startswith("requests=")] == []


def test_rollcall_itself_is_never_installed() -> None:
    files = (file for each in distributions() if each.name == "rollcall" for file in each.files or ())
    assert [file for file in files if Path(str(file)).parts[0] == "requests"] == []
