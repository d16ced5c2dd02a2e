"""The register as a CSV file: of what is filtered, as far as this person may take it out, a line at a time."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from types import NoneType
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, Func, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import NullIf

from accounts.access import Standing

from ..models import Site
from ..states import LABELS
from .asked import Asked, exportable, sites_asked_for
from .copying import copied

AT_A_TIME = 1_000  # rows fetched at once
COLUMNS = {
    "name": "Name",
    "platform_label": "Platform",
    "handle": "Handle",
    "address": "Web address",
    "school__name": "School",
    "entity_label": "Kind",
    "responsible__name": "Responsible employee",
    "responsible__email": "E-mail",
    "responsible__is_active": "Is with the district",
    "status": "Status",
    "unverified_since": "Public status",
    "status_since": "Status since",
    "status_reason": "Reason",
    "registered_at": "Registered",
    "decided": "Decision",
    "last_checked_on": "Last check",
    "next_due_on": "Next check due",
    "overdue_since": "Late since",
    "pk": "Number",
}
UNVERIFIED = "not verified"  # while its people have lost control of it
MOMENT = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
WORDED: dict[str, Combinable] = {
    "responsible__is_active": Case(
        When(responsible__is_active=True, then=Value("yes")), When(responsible__is_active=False, then=Value("no"))
    ),
    "status": Case(*[When(status=status, then=Value(label)) for status, label in LABELS.items()], output_field=CharField()),
    "unverified_since": Case(When(unverified_since__isnull=False, then=Value(UNVERIFIED)), output_field=CharField()),
    **{name: Func(F(name), template=MOMENT, output_field=CharField()) for name in ("status_since", "registered_at")},
    **{name: F(name) for name in ("last_checked_on", "next_due_on", "overdue_since", "pk")},
}
STATUS, PUBLIC = list(COLUMNS).index("status"), list(COLUMNS).index("unverified_since")
# What a spreadsheet takes for the beginning of a formula, full-width forms included.
FORMULA = frozenset("=+-@|%\t\r\n＝＋－＠｜％")
# Where a cell might begin a formula, in lines with a line end before the first: too often rather than once too few.
SUSPECT = re.compile(rf'[,\n]"?(?:[\t\r\n]|\s*[{re.escape("".join(sorted(FORMULA)))}])')


def may_export(standing: Standing) -> bool:
    """Whether somebody may take any site out of the register."""
    return exportable(standing) is not None


def export(standing: Standing, asked: Asked) -> Iterator[str]:
    """The file, in pieces; the first is its head, before anything is read. Times are UTC (ISO 8601)."""
    yield "\ufeff" + _text([list(COLUMNS.values())])
    scope = exportable(standing)
    if scope is None:
        return
    order = ("overdue_since", "id") if asked.late else ("name", "id")
    rows = sites_asked_for(standing, asked).filter(scope).order_by(*order)
    yield from _copied(rows) if connection.vendor == "postgresql" else _read(rows)


def _read(rows: QuerySet[Site]) -> Iterator[str]:
    """The lines, each cell worded here."""
    found = rows.values_list(*COLUMNS).iterator(chunk_size=AT_A_TIME)
    while batch := list(islice(found, AT_A_TIME)):
        yield _text(map(_cells, batch))


def _copied(rows: QuerySet[Site]) -> Iterator[str]:
    """The same lines, worded by PostgreSQL. Only a line in which a cell might begin a formula is taken apart."""
    for piece in copied(rows.values_list(*[WORDED.get(name, _or_nothing(name)) for name in COLUMNS]), at_a_time=AT_A_TIME):
        if SUSPECT.search("\n" + b"".join(piece).decode()):
            yield "".join(map(_taken_apart, piece))
        else:
            yield b"".join([line[:-1] + b"\r\n" for line in piece]).decode()


def _taken_apart(line: bytes) -> str:
    """One line with every cell harmless."""
    text = line[:-1].decode()
    if not SUSPECT.search(f"\n{text}"):
        return f"{text}\r\n"
    return _text([harmless(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline="")))


def _or_nothing(name: str) -> Combinable:
    """A text as it is; an empty one is no cell, as Python writes it."""
    return NullIf(name, Value(""), output_field=CharField())


def _text(rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _cells(row: tuple[Any, ...]) -> list[str]:
    """One site as text, every cell harmless."""
    cells = [CELLS[type(value)](value) for value in row]
    cells[STATUS] = LABELS[row[STATUS]]
    cells[PUBLIC] = UNVERIFIED if row[PUBLIC] else ""
    return cells


def harmless(text: str) -> str:
    """A cell that no spreadsheet reads as a formula: what might begin one is put behind an apostrophe."""
    first = text[:1]
    if first.isspace():
        first = text.lstrip()[:1]
    return f"'{text}" if first in FORMULA or text[:1] in FORMULA else text


CELLS: dict[type, Callable[[Any], str]] = {
    str: harmless,
    NoneType: lambda value: "",
    bool: lambda value: "yes" if value else "no",
    int: str,
    date: date.isoformat,
    datetime: lambda value: f"{value:%Y-%m-%dT%H:%M:%SZ}",
}
