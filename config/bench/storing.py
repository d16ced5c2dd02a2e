"""Invented rows are stored by COPY, and what follows from them by INSERT ... SELECT: a million sites take minutes, not an hour.

PostgreSQL alone. Keys come from the table's own sequence, so that whoever writes afterwards goes on behind them.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models, transaction

Row = TypeVar("Row", bound=models.Model)
NULL = "\\N"  # what stands for nothing; an empty cell is an empty text
INDEXES = """
SELECT index.relname, pg_get_indexdef(index.oid) FROM pg_index
JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class AS owner ON owner.oid = indrelid
WHERE owner.relname = ANY(%s) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.oid)
"""


def store(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Store new rows and give them their keys. No signal, no question of a foreign key before the transaction ends."""
    made = list(rows)
    if not made:
        return made
    table, columns, texts = _shape(model)
    with connection.cursor() as cursor:
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(sequence, [table, len(made)])
        for row, (pk,) in zip(made, cursor.fetchall(), strict=True):
            row.pk = pk
            row._state.adding, row._state.db = False, connection.alias
        names = ", ".join(map(connection.ops.quote_name, columns.values()))
        order = f"COPY {connection.ops.quote_name(table)} ({names}) FROM STDIN (FORMAT csv, NULL '{NULL}')"
        cursor.copy_expert(order, _file(made, tuple(columns), texts))
    return made


def derive(row: models.Model, source: str, **columns: str) -> None:
    """Store a row like this one for each row of a source (what stands behind FROM), where `columns` are SQL about that row."""
    quote = connection.ops.quote_name
    fields = [field for field in row._meta.concrete_fields if not (field.primary_key or field.generated)]
    said = {field.attname: columns.get(field.attname, "%s") for field in fields}
    given = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields if field.attname not in columns]
    names = ", ".join(quote(str(field.column)) for field in fields)
    sql = f"INSERT INTO {quote(row._meta.db_table)} ({names}) SELECT {', '.join(said.values())} FROM {source}"  # noqa: S608 -- our own
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


@cache
def _shape(model: type[models.Model]) -> tuple[str, dict[str, str], frozenset[int]]:
    """The table, the columns by attribute, and which of them hold JSON."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    texts = frozenset(place for place, field in enumerate(fields) if isinstance(field, models.JSONField))
    return model._meta.db_table, {field.attname: str(field.column) for field in fields}, texts


def _file(rows: Iterable[models.Model], names: tuple[str, ...], texts: frozenset[int]) -> io.StringIO:
    file = io.StringIO()
    csv.writer(file).writerows(_cells(row.__dict__, names, texts) for row in rows)
    file.seek(0)
    return file


def _cells(values: dict[str, Any], names: tuple[str, ...], texts: frozenset[int]) -> list[Any]:
    cells = [NULL if values[name] is None else values[name] for name in names]
    for place in texts:
        cells[place] = NULL if cells[place] is NULL else json.dumps(cells[place])
    return cells


@contextmanager
def bare(*stored: type[models.Model]) -> Iterator[None]:
    """One transaction in which these tables have no indexes but their constraints': each is built once, at the end.

    Where the user may, foreign keys are not asked about either: every row refers to one that was just stored.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if cursor.fetchone()[0]:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(INDEXES, [[model._meta.db_table for model in stored]])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
