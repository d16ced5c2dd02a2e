"""What time does to a route: an approval nobody followed up expires, and a seat nobody holds falls to its fallback."""

from datetime import datetime

from django.db import transaction

from accounts.access import addressee, local_day
from accounts.models import District
from accounts.rules import Refused
from records import events, outbox

from .. import letters, states
from ..models import Seat, Step
from ..selectors import policy_of, seats_with_fallback
from .changing import release
from .lock import claim
from .route import cancel_open


@transaction.atomic
def expire(*, step: Step, at: datetime) -> bool:
    """End a submission whose step ran out of time (`expires_after`), and say so to the requester.

    False where somebody was faster.
    """
    try:
        submission = claim(step.submission, while_in=(states.OPEN,))
    except Refused:
        return False
    if not Step.objects.filter(pk=step.pk, state=states.STEP_OPEN).exists():
        return False
    submission.status = states.EXPIRED
    submission.ended_at = at
    submission.save(update_fields=["status", "ended_at"])
    cancel_open(submission)
    release(submission, by=events.CLOCK, at=at)
    events.record(
        verb="expire", subject=("submission", submission.pk), sentence=f"ended {submission}: it was not followed up in time",
        by=events.CLOCK, at=at, district_id=submission.district_id,
    )  # fmt: skip
    outbox.post(
        to=addressee(submission.requester), letter=letters.expired(submission, policy_of(submission)), kind="decision",
        key=f"expired:{submission.pk}:{submission.round}", at=at, district_id=submission.district_id,
        about=("submission", submission.pk),
    )  # fmt: skip
    return True


@transaction.atomic
def fall_back(*, district: District, at: datetime) -> int:
    """Let the fallback role act where nobody else can, and take it back where somebody can again. Seats changed."""
    fallen, held = list[int](), list[int]()
    for seat in seats_with_fallback(district_id=district.pk, on=local_day(at, district.time_zone)):
        if seat.vacant != seat.fell:
            (fallen if seat.vacant else held).append(seat.pk)
    changed = Seat.objects.filter(pk__in=fallen, state=states.STEP_OPEN).update(fell_at=at)
    return changed + Seat.objects.filter(pk__in=held, state=states.STEP_OPEN).update(fell_at=None)
