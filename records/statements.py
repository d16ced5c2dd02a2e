"""SQL that Django writes once for each process, for the few statements that every page of a kind sends. ADR 0011.

Turning a query of one row into SQL takes Django about as long as everything else about it, and what it writes is the same
each time but for the values. A statement here is a query with a `Given` where a value will stand: it is written when it is
first used, and sent again with other values. Nothing that was read is remembered.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import Expression, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=models.Model)
Converter = tuple[int, Sequence[Callable[..., Any]], Any]


class Given(Expression):
    """A value that is known when the statement is sent; a whole number unless a field says what it is."""

    def __init__(self, name: str, field: "models.Field[Any, Any] | None" = None) -> None:
        """Remember by which name it is given, and how the database wants it."""
        super().__init__(output_field=field or models.BigIntegerField())
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A placeholder; the parameter is this very object until the statement is sent."""
        return "%s", (self,)

    def of(self, given: dict[str, Any]) -> Any:
        """The value as the database wants it. Refuses (KeyError) to be left out."""
        return self.output_field.get_db_prep_value(given[self.name], connection)


class Statement:
    """A query of values (`values_list`), as tuples."""

    def __init__(self, query: Callable[[], QuerySet[Any, Any]]) -> None:
        """Remember how it is made; it is made when it is first sent, once all models are there."""
        self._query = query

    @cached_property
    def _written(self) -> tuple[Any, str, Sequence[Any], list[Converter]]:
        compiler = self._query().query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        found: dict[int, Any] = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return compiler, sql, params, [(at, converters, column) for at, (converters, column) in found.items()]

    def rows(self, **given: Any) -> list[Sequence[Any]]:
        """Every row of it for these values. One query."""
        _compiler, sql, params, converters = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, [param.of(given) if isinstance(param, Given) else param for param in params])
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


def _converted(row: Iterable[Any], converters: list[Converter]) -> Sequence[Any]:
    values = list(row)
    for at, each, column in converters:
        for converter in each:
            values[at] = converter(values[at], column, connection)
    return values
