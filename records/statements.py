"""Statements that are sent all day: Django writes each of them once in a process, and every time other values are sent with it.

Django takes a millisecond or more to turn a long question into SQL, the database a fraction of one to answer it. What is
remembered is the SQL and nothing that was read. `insert` writes rows, `change` changes several, each its own way, in one
statement.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")
Value = int | str | date


@dataclass(frozen=True)
class _Place:
    """Where in the parameters of a statement the value of this number goes."""

    number: int


@dataclass(frozen=True)
class _Written:
    """A statement as SQL, its parameters with places for values, and how a row of the answer is read."""

    sql: str
    params: tuple[Any, ...]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    read: Callable[[list[Any]], Any]


class Remembered(Generic[Row]):
    """A question that is written once and asked with other values every time: `Remembered(make, int, date)(5, today)`.

    `make` is handed marks in place of the values and returns a queryset, of rows of a model with whatever `select_related`
    brings, or of `values_list`. A mark may stand wherever Django compares a column with one value or with a list of values,
    more than once; a value is a whole number, a text, a day or a moment. A key that is missing is 0, which no row has.
    Refuses (ValueError) a mark that the SQL does not hold.
    """

    def __init__(self, make: Callable[..., models.QuerySet[Any, Row]], *kinds: type[Value]) -> None:
        self._make = make
        self._kinds = kinds

    def __call__(self, *values: Value) -> list[Row]:
        """The rows for these values."""
        written = self._written
        given = [_adapted(value) for value in values]
        params = [given[each.number] if isinstance(each, _Place) else each for each in written.params]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            rows = [list(row) for row in cursor.fetchall()]
        for row in rows:
            for at, converters, expression in written.converters:
                for convert in converters:
                    row[at] = convert(row[at], expression, connection)
        return [written.read(row) for row in rows]

    @cached_property
    def _written(self) -> _Written:
        marks = [_mark(number, kind) for number, kind in enumerate(self._kinds)]
        queryset = self._make(*marks)
        compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        places = {_adapted(mark): _Place(number) for number, mark in enumerate(marks)}
        placed = tuple(places.get(each, each) if isinstance(each, int | str | date) else each for each in params)
        if {each for each in placed if isinstance(each, _Place)} != set(places.values()):
            raise ValueError(f"A value of the statement stands nowhere in it: {sql}")
        columns = compiler.get_converters([column for column, *_ in compiler.select])
        converters = [(at, tuple(each), expression) for at, (each, expression) in columns.items()]
        read = _reader(compiler) if issubclass(queryset._iterable_class, ModelIterable) else tuple
        return _Written(sql, placed, converters, read)


def _mark(number: int, kind: type[Value]) -> Value:
    """A value that nobody ever means, to find the place of the real one by."""
    if kind is datetime:
        return datetime(1, 1, 1 + number, 1, 1, 1, tzinfo=UTC)
    if kind is date:
        return date(1, 1, 1 + number)
    return f"the value of number {number}" if kind is str else -7_000_000_000_000_001 - number


def _adapted(value: Value) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _reader(compiler: Any) -> Callable[[list[Any]], Any]:
    """What turns a row into an instance with everything that was selected with it."""
    model, select = compiler.klass_info["model"], compiler.select
    fields = compiler.klass_info["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [column.target.attname for column, *_ in select[begin:end]]
    related = get_related_populators(compiler.klass_info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # of a newer Django

    def read(row: list[Any]) -> Any:
        found = model.from_db(DEFAULT_DB_ALIAS, names, row[begin:end])
        for populator in related:
            populator.populate(row, found)
        return found

    return read


def insert(rows: Sequence[models.Model], *, unless_there: bool = False) -> None:
    """Write new rows of one table in one INSERT. A single row learns its key.

    With `unless_there` a row that a constraint refuses as being there already is left out, and nothing learns its key.
    """
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    returns = len(rows) == 1 and not unless_there and connection.features.can_return_columns_from_insert
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_inserting(type(rows[0]), len(rows), unless_there, returns), values)
        if len(rows) == 1 and not unless_there:
            rows[0].pk = cursor.fetchone()[0] if returns else cursor.lastrowid
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@cache
def _inserting(model: type[models.Model], count: int, unless_there: bool, returns: bool) -> str:
    quote, options = connection.ops.quote_name, model._meta
    columns = [quote(str(field.column)) for field in options.concrete_fields if not field.primary_key]
    row = f"({', '.join(['%s'] * len(columns))})"
    sql = f"INSERT INTO {quote(options.db_table)} ({', '.join(columns)}) VALUES {', '.join([row] * count)}"  # noqa: S608
    return f"{sql}{' ON CONFLICT DO NOTHING' if unless_there else ''}{' RETURNING id' if returns else ''}"


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
