"""What a test starts from, made once by the real services and put back row by row for every test after that.

A cast takes the services some hundred statements; putting its rows back takes one for each table. They are the very rows
that the services wrote, in a database that was as empty.
"""

import pickle
from collections.abc import Callable, Hashable
from datetime import date, time
from typing import Any, NamedTuple, TypeVar, cast

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max

from accounts.models import District, Person

T = TypeVar("T")
Contents = dict[str, list[tuple[Any, ...]]]  # by table


class Memory(NamedTuple):
    """What was made once: a statement and its values for each table, and the object that stands for the rows."""

    rows: list[tuple[str, list[Any]]]
    made: bytes


_memories: dict[Hashable, Memory] = {}


def remembered(what: Hashable, make: Callable[[], T]) -> T:
    """What `make` makes; from memory where a test before made it in an empty database too.

    Types of content are numbered anew after every test that commits, so they belong to what the memory is of; such a
    test itself remembers nothing.
    """
    if not connection.in_atomic_block or Person.objects.exists() or District.objects.exists():
        return make()
    key = (what, ContentType.objects.aggregate(last=Max("pk"))["last"])
    if key not in _memories:
        before = _contents()
        made = make()
        _memories[key] = Memory(_added(before, _contents()), pickle.dumps(made))
        return made
    memory = _memories[key]
    with connection.cursor() as cursor:
        for statement, values in memory.rows:
            cursor.execute(statement, values)
    return cast("T", pickle.loads(memory.made))


def _columns() -> dict[str, list[str]]:
    """The columns of every table that may be written, by table; the database fills the others."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return {
        model._meta.db_table: [str(field.column) for field in model._meta.local_concrete_fields if not field.generated]
        for model in models
    }


def _contents() -> Contents:
    """Every row there is."""
    with connection.cursor() as cursor:
        contents = {}
        for table, columns in _columns().items():
            cursor.execute(f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(table)}")
            contents[table] = cursor.fetchall()
        return contents


def _added(before: Contents, after: Contents) -> list[tuple[str, list[Any]]]:
    """Statements that put back what came since. Refuses (AssertionError) where something that was there has changed."""
    statements = []
    for table, columns in _columns().items():
        known = set(map(repr, before[table]))
        assert known <= set(map(repr, after[table])), f"{table} was changed, not only added to"
        if rows := [row for row in after[table] if repr(row) not in known]:
            holes = f"({', '.join(['%s'] * len(columns))})"
            names = ", ".join(map(_quoted, columns))
            statement = f"INSERT INTO {_quoted(table)} ({names}) VALUES {', '.join([holes] * len(rows))}"
            statements.append((statement, [_plain(value) for row in rows for value in row]))
    return statements


def _plain(value: Any) -> Any:
    """A value as both databases take it: SQLite hands out times that it does not take back."""
    return str(value) if isinstance(value, date | time) else value


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
