"""The benchmark runs, on a handful of rows, and refuses what it cannot measure honestly. Its figures are no test."""

import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.urls import Resolver404, resolve

from config.bench import fill, table
from config.bench.ground import Unfit, refuse_two_drivers, server
from config.bench.web import Figures, Job
from tests.run import POSTGRES, no_postgres

from .processes import ROOT, manage, plain

DATABASE = "test_rollcall_bench"
PATIENCE = 240  # seconds; nothing waits for it where all is well


def test_it_refuses_sqlite() -> None:
    with pytest.raises(Unfit, match="measures PostgreSQL"):
        server({"DATABASE_URL": "sqlite:///somewhere.sqlite3"})


def test_its_own_address_wins_over_that_of_the_product() -> None:
    both = {"DATABASE_URL": "sqlite:///somewhere.sqlite3", "ROLLCALL_BENCH_POSTGRES": "postgres://somebody@db/else"}
    assert server(both) == "postgres://somebody@db/else"
    assert server({}) == "postgres://postgres@127.0.0.1:5432/postgres"


def test_it_refuses_two_drivers_side_by_side() -> None:
    refuse_two_drivers(lambda name: name == "psycopg2")
    with pytest.raises(Unfit, match="beside psycopg2"):
        refuse_two_drivers(lambda name: True)


def test_the_command_says_why_it_refuses() -> None:
    done = manage("bench", env=plain(ROLLCALL_BENCH_POSTGRES="sqlite:///somewhere.sqlite3"))
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The benchmark measures PostgreSQL")


@pytest.mark.parametrize(("option", "least"), [("--rounds=0", 1), ("--sites=49", 50), ("--requests=0", 1), ("--mails=0", 1)])
def test_it_refuses_to_measure_nothing(option: str, least: int) -> None:
    with pytest.raises(CommandError, match=f"is not a whole number of at least {least}"):
        call_command("bench", option)


@pytest.mark.parametrize("path", ["/list/", "/detail/1/", "/approve/1/"])
def test_the_product_does_not_know_the_pages_of_the_floor(path: str) -> None:
    with pytest.raises(Resolver404):
        resolve(path)


@pytest.mark.parametrize(("count", "due"), [(1_000, 20), (100_000, 2_000), (1_000_000, 20_000), (2_000_000, 20_000)])
def test_a_fiftieth_of_the_sites_falls_due_but_never_more_than_20_000(count: int, due: int) -> None:
    assert sum(fill.is_due(number, count) for number in range(count)) == due


def test_ratios_are_medians_of_the_ratios_of_each_round() -> None:
    floor = Job("floor: x", "list", "floor", ["/"], "")
    mine = Job("x", "list", "product", ["/"], "", goal="<= 1.5x", queries=7)
    found = {"floor: x": [of(10), of(20), of(40)], "x": [of(30), of(20), of(50)]}
    said = table.web([floor, mine], found, 1_000).splitlines()[-1]
    assert said == "| x | 1,000 | 30.0 | 30.0 | 30.0 | 9 | 7 | 1,234 | 1.25x | 1.25x | <= 1.5x |"


def of(milliseconds: float) -> Figures:
    return Figures(p50=milliseconds, p95=milliseconds, cpu=milliseconds, rate=9, size=1234)


@pytest.mark.long
@pytest.mark.processes
@pytest.mark.skipif(bool(no_postgres()), reason="the benchmark needs PostgreSQL")
def test_every_part_of_it_runs_on_a_handful_of_sites() -> None:
    env = plain(ROLLCALL_BENCH_POSTGRES=POSTGRES)
    small = ("--sites", "60", "--rounds", "1", "--requests", "2", "--mails", "4", "--database", DATABASE)
    try:
        command = [sys.executable, "manage.py", "bench", *small]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
    finally:
        dropped = manage("bench", "--drop", "--database", DATABASE, env=env)
    assert (done.returncode, done.stderr, dropped.returncode) == (0, "", 0)
    assert lines(done.stdout) == {
        "floor: table of 50", "registry, first page", "registry, deep page", "registry, one platform", "registry, a school",
        "search, a common word", "search, a rare word", "floor: page with four events", "site page", "submission page",
        "floor: approve", "decide", "opens what is due", "nothing to do", "writes the morning's mail", "1", "4", "10",
        "the whole register",
    }  # fmt: skip
    assert re.search(r"^\| floor: table of 50 \| 60 \|.*\| 3 \|", done.stdout, re.M)
    assert re.search(r"^\| floor: page with four events \| 60 \|.*\| 4 \|", done.stdout, re.M)
    assert re.search(r"^\| floor: approve \| 60 \|.*\| 9 \|", done.stdout, re.M)
    assert re.search(r"^\| the whole register \| 60 \| 0\.0 \|", done.stdout, re.M), "the register as a file"
    assert re.search(r"^\| opens what is due \| 60 \|.*\| 2 opened \|$", done.stdout, re.M)


def lines(said: str) -> set[str]:
    """What each line of the tables is about."""
    return set(re.findall(r"^\| ([^|]+?) \|", said, re.M)) - {"job", "sweep", "at once", "file", "---"}
