"""The register as a CSV file: of what is filtered, as far as this person may take it out, a line at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from types import NoneType
from typing import Any

from accounts.access import Standing

from ..states import LABELS
from .asked import Asked, exportable, sites_asked_for

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
    "status_since": "Status since",
    "status_reason": "Reason",
    "registered_at": "Registered",
    "decided": "Decision",
    "last_checked_on": "Last check",
    "next_due_on": "Next check due",
    "overdue_since": "Late since",
    "pk": "Number",
}
STATUS = list(COLUMNS).index("status")
# What a spreadsheet takes for the beginning of a formula, full-width forms included.
FORMULA = frozenset("=+-@|%\t\r\n＝＋－＠｜％")


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
    rows = sites_asked_for(standing, asked).filter(scope).order_by(*order).values_list(*COLUMNS)
    found = rows.iterator(chunk_size=AT_A_TIME)
    while batch := list(islice(found, AT_A_TIME)):
        yield _text(map(_cells, batch))


def _text(rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _cells(row: tuple[Any, ...]) -> list[str]:
    """One site as text, every cell harmless."""
    cells = [CELLS[type(value)](value) for value in row]
    cells[STATUS] = LABELS[row[STATUS]]
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
