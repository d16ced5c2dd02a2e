"""When somebody has left, or a site is somebody else's: the open steps that were anchored at a person pass on."""

from datetime import datetime

from django.db import transaction

from accounts import roles
from accounts.access import local_day
from accounts.models import District, Person
from accounts.selectors import supervisor_of
from records import events

from .. import states
from ..models import Seat
from ..selectors import seats_left

CHUNK = 500  # seats of one sweep


@transaction.atomic
def pass_steps_on(*, district: District, at: datetime) -> int:
    """Give the open seats of people who have left to whoever answers for the site now, else to their supervisor; how many.

    Where there is nobody the seat stays, and shows as one that nobody can act on. The next morning's mail tells the new one.
    """
    on = local_day(at, district.time_zone)
    rows = seats_left(district.pk).select_related("person__supervisor", "step__submission__site__responsible")
    instead: dict[int, Person | None] = {}
    passed = 0
    for seat in rows[:CHUNK]:
        person, site = seat.person, seat.step.submission.site
        if person is None:
            continue
        now = site.responsible if site is not None and seat.acts == roles.RESPONSIBLE else None
        if now is None or not now.is_active:
            if person.pk not in instead:
                instead[person.pk] = supervisor_of(person, on=on)
            now = instead[person.pk]
        if now is not None and _pass(seat, person, now):
            passed += 1
            _record(seat, person, now, at=at)
    return passed


def _pass(seat: Seat, person: Person, to: Person) -> bool:
    return bool(Seat.objects.filter(pk=seat.pk, state=states.STEP_OPEN, person=person).update(person=to))


def _record(seat: Seat, person: Person, to: Person, *, at: datetime) -> None:
    why = f"{person.name} has left." if not person.is_active else f"{to.name} answers for the site now."
    events.record(
        verb="pass_on", subject=("submission", seat.step.submission_id), sentence=f"passed an open step on to {to.name}",
        by=events.CLOCK, at=at, district_id=seat.district_id, reason=why,
    )  # fmt: skip
