"""The trail of a person, a place or a district, as lines to read, fifty at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.access import whole_number
from accounts.models import Appointment, District, Person, School
from accounts.wording import moment
from records.events import END, PAGE, trail_before
from records.models import Event


@dataclass(frozen=True)
class TrailLine:
    """One event: who, did what, when and why. `sentence_html` is escaped."""

    who: str
    sentence_html: SafeString
    when: str
    reason: str


@dataclass(frozen=True)
class Trail:
    """One page of a trail, newest first; `older` marks where the older lines begin, 0 where there are none."""

    lines: Sequence[TrailLine] = ()
    older: int = 0
    is_newest: bool = True

    def links(self, heading: str) -> dict[str, str]:
        """Where the newest and the older lines are: in the section of the same page that has this heading."""
        return {
            "previous_url": "" if self.is_newest else f"?#{heading}",
            "next_url": f"?trail={self.older}#{heading}" if self.older else "",
        }


def trail_mark(query: Mapping[str, Any]) -> int | None:
    """Before which event the trail on a page begins, as the query of its address says; None for the newest."""
    return whole_number(str(query.get("trail", "")))


def trail_page(events: Sequence[Event], *, is_newest: bool, zone: str, today: date) -> Trail:
    """Events as a page, newest first; the one too many only says that there are older ones."""
    shown = events[:PAGE]
    older = shown[-1].pk if len(events) > PAGE else 0
    return Trail(trail_lines(shown, zone=zone, today=today), older, is_newest)


def trail_lines(rows: Iterable[Event], *, zone: str, today: date) -> list[TrailLine]:
    """Events as lines, in the order given."""
    return [TrailLine(_who(row), escape(row.sentence), _when(row.at, zone, today), row.reason) for row in rows]


def trail_of_person(person: Person, *, mark: int | None = None, zone: str, today: date) -> Trail:
    """What happened to a person and their appointments, newest first. Two queries."""
    held = list(Appointment.objects.filter(Q(person=person) | Q(designee_of__person=person)).values_list("pk", flat=True))
    about = Q(subject_kind="person", subject_id=person.pk) | Q(subject_kind="appointment", subject_id__in=held)
    rows = Event.objects.filter(about).order_by("-id")
    return _from(lambda end: list(rows.filter(id__lt=end)[: PAGE + 1]), mark, zone=zone, today=today)


def trail_of_place(place: School | District, *, mark: int | None = None, zone: str, today: date) -> Trail:
    """What happened to a school or a district and its calendar, newest first. One query."""
    return trail_of("school" if isinstance(place, School) else "district", place.pk, mark=mark, zone=zone, today=today)


def trail_of(kind: str, pk: int, *, mark: int | None = None, zone: str, today: date) -> Trail:
    """What happened to one thing, newest first. One query."""
    return _from(lambda end: trail_before(kind, pk, mark=end), mark, zone=zone, today=today)


def _from(read: Callable[[int], Sequence[Event]], mark: int | None, *, zone: str, today: date) -> Trail:
    """The page before a mark, the newest one without. A mark before which nothing happened is taken for none."""
    found = read(mark or END)
    if mark and not found:
        return _from(read, None, zone=zone, today=today)
    return trail_page(found, is_newest=not mark, zone=zone, today=today)


def _who(row: Event) -> str:
    return f"{row.actor_name} for {row.acting_for}" if row.acting_for else row.actor_name


def _when(at: datetime, zone: str, today: date) -> str:
    return moment(at, zone, today=today)
