"""The columns of a site that monitoring knows: written for it, and told by nobody."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..models import Site

WATCHED = frozenset({"next_due_on", "overdue_since", "last_checked_on", "watched_since"})
BATCH = 500  # rows of one update


def note_watch(*, site_id: int, **columns: date | None) -> None:
    """Write what monitoring knows of one site: next_due_on, overdue_since, last_checked_on, watched_since. No event."""
    _known(columns)
    Site.objects.filter(pk=site_id).update(**columns)


def note_watch_many(rows: Iterable[Mapping[str, Any]]) -> int:
    """The same for many sites, each row with its `site_id`; rows may name different columns. Returns how many rows.

    Sites that get the same values are written together: a sweep that writes thousands has few values.
    """
    alike: dict[tuple[tuple[str, date | None], ...], list[int]] = {}
    for row in rows:
        columns = {key: value for key, value in row.items() if key != "site_id"}
        _known(columns)
        alike.setdefault(tuple(sorted(columns.items())), []).append(row["site_id"])
    for values, pks in alike.items():
        for start in range(0, len(pks), BATCH):
            Site.objects.filter(pk__in=pks[start : start + BATCH]).update(**dict(values))
    return sum(map(len, alike.values()))


def _known(columns: Mapping[str, Any]) -> None:
    unknown = set(columns) - WATCHED
    if unknown or not columns:
        raise TypeError(f"note_watch writes {', '.join(sorted(WATCHED))}, not {', '.join(sorted(unknown)) or 'nothing'}.")
