"""Servers to break, made once for a run, and what stands on them."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.plant import FAKETIME, Plant
from tests.chaos.servers import Broker, Cluster, gap
from tests.house.processes import ROOT
from tests.monitoring.days import DUE, local
from tests.records.sink import Sink, sink

EVE = local(DUE, 6, 58)  # two minutes before the mails of the morning on which every site's check is due
NUMBERS = count(1)  # of folders: the names of tests are too long for one
Build = Callable[..., Plant]
Say = Callable[[str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What breaks things here is run by `make chaos` alone; what asks whether it would be noticed, on PostgreSQL."""
    for item in items:
        if "tests/chaos" in str(item.path) and not item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.chaos)


@pytest.fixture(scope="session")
def ground() -> Iterator[Path]:
    """A folder under var/ that PostgreSQL's own user can reach; elsewhere where it cannot."""
    if why := gap():
        pytest.skip(why)
    reachable = all(os.stat(folder).st_mode & 0o001 for folder in ROOT.parents)
    (ROOT / "var").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="chaos-", dir=ROOT / "var" if reachable else None))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(ground: Path) -> Iterator[Cluster]:
    server = Cluster(ground / "postgres")
    server.start()
    yield server
    server.end()


@pytest.fixture
def broker(ground: Path) -> Iterator[Broker]:
    server = Broker(ground / f"redis-{next(NUMBERS)}")
    server.start()
    yield server
    server.end()


@pytest.fixture
def letters() -> Iterator[Sink]:
    with sink() as server:
        yield server


@pytest.fixture
def plant(ground: Path, cluster: Cluster, broker: Broker, letters: Sink, request: pytest.FixtureRequest) -> Iterator[Build]:
    """Build the product at a moment: `plant(sites=20)`."""
    if FAKETIME is None:
        pytest.skip("libfaketime is not installed: apt-get install libfaketime")
    built: list[Plant] = []

    def build(at: datetime = EVE, **world: Any) -> Plant:
        made = Plant(ground / f"plant-{next(NUMBERS)}", cluster, broker, letters, **world)
        built.append(made)
        made.jump(round((at - datetime.now(UTC)).total_seconds()))
        return made

    yield build
    for made in built:
        made.stop()
    if getattr(request.node, "failed", False):
        print("\n".join(made.said() for made in built))  # noqa: T201


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remember that a test failed, so that its processes' logs are shown."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True
    return report
