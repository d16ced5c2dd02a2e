"""The trail of a person, a place or a district, as lines to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.models import Appointment, District, Person, School
from accounts.wording import moment
from records.models import Event

LONGEST = 50  # lines; what is older is in the records


@dataclass(frozen=True)
class TrailLine:
    """One event: who, did what, when and why. `sentence_html` is escaped."""

    who: str
    sentence_html: SafeString
    when: str
    reason: str


def trail_lines(rows: Iterable[Event], *, zone: str, today: date) -> list[TrailLine]:
    """Events as lines, in the order given."""
    return [TrailLine(_who(row), escape(row.sentence), _when(row.at, zone, today), row.reason) for row in rows]


def trail_of_person(person: Person, *, zone: str, today: date) -> list[TrailLine]:
    """What happened to a person and their appointments, newest first. Two queries."""
    held = list(Appointment.objects.filter(Q(person=person) | Q(designee_of__person=person)).values_list("pk", flat=True))
    about = Q(subject_kind="person", subject_id=person.pk) | Q(subject_kind="appointment", subject_id__in=held)
    return trail_lines(Event.objects.filter(about).order_by("-id")[:LONGEST], zone=zone, today=today)


def trail_of_place(place: School | District, *, zone: str, today: date) -> list[TrailLine]:
    """What happened to a school or a district and its calendar, newest first. One query."""
    kind = "school" if isinstance(place, School) else "district"
    rows = Event.objects.filter(subject_kind=kind, subject_id=place.pk).order_by("-id")[:LONGEST]
    return trail_lines(rows, zone=zone, today=today)


def _who(row: Event) -> str:
    return f"{row.actor_name} for {row.acting_for}" if row.acting_for else row.actor_name


def _when(at: datetime, zone: str, today: date) -> str:
    return moment(at, zone, today=today)
