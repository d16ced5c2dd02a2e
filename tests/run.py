"""Everything that says whether Rollcall works: `make test`, or a part of it, `python -m tests.run lint sqlite`.

Runs every leg even after one has failed, says how long each took, and in its last lines what could not be tested here
and how to change that. With ROLLCALL_NOTHING_SKIPPED=1 (.ci/run) whatever could not be tested is a failure.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.tally import is_a_gap

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
POSTGRES = os.environ.get("ROLLCALL_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("ROLLCALL_TEST_REDIS", "redis://127.0.0.1:6379")
STRICT = os.environ.get("ROLLCALL_NOTHING_SKIPPED") == "1"
NOTHING_COLLECTED = 5  # pytest's exit code
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)  # the first draws no window: a fifth less to do
FOREIGN = (  # what a leg does not take from whoever starts it; without the last, tests are compiled once for all legs
    "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ROLLCALL_DEMO", "ROLLCALL_URL", "ROLLCALL_VAR", "BROKER_URL", "PORT",
    "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip
LINTERS = {
    "ruff check": ("ruff", "check", "--quiet", "--output-format", "concise", "."),
    "ruff format": ("ruff", "format", "--check", "--output-format", "concise", "."),
    "mypy": ("mypy", "--no-error-summary"),
    "import-linter": ("lint-imports", "--no-cache"),
    "djlint": ("djlint", "--lint", "--quiet", "templates"),
}


@dataclass
class Result:
    """How one leg went."""

    seconds: float = 0
    ok: bool = True
    said: str = ""
    gaps: list[str] = field(default_factory=list)  # what could not be tested here
    extras: list[str] = field(default_factory=list)  # what needs more than the project to be tested


@dataclass(frozen=True)
class Leg:
    """One part of the whole: what it needs to be there, what it runs, and the seconds it should stay within on two cores."""

    name: str
    budget: int
    run: Callable[[], Result]
    needs: Callable[[], str] = str


def lint() -> Result:
    """All linters at once; what they say is shown when one of them objects."""
    started = {name: start(command) for name, command in LINTERS.items()}
    said = {name: process.communicate()[0] for name, process in started.items()}
    bad = [name for name, process in started.items() if process.returncode]
    for name in bad:
        print(f"--- {name}\n{said[name]}")
    return Result(ok=not bad, said=f"{', '.join(bad)} not clean" if bad else "clean")


def start(command: tuple[str, ...]) -> "subprocess.Popen[str]":
    """A tool of this environment, whose output is kept."""
    output = subprocess.PIPE
    return subprocess.Popen([BIN / command[0], *command[1:]], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, text=True)


def pytest(which: str, where: str = "tests", **environment: str) -> Result:
    """One run of pytest over the tests with these markers in a folder, in parallel; skipped tests are gaps."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.json"
        options = ("-p", "tests.tally", "-q", "-n", "auto", "--dist", "worksteal", "-m", which)
        command = [sys.executable, "-m", "pytest", *options, where]
        done = subprocess.run(command, cwd=ROOT, env={**kept, **environment, "ROLLCALL_TALLY": str(tally)}, check=False)
        passed, skipped = json.loads(tally.read_text()) if tally.exists() else (0, {})
    if done.returncode == NOTHING_COLLECTED:
        return Result(ok=False, said="no test was found")
    lines = {True: list[str](), False: list[str]()}
    for reason, count in skipped.items():
        lines[is_a_gap(reason)].append(f"{count} skipped: {reason}")
    said = f"{passed:,} passed{', FAILED' * bool(done.returncode)}"
    return Result(ok=done.returncode == 0, said=said, gaps=lines[True], extras=lines[False])


def no_postgres() -> str:
    """Why nothing can run on PostgreSQL; empty where it can."""
    trouble = unreachable(POSTGRES, 5432)
    return trouble and (
        f"PostgreSQL does not answer ({trouble}): nothing ran on it. To have it, apt-get install postgresql, or name a server "
        "where databases may be made:\n    ROLLCALL_TEST_POSTGRES=postgres://NAME:PASSWORD@HOST:5432/postgres make test"
    )


def no_redis() -> str:
    """Why the processes of docker-compose.yml were not tried; empty where they can be."""
    trouble = unreachable(REDIS, 6379)
    return trouble and (
        f"Redis does not answer ({trouble}): the processes of docker-compose.yml were not tried. To have it, apt-get install "
        "redis-server, or name a server:\n    ROLLCALL_TEST_REDIS=redis://HOST:6379 make test"
    )


def no_browser() -> str:
    """Why no journey can be made; empty where one can."""
    if any(shutil.which(name) for name in BROWSERS):
        return ""
    return "Chromium is not installed: no browser journey was made. To have it, apt-get install chromium."


def unreachable(address: str, port: int) -> str:
    """Where and why nobody answers at the address of a server; empty where somebody does."""
    parts = urlsplit(address)
    place = (parts.hostname or "127.0.0.1", parts.port or port)
    try:
        socket.create_connection(place, timeout=3).close()
    except OSError as trouble:
        return f"{place[0]}:{place[1]}, {trouble.strerror or trouble}"
    return ""


EVERYWHERE = "not browser and not matrix and not chaos and not processes"
# No test cuts the server's power, so none has to wait for its disk; `make chaos` does and has a server of its own.
HASTY = {"DATABASE_URL": POSTGRES, "PGOPTIONS": "-c synchronous_commit=off"}
LEGS = {
    "lint": Leg("lint", 60, lint),
    "sqlite": Leg("SQLite", 150, partial(pytest, f"{EVERYWHERE} and not postgres")),
    "postgres": Leg("PostgreSQL", 150, partial(pytest, EVERYWHERE, ROLLCALL_LEG="postgres", **HASTY), no_postgres),
    "browser": Leg("browser", 180, partial(pytest, "browser", "tests/browser", ROLLCALL_LEG="browser"), no_browser),
    "matrix": Leg("URL matrix", 120, partial(pytest, "matrix")),
    "processes": Leg("processes", 90, partial(pytest, "processes")),
}


def go(leg: Leg) -> Result:
    """Run one leg, or say why it cannot be run here."""
    print(f"\n=== {leg.name}", flush=True)
    if gap := leg.needs():
        return Result(ok=not STRICT, said="not run", gaps=[gap])
    began = time.monotonic()
    result = leg.run()
    result.seconds = time.monotonic() - began
    return result


def main(names: list[str]) -> int:
    """Run the legs named, or all; the exit code is 1 where one failed, or was not run although it had to be."""
    if unknown := [name for name in names if name not in LEGS]:
        print(f"There is no leg {unknown[0]!r}. There are: {', '.join(LEGS)}.")
        return 2
    results = {name: go(LEGS[name]) for name in names or LEGS}
    print()
    for name, result in results.items():
        print(f"{LEGS[name].name:<12}{result.seconds:>5.0f} s of {LEGS[name].budget:>3}   {result.said}")
    gaps = [gap for result in results.values() for gap in result.gaps]
    if "processes" in results and (gap := no_redis()):
        gaps.append(gap)
    extras = {extra for result in results.values() for extra in result.extras}
    if gaps or extras:
        print("\nNot everything was tested:")
        print("\n".join(f"- {line}" for line in [*sorted(extras), *gaps]))
    return int(not all(result.ok for result in results.values()) or (STRICT and bool(gaps)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
