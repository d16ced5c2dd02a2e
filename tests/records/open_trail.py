"""Lets a test that commits empty its tables afterwards, although the trail refuses it.

Tests marked `django_db(transaction=True)`, and all that use `live_server`, end with a flush: DELETE on SQLite, TRUNCATE
on PostgreSQL, both of which the append-only triggers refuse. The fixture `flush_opens_the_trail` takes the triggers away
for the length of that flush and puts them back; it works by itself in every test once `tests/conftest.py` names this
module in `pytest_plugins`. No test needs to ask for it, and no test body ever runs without triggers.

`open_trail()` is for the rare test that must look behind the triggers itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import TransactionTestCase

from records import triggers


@contextmanager
def open_trail() -> Iterator[None]:
    """Without triggers inside, with all of them afterwards."""
    triggers.drop()
    try:
        yield
    finally:
        triggers.install()


@pytest.fixture(autouse=True, scope="session")
def flush_opens_the_trail() -> Iterator[None]:
    """Every flush of a test that committed happens with the trail open."""
    flush = TransactionTestCase._fixture_teardown

    def flush_openly(case: TransactionTestCase) -> None:
        with open_trail():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_openly)
        yield
