"""Trainings that were held, and who was there. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.access import Standing
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Calendars, Cursor, Page, names_of_people, page_of, people_managed_by
from accounts.wording import full_day

from ..document import Policy
from ..models import Attendance, Training
from ..rules import has_training


@dataclass(frozen=True)
class TrainingLine:
    """One session of the list; `there` where the reader attended it."""

    pk: int
    title: str
    held: str
    note: str
    there: bool
    attended: int


def trainings_page(standing: Standing, *, cursor: Cursor) -> Page[TrainingLine]:
    """Fifty sessions of a district, the latest first."""
    mine = Attendance.objects.filter(training=OuterRef("pk"), person=standing.person)
    rows = Training.objects.filter(district_id=standing.district_id)
    rows = rows.annotate(there=Exists(mine), attended=Count("attendances"))

    def say(found: list[Any]) -> list[TrainingLine]:
        return [TrainingLine(row.pk, row.title, full_day(row.held_on), row.note, row.there, row.attended) for row in found]

    return page_of(rows, by="held_on", cursor=cursor, say=say, newest_first=True)


def training_seen_by(standing: Standing, pk: int) -> Training:
    """A session of the person's own district; Training.DoesNotExist for any other."""
    return Training.objects.select_related("district").get(pk=pk, district_id=standing.district_id)


@dataclass(frozen=True)
class AttendanceLine:
    """One person of the list to tick."""

    pk: int
    name: str
    there: bool


def attendance_page(standing: Standing, training: Training, *, words: str = "", cursor: Cursor) -> Page[AttendanceLine]:
    """Fifty active people of the district by name, and who of them was there; for whoever manages them."""
    rows = people_managed_by(standing).filter(is_active=True)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))

    def say(found: list[Person]) -> list[AttendanceLine]:
        there = attendees(training, found)
        named = zip(found, names_of_people(found), strict=True)
        return [AttendanceLine(row.pk, name, row.pk in there) for row, name in named]

    return page_of(rows, by="name", cursor=cursor, say=say)


def people_shown(standing: Standing, pks: Sequence[int]) -> QuerySet[Person]:
    """Those people of a list whom this person manages."""
    return people_managed_by(standing).filter(pk__in=pks)


def attendees(training: Training, people: Sequence[Person]) -> set[int]:
    """Which of some people were there. One query."""
    return set(Attendance.objects.filter(training=training, person__in=people).values_list("person_id", flat=True))


def attended_by(person: Person, key: str) -> list[date]:
    """The days on which somebody was taught what the policy calls by a key. One query."""
    return list(Training.objects.filter(attendances__person=person, key=key).values_list("held_on", flat=True))


def training_missing(person: Person, policy: Policy, *, on: date, read_by: Person | None = None) -> str:
    """Why somebody may not ask for a site nor answer for one yet: the sentence about the first training they lack, or "".

    `read_by` is who reads it, where that is somebody else. No query where no training of the policy stops anybody.
    """
    gates = [spec for spec in policy.trainings if spec.gate and person.kind in spec.for_]
    if not gates or person.district is None:
        return ""
    days = Calendars(person.district).of(person.place_id)
    for spec in gates:
        given_by = " or the ".join(policy.role_label(key) for key in spec.given_by)
        try:
            has_training(
                spec.label, attended_by(person, spec.key), spec.valid_for, days, on=on,
                given_by=f"the {given_by}" if given_by else "",
                who="" if read_by is None or read_by.pk == person.pk else person.name,
            )  # fmt: skip
        except Refused as refused:
            return refused.sentence
    return ""
