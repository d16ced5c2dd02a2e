"""What time does to a route: an approval nobody followed up expires, and a seat nobody holds falls to its fallback."""

from datetime import date, datetime
from functools import cache

from django.db import transaction

from accounts.access import addressee, local_day
from accounts.models import District
from accounts.rules import Refused
from accounts.schooldays import NoSchoolDays, SchoolDays
from accounts.selectors import Calendars
from records import events, outbox

from .. import letters, states
from ..models import Seat, Step
from ..selectors import policy_of, seats_with_fallback
from .changing import release
from .lock import claim
from .route import cancel_open

FALLS_AFTER = 1  # school days in which somebody may still be appointed


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
    """Let the fallback role act where nobody else can, and take it back where somebody can again. Seats that fell or came back.

    A role that nobody holds leaves a school day to appoint somebody, from the day on which that was noticed; where it is held
    by those who may not decide here, there is nothing to wait for.
    """
    calendars = cache(lambda: Calendars(district))
    today = local_day(at, district.time_zone)
    fallen, noticed, held = list[int](), list[int](), list[int]()
    for seat in seats_with_fallback(district_id=district.pk, on=today):
        if not seat.vacant:
            held += [seat.pk] if seat.fell or seat.since else []
        elif not seat.fell:
            since = local_day(seat.since, district.time_zone) if seat.since else None
            if seat.is_held or (since and _falls_on(since, calendars().of(seat.school_id)) <= today):
                fallen.append(seat.pk)
            elif since is None:
                noticed.append(seat.pk)
    rows = Seat.objects.filter(state=states.STEP_OPEN)
    rows.filter(pk__in=noticed).update(vacant_at=at)
    changed = rows.filter(pk__in=fallen).update(fell_at=at, vacant_at=None)
    return changed + rows.filter(pk__in=held).update(fell_at=None, vacant_at=None)


def _falls_on(noticed_on: date, days: SchoolDays) -> date:
    """The school day on which a seat falls that has been vacant since a day; at once where no school day is ahead."""
    try:
        return days.add(noticed_on, FALLS_AFTER)
    except NoSchoolDays:
        return noticed_on
