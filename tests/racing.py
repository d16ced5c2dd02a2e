"""Several at the same moment, each in a thread and over a connection of its own: on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from accounts.rules import Refused

Said = TypeVar("Said")
Deed = Callable[[], object]


def at_once(*deeds: Callable[[], Said]) -> list[Said]:
    """Let every deed begin at the same moment; what each returned, in their order."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], Said]) -> Said:
        try:
            gate.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def race(*deeds: Deed) -> list[str]:
    """The same with deeds of which some may be refused: "won", or the sentence each was refused with."""
    return at_once(*(partial(_tried, deed) for deed in deeds))


def _tried(deed: Deed) -> str:
    try:
        deed()
    except Refused as refused:
        return refused.sentence
    return "won"


def one_wins(*deeds: Deed) -> None:
    """Of these one is done, and each of the others reads who was faster."""
    said = race(*deeds)
    lost = [sentence for sentence in said if sentence != "won"]
    assert len(lost) == len(said) - 1, said
    assert all("was faster" in sentence for sentence in lost), lost


def needs_several_writers() -> None:
    """Skip a test where only one can write at a time."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite has one writer at a time")
