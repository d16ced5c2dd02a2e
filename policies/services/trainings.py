"""Deeds on training: record a session that was held, and who was there."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from accounts.access import actor, local_day, standing_of
from accounts.models import District, Person
from accounts.rules import Refused, may_manage
from accounts.wording import count, full_day
from records.events import Actor, record

from ..models import Attendance, Training


def _manager(by: Person, district: District, at: datetime) -> Actor:
    may_manage(standing_of(by, at=at), district.pk)
    return actor(by)


@transaction.atomic
def add_training(
    *, district: District, title: str, held_on: date, by: Person, at: datetime, note: str = "", key: str = ""
) -> Training:
    """Record a session that was held; `key` is the policy's name for what was taught. Refuses a day that lies ahead."""
    doer = _manager(by, district, at)
    if held_on > local_day(at, district.time_zone):
        raise Refused("A training is recorded once it was held: choose today or an earlier day.")
    training = Training.objects.create(
        district=district, key=key, title=title, held_on=held_on, note=note, recorded_at=at, recorded_by=doer.name
    )
    record(
        verb="add-training",
        subject=("training", training.pk),
        sentence=f"recorded the training {title} of {full_day(held_on)}",
        by=doer,
        at=at,
        district_id=district.pk,
    )
    return training


@transaction.atomic
def record_attendance(
    *, training: Training, present: Collection[Person], among: Collection[Person], by: Person, at: datetime
) -> int:
    """Say who of some people was there; everybody else of them was not. How many entries changed.

    Nothing changed leaves no event. Refuses people of another district.
    """
    doer = _manager(by, training.district, at)
    if any(person.district_id != training.district_id for person in (*present, *among)):
        raise Refused("Only people of your own district can be recorded.")
    Training.objects.select_for_update().get(pk=training.pk)
    there = {person.pk for person in present}
    held = set(Attendance.objects.filter(training=training, person__in=among).values_list("person_id", flat=True))
    come, gone = there - held, held - there
    Attendance.objects.bulk_create(Attendance(training=training, person_id=pk, at=at) for pk in sorted(come))
    Attendance.objects.filter(training=training, person_id__in=gone).delete()
    if come or gone:
        taken = f", and took {count(len(gone), 'person', 'people')} off" if gone else ""
        record(
            verb="record-attendance",
            subject=("training", training.pk),
            sentence=f"recorded {count(len(come), 'person', 'people')} at {training}{taken}",
            by=doer,
            at=at,
            district_id=training.district_id,
            details={"there": sorted(come), "not_there": sorted(gone)},
        )
    return len(come) + len(gone)
