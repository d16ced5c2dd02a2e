"""The register as pages of 50 lines, every value worded once. Four queries, however many lines; one more where it is asked
for sites off the default: why they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from accounts import wording
from accounts.access import Standing
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars

from .. import states
from ..models import Site
from .asked import Asked, audits, reads_more, sites_asked_for
from .visibility import notes_off_default

PAGE = 50
CAP = 1_001  # nobody needs to know how many more there are
LARGE = 10_000  # sites of a district; so many are read by name in some 5 ms
SOON = 3  # school days before a due date in which it stands out
COLUMNS = (
    "pk", "name", "platform_label", "handle", "address", "status", "school_id", "school__name", "responsible_id",
    "responsible__name", "responsible__is_active", "overdue_since", "next_due_on", "last_checked_on", "unverified_since",
)  # fmt: skip


class Row(NamedTuple):
    """One site as the database gives it."""

    pk: int
    name: str
    platform_label: str
    handle: str
    address: str
    status: str
    school_id: int
    school: str
    responsible_id: int | None
    responsible: str | None
    responsible_is_active: bool | None
    overdue_since: date | None
    next_due_on: date | None
    last_checked_on: date | None
    unverified_since: datetime | None


class Line(NamedTuple):
    """One site as the page shows it. What the reader may not know is empty."""

    pk: int
    name: str
    meta: str
    school: str
    responsible: str
    status: str
    tone: str
    icon: str
    last_check: str
    due: str
    due_tone: str
    note: str = ""


@dataclass(frozen=True)
class Found:
    """One page of the register: its lines, the marks of the pages beside it, and how many fit in all (up to 1,001).

    `common`: so many fit the word in so large a register that they stand in the order of registration.
    """

    lines: Sequence[Line]
    before: str
    after: str
    count: int
    wide: bool
    common: bool

    @property
    def counted(self) -> str:
        """How many, in words."""
        return "More than 1,000 sites" if self.count >= CAP else wording.count(self.count, "site")


def register_page(standing: Standing, asked: Asked, *, after: str = "", before: str = "") -> Found:
    """The page behind or before a mark; the first one without. A mark that makes no sense is taken for none.

    By name; what is late, the longest first. In a large register what fits a word that more than a thousand sites have stands
    in the order of registration: their names may all be at its end, and to come to them every other would be read.
    """
    rows = sites_asked_for(standing, asked)
    count = rows.order_by()[:CAP].count()
    if asked.q and count < CAP:
        rows = _first_found(rows)
    common = bool(asked.q) and count == CAP and not asked.late and _is_large(standing)
    key = "overdue_since" if asked.late else "pk" if common else "name"
    forward, backward = _mark(after, key), _mark(before, key)
    found, more = _slice(rows, key, forward or backward, backwards=backward is not None and forward is None)
    back = backward is not None and forward is None
    earlier, later = (more, bool(found)) if back else (forward is not None, more)
    wide = reads_more(standing)
    return Found(
        lines=_lines(found, standing, wide=wide, notes=notes_off_default([row.pk for row in found]) if asked.off_default else {}),
        before=_marked(found[0], key) if earlier and found else "",
        after=_marked(found[-1], key) if later and found else "",
        count=count,
        wide=wide,
        common=common,
    )


def _is_large(standing: Standing) -> bool:
    return Site.objects.filter(district=standing.person.district).order_by()[LARGE : LARGE + 1].exists()


def _first_found(rows: QuerySet[Site]) -> QuerySet[Site]:
    """The same sites, found by their words before they are put in order.

    The index of the words finds a few among any number. Asked for the first fifty by name, PostgreSQL guesses that a word is
    common and reads the register by name until it has met fifty: all of it, where the word is rare.
    """
    return Site.objects.filter(pk__in=rows.order_by().values("pk")[:CAP])


def _slice(rows: QuerySet[Site], key: str, mark: tuple[Any, int] | None, *, backwards: bool) -> tuple[list[Row], bool]:
    """Up to 50 rows on one side of a mark, in order, and whether there are more on that side."""
    if mark is not None:
        value, pk = mark
        side, beyond = ("lte", "lt") if backwards else ("gte", "gt")
        if key == "pk":
            rows = rows.filter(**{f"pk__{beyond}": pk})
        else:
            rows = rows.filter(Q(**{f"{key}__{beyond}": value}) | Q(**{f"pk__{beyond}": pk}), **{f"{key}__{side}": value})
    order = (f"-{key}", "-pk") if backwards else (key, "pk")
    found = [Row._make(values) for values in rows.order_by(*order).values_list(*COLUMNS)[: PAGE + 1]]
    kept = found[:PAGE]
    return (kept[::-1] if backwards else kept), len(found) > PAGE


def _marked(row: Row, key: str) -> str:
    return f"{row.pk}.{getattr(row, key)}"


def _mark(text: str, key: str) -> tuple[Any, int] | None:
    pk, _, value = text.partition(".")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    if key != "overdue_since":
        return value, int(pk)
    try:
        return date.fromisoformat(value), int(pk)
    except ValueError:
        return None


def _lines(rows: Sequence[Row], standing: Standing, *, wide: bool, notes: Mapping[int, str]) -> list[Line]:
    district = standing.person.district
    calendars = Calendars(district) if wide and district else None
    whole = audits(standing)
    lines = []
    for row in rows:
        inside = whole or row.school_id in standing.schools or row.responsible_id == standing.person.pk
        days = calendars.of(row.school_id) if calendars and inside else None
        lines.append(_line(row, days, standing.on, notes.get(row.pk, "")))
    return lines


def _line(row: Row, days: SchoolDays | None, today: date, note: str) -> Line:
    status, tone, icon = worded_status(
        row.status, has_owner=bool(row.responsible_is_active), is_verified=row.unverified_since is None
    )
    due, due_tone = due_words(row, days, today) if days and row.status == states.ACTIVE else ("", "")
    checked = wording.day(row.last_checked_on, today=today) if days and row.last_checked_on else ""
    place = row.handle or row.address.removeprefix("https://")
    left = "" if row.responsible_is_active or not row.responsible else ", has left"
    return Line(
        pk=row.pk,
        name=row.name,
        meta=f"{row.platform_label}, {place}" if place else row.platform_label,
        school=row.school,
        responsible=f"{row.responsible or 'Nobody'}{left}",
        status=status,
        tone=tone,
        icon=icon,
        last_check=f"{checked[:1].upper()}{checked[1:]}",
        due=due,
        due_tone=due_tone,
        note=note,
    )


def worded_status(status: str, *, has_owner: bool, is_verified: bool = True) -> tuple[str, str, str]:
    """A status in words, with tone and icon. "Needs owner" is derived: an active site whose responsible employee has ended.

    "Not verified" goes before it: its people lost control of it.
    """
    if status in states.LIVE and not is_verified:
        return "Not verified", "late", "shield-exclamation"
    if status == states.ACTIVE and not has_owner:
        return "Needs owner", "late", "exclamation-triangle"
    tone, icon = {
        states.ACTIVE: ("done", "check-circle"),
        states.SUSPENDED: ("due", "pause-circle"),
        states.CLOSED: ("off", "archive-box"),
        states.SHUT_DOWN: ("off", "no-symbol"),
        states.UNOFFICIAL: ("off", "question-mark-circle"),
    }[status]
    return states.LABELS[status], tone, icon


def due_words(row: Row | Site, days: SchoolDays, today: date) -> tuple[str, str]:
    """How late or how soon the next check-in of a site is, with its tone."""
    if row.overdue_since:
        return wording.late(max(1, days.between(row.overdue_since, today))), "late"
    if not row.next_due_on:
        return "", ""
    near = days.at_most(SOON, today, row.next_due_on)
    return wording.due(row.next_due_on, today=today), "due" if near else ""
