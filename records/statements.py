"""Statements that are sent all day: Django writes each of them once in a process, and every time other values are sent with it.

Django takes a millisecond or more to turn a long question into SQL, the database a fraction of one to answer it. What is
remembered is the SQL and nothing that was read. `change` writes several rows of a table, each its own way, in one UPDATE.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")
Value = int | date


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
    """A question that is written once and asked with whole numbers and days: `Remembered(make, int, date)(5, today)`.

    `make` is handed marks in place of the values and returns a queryset, of rows of a model with whatever `select_related`
    brings, or of `values_list`. A mark may stand wherever Django compares a column with one value or with a list of values,
    more than once; a value that is missing is 0, which no row has. Refuses (ValueError) a mark that the SQL does not hold.
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
    return date(1, 1, 1 + number) if kind is date else -7_000_000_000_000_001 - number


def _adapted(value: Value) -> Any:
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
