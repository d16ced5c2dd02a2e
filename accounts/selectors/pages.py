"""Long lists, fifty rows at a time. A page begins after the last row of the one before it: the last is as quick as the first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet

PAGE = 50  # rows
MOST = 1_000  # rows that are counted; beyond that a list says "more than"

Row = TypeVar("Row", bound=Model)
Line = TypeVar("Line")


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after or before the row with an id, as an address says it; neither is the first page."""

    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "Cursor":
        """As the query of an address names it."""
        return cls(after=str(query.get("after", "")), before=str(query.get("before", "")))


@dataclass(frozen=True)
class Page(Generic[Line]):
    """Lines of a list, and the ids that the pages around it begin with ("" where there is none)."""

    lines: list[Line]
    after: str
    before: str
    total: str

    def links(self, one: str, many: str, **kept: str) -> dict[str, str]:
        """The addresses of the pages around this one, with the filters that are kept, and how long the list is."""
        given = {name: value for name, value in kept.items() if value}
        sides = {"previous_url": ("before", self.before), "next_url": ("after", self.after)}
        urls = {name: f"?{urlencode({**given, side: pk})}" if pk else "" for name, (side, pk) in sides.items()}
        return {**urls, "words": f"{self.total} {one if self.total == '1' else many}"}


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the page without it."""

    label: str
    url: str


def chips(given: Mapping[str, Any], *, said: Callable[[str, str], str], url: Callable[[dict[str, Any]], str]) -> list[Chip]:
    """Each filter in force in words; following it leaves the others. `said` words one, `url` is the page with some of them."""
    return [
        Chip(said(key, str(value)), url({name: given[name] for name in given if name != key})) for key, value in given.items()
    ]


def page_of(
    rows: QuerySet[Row],
    *,
    by: str,
    cursor: Cursor,
    say: Callable[[list[Row]], list[Line]],
    newest_first: bool = False,
    marks: QuerySet[Row] | None = None,
    count: int | None = None,
) -> Page[Line]:
    """One page of rows in the order of a column and then their id. Three queries: the cursor's row, the page, the count.

    `say` words the page's rows. An id that is not in the list, whatever was typed, begins with the first page. What leaves the
    list while somebody reads it still marks its place where it is among `marks`. `count` is how many there are, where that is
    known already.
    """
    key = _key(rows if marks is None else marks, by, cursor.after or cursor.before)
    backward = key is not None and not cursor.after
    falling = backward != newest_first
    order = (f"-{by}", "-pk") if falling else (by, "pk")
    found = list(_beyond(rows, by, key, falling=falling).order_by(*order)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    shown = found[::-1] if backward else found
    has_next, has_previous = (key is not None, more) if backward else (more, key is not None)
    after, before = (str(shown[-1].pk), str(shown[0].pk)) if shown else ("", "")
    return Page(say(shown), after if has_next else "", before if has_previous else "", _total(rows, count))


def _key(rows: QuerySet[Row], by: str, pk: str) -> tuple[Any, int] | None:
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return rows.filter(pk=int(pk)).values_list(by, "pk").first()


def _beyond(rows: QuerySet[Row], by: str, key: tuple[Any, int] | None, *, falling: bool) -> QuerySet[Row]:
    """What comes after a row. The bound that stands by itself is what a database enters its index with: of two conditions
    joined by "or" PostgreSQL reads, and throws away, every row before."""
    if key is None:
        return rows
    side = "lt" if falling else "gt"
    further = Q(**{f"{by}__{side}": key[0]}) | Q(**{f"pk__{side}": key[1]})
    return rows.filter(further, **{f"{by}__{side}e": key[0]})


def _total(rows: QuerySet[Row], known: int | None) -> str:
    count = rows.order_by()[: MOST + 1].count() if known is None else known
    return f"more than {MOST:,}" if count > MOST else f"{count:,}"
