"""What everything about one thing consists of: parts, each with items in rows of cells. Every room says its own part;
what they say together is composed at the roof (docs/adr/0013)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

AT_A_TIME = 500  # rows read at once


class Guarded(str):
    """A cell that a redacted copy withholds until somebody decides: it may speak of people, or help to open a door."""

    __slots__ = ()


@dataclass(frozen=True)
class Item:
    """One thing that is given out or withheld as one. `ref` finds it again in its part: the row, or the row and a key."""

    ref: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Things of one kind. `rows` is a query in the order of the part; `say` makes the items of a row, one or more."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: Any
    say: Callable[[Any], Iterable[Item]]

    def items(self) -> Iterator[Item]:
        """Every item, read as it is asked for."""
        for row in self.rows.iterator(chunk_size=AT_A_TIME):
            yield from self.say(row)

    def page(self, start: int, size: int) -> list[Item]:
        """The items of some rows, counted from 0."""
        return [item for row in islice(self.rows[start : start + size], size) for item in self.say(row)]

    def find(self, ref: str) -> Item | None:
        """One item, or None."""
        row, _, _key = ref.partition(":")
        if not (row.isascii() and row.isdigit() and len(row) <= 18):
            return None
        found = self.rows.filter(pk=int(row))
        return next((item for each in found for item in self.say(each) if item.ref == ref), None)


def stamp(at: datetime | None, zone: str) -> str:
    """A moment in the district's zone, with its distance from UTC: 2026-09-15 09:00-05:00; nothing where there is none."""
    return at.astimezone(ZoneInfo(zone)).isoformat(sep=" ", timespec="minutes") if at else ""


def day(on: date | None) -> str:
    """A day: 2026-09-15; nothing where there is none."""
    return on.isoformat() if on else ""


def for_whom(name: str, acting_for: str) -> str:
    """Who did it: Dee Okafor for Pat Lindqvist."""
    return f"{name} for {acting_for}" if acting_for else name
