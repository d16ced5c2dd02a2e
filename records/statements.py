"""SQL that is written once for each process, for the few statements that are sent all day. ADR 0011.

Turning a query of one row into SQL takes Django about as long as everything else about it, and what it writes is the same
each time but for the values. A statement here is a query with a `Given` where a value will stand: it is written when it is
first used, and sent again with other values. Nothing that was read is remembered. `insert` writes several rows, `derive` one for
each row of a query, `change` changes several, each its own way, in one statement. `Together` asks several such queries at once,
`Which` only whether they find anything.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property, partial
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

from .prepared import Given, Written

__all__ = ["Change", "Given", "Objects", "Statement", "Together", "Which", "Written", "change", "derive", "insert"]
M = TypeVar("M", bound=models.Model)
MOST_TOGETHER = 100  # values that both databases take in one list
Converter = tuple[int, Sequence[Callable[..., Any]], Any]


class Statement:
    """A query of values (`values_list`), as tuples."""

    def __init__(self, query: Callable[[], QuerySet[Any, Any]]) -> None:
        """Remember how it is made; it is made when it is first sent, once all models are there."""
        self._query = query

    @cached_property
    def _written(self) -> tuple[Any, Written, list[Converter]]:
        compiler = self._query().query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        found: dict[int, Any] = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return compiler, Written(sql, params), [(at, converters, column) for at, (converters, column) in found.items()]

    def within(self, number: int) -> tuple[str, Sequence[Any], list[Converter]]:
        """Its text as a part of `Together`: the part's number, the row's place, and the row as a list written in JSON."""
        compiler = self._query().query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql(with_col_aliases=True)
        columns = [(connection.ops.quote_name(str(alias)), column.output_field) for column, _sql, alias in compiler.select]
        if len(columns) > MOST_TOGETHER:
            raise ValueError("A row has at most a hundred values here")
        names = ", ".join(f"CAST({name} AS text)" if isinstance(field, models.JSONField) else name for name, field in columns)
        row = f"CAST(json_build_array({names}) AS text)" if connection.vendor == "postgresql" else f"json_array({names})"
        found = dict(enumerate(_from_json(field) for _name, field in columns))
        made = [(at, [convert], None) for at, convert in found.items() if convert]
        own = self._written[2]
        text = f"SELECT {number} AS part, row_number() OVER () AS place, {row} AS found FROM ({sql}) part_{number}"  # noqa: S608
        return text, params, made + own

    def rows(self, **given: Any) -> list[Sequence[Any]]:
        """Every row of it for these values. One query."""
        _compiler, written, converters = self._written
        with connection.cursor() as cursor:
            written.execute(cursor, given)
            found = cursor.fetchall()
        return [_converted(row, converters) for row in found] if converters else found


class Objects(Statement, Generic[M]):
    """A query of rows of a model, with those that `select_related` names."""

    @cached_property
    def _made(self) -> tuple[Any, list[str], int, int, list[Any]]:
        compiler = self._written[0]
        info = compiler.klass_info
        first, end = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column.target.attname for column, _sql, _alias in compiler.select[first:end]]
        related = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # stubs of Django 6
        return info["model"], names, first, end, related

    def all(self, **given: Any) -> list[M]:
        """Every object of it for these values. One query."""
        return self.made(self.rows(**given))

    def made(self, rows: Iterable[Sequence[Any]]) -> list[M]:
        """Objects of rows of this statement: of those that are wanted, where most are only looked at."""
        model, names, first, end, populators = self._made
        made: list[M] = []
        for row in rows:
            one = model.from_db(DEFAULT_DB_ALIAS, names, row[first:end])
            for populator in populators:
                populator.populate(row, one)
            made.append(one)
        return made

    def first(self, **given: Any) -> M | None:
        """The first of them, for a query that finds one or none."""
        return next(iter(self.all(**given)), None)


class Together:
    """Several statements that each find a few rows, asked at once: every row comes as a list written in JSON.

    Values are whole numbers, text, truth, days, moments and JSON; a row has at most a hundred (`ValueError` otherwise).
    """

    def __init__(self, **parts: Statement) -> None:
        """Remember what is asked together, each by its name."""
        self._parts = parts

    @cached_property
    def _written(self) -> tuple[Written, list[tuple[str, list[Converter]]]]:
        texts: list[str] = []
        params: list[Any] = []
        read = []
        for number, (name, part) in enumerate(self._parts.items()):
            text, values, converters = part.within(number)
            texts.append(text)
            params += values
            read.append((name, converters))
        return Written(" UNION ALL ".join(texts), params), read

    def rows(self, **given: Any) -> dict[str, list[Sequence[Any]]]:
        """The rows of each part by its name, in the order that the part asks for. One query."""
        written, read = self._written
        found: dict[str, list[tuple[int, Sequence[Any]]]] = {name: [] for name, _converters in read}
        with connection.cursor() as cursor:
            written.execute(cursor, given)
            for number, place, values in cursor.fetchall():
                name, converters = read[number]
                found[name].append((place, _converted(json.loads(values), converters)))
        return {name: [row for _place, row in sorted(rows, key=_first)] for name, rows in found.items()}


def _first(row: tuple[int, Sequence[Any]]) -> int:
    return row[0]


class Which:
    """Several queries of which it is only asked whether they find anything, in one statement.

    A query that finds nothing costs what its order costs: it is ordered as an index of those rows has them.
    """

    def __init__(self, **parts: Callable[[], QuerySet[Any, Any]]) -> None:
        """Remember what is asked, each by its name."""
        self._asked = Together(**{name: Statement(partial(_one, query)) for name, query in parts.items()})

    def found(self, **given: Any) -> frozenset[str]:
        """The names of those that find something for these values. One query."""
        return frozenset(name for name, rows in self._asked.rows(**given).items() if rows)


def _one(query: Callable[[], QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return query().values_list("pk")[:1]


class Change:
    """An update of the rows of a query, to the same values or to what is given."""

    def __init__(self, query: Callable[[], QuerySet[Any, Any]], **values: Any) -> None:
        """Remember how it is made, and what each column becomes."""
        self._query, self._values = query, values

    @cached_property
    def _written(self) -> Written:
        query: Any = self._query().query.chain(UpdateQuery)
        query.clear_ordering(force=True)
        query.add_update_values(self._values)
        return Written(*query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql())

    def tell(self) -> None:
        """Write it, and let the connection know it, before it is needed. One query at most."""
        self._written.tell()

    def made(self, **given: Any) -> int:
        """Make it: how many rows it changed. One query."""
        with connection.cursor() as cursor:
            self._written.execute(cursor, given)
            return int(cursor.rowcount)


def _from_json(field: "models.Field[Any, Any]") -> Callable[..., Any] | None:
    """How PostgreSQL's days and moments are read from JSON; SQLite writes them as it always does."""
    if connection.vendor != "postgresql" or not isinstance(field, models.DateField):
        return None
    kind = datetime if isinstance(field, models.DateTimeField) else date
    return lambda value, _column, _connection: kind.fromisoformat(value) if value is not None else None


def _converted(row: Iterable[Any], converters: list[Converter]) -> Sequence[Any]:
    values = list(row)
    for at, each, column in converters:
        for converter in each:
            values[at] = converter(values[at], column, connection)
    return values


def insert(rows: Sequence[models.Model], *, unless_there: bool = False) -> None:
    """Write new rows of one table in one INSERT. A single row learns its key.

    With `unless_there` a row that a constraint refuses as being there already is left out, and nothing learns its key.
    """
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not (field.primary_key or field.generated)]
    returns = len(rows) == 1 and not unless_there and connection.features.can_return_columns_from_insert
    values = [field.get_db_prep_save(field.value_from_object(row), connection) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_inserting(type(rows[0]), len(rows), unless_there, returns), values)
        if len(rows) == 1 and not unless_there:
            rows[0].pk = cursor.fetchone()[0] if returns else cursor.lastrowid
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@cache
def _inserting(model: type[models.Model], count: int, unless_there: bool, returns: bool) -> str:
    quote, options = connection.ops.quote_name, model._meta
    columns = [quote(str(field.column)) for field in options.concrete_fields if not (field.primary_key or field.generated)]
    row = f"({', '.join(['%s'] * len(columns))})"
    sql = f"INSERT INTO {quote(options.db_table)} ({', '.join(columns)}) VALUES {', '.join([row] * count)}"  # noqa: S608
    return f"{sql}{' ON CONFLICT DO NOTHING' if unless_there else ''}{' RETURNING id' if returns else ''}"


def derive(row: models.Model, source: QuerySet[Any, Any], columns: Sequence[str]) -> int:
    """Write a row like this one for each row of a query, in one INSERT: the query's values (`values_list`) take the place of its
    own in the columns named. What a constraint refuses as being there already is left out; how many were written."""
    fields = [field for field in row._meta.concrete_fields if not (field.primary_key or field.generated)]
    own = [field for field in fields if field.attname not in columns]
    quote, table = connection.ops.quote_name, row._meta.db_table
    compiler = source.query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql(with_col_aliases=True)
    names = {column: quote(str(alias)) for column, (_field, _sql, alias) in zip(columns, compiler.select, strict=True)}
    said = ", ".join(names.get(field.attname) or _constant(field) for field in fields)
    listed = ", ".join(quote(str(field.column)) for field in fields)
    # Without a WHERE of its own SQLite takes ON CONFLICT for the condition of a join.
    text = f"INSERT INTO {quote(table)} ({listed}) SELECT {said} FROM ({sql}) AS source WHERE 1 = 1 ON CONFLICT DO NOTHING"  # noqa: S608
    values = [field.get_db_prep_save(field.value_from_object(row), connection) for field in own]
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, *params])
        return int(cursor.rowcount)


def _constant(field: "models.Field[Any, Any]") -> str:
    """A place for a value of a column; PostgreSQL takes what stands in a SELECT for text unless it is told otherwise."""
    return f"CAST(%s AS {field.db_type(connection)})" if connection.vendor == "postgresql" else "%s"


def change(model: type[models.Model], rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Set columns of rows to values of their own, by key, in one UPDATE; a column that a row does not name stays as it is."""
    if not rows:
        return
    columns = {field.name: field for field in model._meta.concrete_fields} | {
        field.attname: field for field in model._meta.concrete_fields
    }
    quote = connection.ops.quote_name
    key_column, table = quote(str(columns["id"].column)), quote(model._meta.db_table)
    params: list[Any] = []
    setting = []
    for name in sorted({name for values in rows.values() for name in values}):
        field = columns[name]
        column = quote(str(field.column))
        given = [(key, values[name]) for key, values in rows.items() if name in values]
        for key, value in given:
            params += [key, field.get_db_prep_save(value, connection)]
        cases = " ".join(["WHEN %s THEN %s"] * len(given))
        setting.append(f"{column} = CASE {key_column} {cases} ELSE {column} END")
    marks = ", ".join(["%s"] * len(rows))
    sql = f"UPDATE {table} SET {', '.join(setting)} WHERE {key_column} IN ({marks})"  # noqa: S608 -- our own models' names
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *rows])
