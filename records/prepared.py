"""SQL that a connection to PostgreSQL is told once, and is then asked for by name: it is parsed and planned once. ADR 0012.

A plan is kept for each connection, as long as that lives, and is the same whatever the values: what is a key stays a key
however many rows there are. Values that never change stand in the text, because a partial index is chosen by them. Whoever
puts a pooler between that hands out connections by the transaction switches it off (`DATABASE_PREPARES`); SQLite never had it.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DatabaseError, connection, models
from django.db.models import Expression

MOST = 100  # statements of one connection; each keeps its plan in the server's memory
STALE = ("0A000", "26000")  # a migration changed what a column is; the connection forgot its statements
NAMES: WeakKeyDictionary[Any, dict["Written", str]] = WeakKeyDictionary()  # by connection of the driver
NUMBERS = count(1)


class Given(Expression):
    """A value that is known when the statement is sent; a whole number unless a field says what it is."""

    def __init__(self, name: str, field: "models.Field[Any, Any] | None" = None) -> None:
        """Remember by which name it is given, and how the database wants it."""
        super().__init__(output_field=field or models.BigIntegerField())
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A placeholder; the parameter is this very object until the statement is sent."""
        return "%s", (self,)

    def of(self, given: Mapping[str, Any]) -> Any:
        """The value as the database wants it. Refuses (KeyError) to be left out."""
        return self.output_field.get_db_prep_value(given[self.name], connection)


class Written:
    """A text of SQL, the values that are the same each time, and the places of those that are given."""

    def __init__(self, sql: str, params: Sequence[Any]) -> None:
        """As Django's compiler wrote it: `Given` among the parameters wherever a value will stand."""
        self._sql, self._params = sql, params

    def execute(self, cursor: Any, given: Mapping[str, Any]) -> None:
        """Send it with these values, by its name where this connection knows it. One query."""
        if connection.vendor != "postgresql" or not settings.DATABASE_PREPARES:
            return self._send(cursor, given)
        known = NAMES.setdefault(connection.connection, {})
        values = [param.of(given) for param in self._given]
        if self in known:
            return self._send_named(cursor, known, values, given)
        if len(known) >= MOST:
            return self._send(cursor, given)
        name, telling = self._telling(cursor)
        asked = cursor.mogrify(_asking(name, values), values).decode()
        cursor.execute(f"{telling}; {asked}")
        known[self] = name
        return None

    def tell(self) -> None:
        """Let this connection know it before it is needed: for what must not wait then. One query, once for each connection."""
        if connection.vendor != "postgresql" or not settings.DATABASE_PREPARES:
            return
        connection.ensure_connection()
        known = NAMES.setdefault(connection.connection, {})
        if self not in known and len(known) < MOST:
            with connection.cursor() as cursor:
                name, telling = self._telling(cursor)
                cursor.execute(telling)
            known[self] = name

    def _send(self, cursor: Any, given: Mapping[str, Any]) -> None:
        cursor.execute(self._sql, [param.of(given) if isinstance(param, Given) else param for param in self._params])

    def _send_named(self, cursor: Any, known: dict["Written", str], values: list[Any], given: Mapping[str, Any]) -> None:
        """A name that no longer holds is forgotten; outside a transaction nobody notices."""
        try:
            cursor.execute(_asking(known[self], values), values)
        except DatabaseError as error:
            if getattr(error.__cause__, "pgcode", None) not in STALE:
                raise
            del known[self]
            if connection.in_atomic_block:
                raise
            self._send(cursor, given)

    @cached_property
    def _given(self) -> list[Given]:
        """Each value once, however often it stands in the text."""
        return list({param.name: param for param in self._params if isinstance(param, Given)}.values())

    def _telling(self, cursor: Any) -> tuple[str, str]:
        """A name that was never used, and how the connection is told of it."""
        text, types = self._told(cursor)
        name = f"rollcall_{sha256(f'{types} {text}'.encode()).hexdigest()[:16]}_{next(NUMBERS)}"
        return name, f"PREPARE {name} {types} AS {text}"

    def _told(self, cursor: Any) -> tuple[str, str]:
        """The text with numbered places, and the types of what will stand there."""
        places = {param.name: f"${number}" for number, param in enumerate(self._given, 1)}
        params = (places[each.name] if isinstance(each, Given) else _literal(cursor, each) for each in self._params)
        types = ", ".join(str(param.output_field.db_type(connection)) for param in self._given)
        return self._sql % tuple(params), f"({types})" if types else ""


def _literal(cursor: Any, value: Any) -> str:
    return str(cursor.mogrify("%s", [value]).decode())


def _asking(name: str, values: Sequence[Any]) -> str:
    return f"EXECUTE {name} ({', '.join(['%s'] * len(values))})" if values else f"EXECUTE {name}"
