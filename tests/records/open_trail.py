"""Empties the tables after a test that commits, although the trail refuses it.

Tests marked `django_db(transaction=True)`, and all that use `live_server`, end with a flush: TRUNCATE of every table there is
on PostgreSQL, and types and permissions written anew. `what_was_written_goes` deletes what there is instead, which takes a
tenth of the time, with the append-only triggers out of the way meanwhile; it works by itself in every test once
`tests/conftest.py` names this module in `pytest_plugins`. No test needs to ask for it, and no test body ever runs without
triggers.

`open_trail()` is for the rare test that must look behind the triggers itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from records import triggers

FILLED = {"django_content_type", "auth_permission"}  # once, by the migrations


@contextmanager
def open_trail() -> Iterator[None]:
    """Without triggers inside, with all of them afterwards."""
    triggers.drop()
    try:
        yield
    finally:
        triggers.install()


@pytest.fixture(autouse=True, scope="session")
def what_was_written_goes() -> Iterator[None]:
    """Every test that committed leaves the tables as it found them."""

    def tear_down(case: TransactionTestCase) -> None:
        with open_trail(), transaction.atomic(), connection.cursor() as cursor:
            for table in written_to(cursor):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down)
        yield


def written_to(cursor: Any) -> list[str]:
    """The tables that have rows, without those that a migration fills."""
    quoted = {
        table: connection.ops.quote_name(table) for table in connection.introspection.django_table_names(only_existing=True)
    }
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name})" for table, name in quoted.items() if table not in FILLED]
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]
