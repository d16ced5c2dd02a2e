"""The calendars of a district for a sweep, which must not stop at a mistake in one of them."""

import logging
from collections.abc import Callable, Sequence
from datetime import date

from accounts.models import District
from accounts.schooldays import NoSchoolDays, SchoolDays
from accounts.selectors import Calendars
from monitoring.models import Tick
from monitoring.selectors import Shift, in_batches, no_longer_overdue, shifts
from monitoring.services.recounting import CHUNK, shift
from monitoring.services.watching import keep_watch

from .claim import Claim

log = logging.getLogger(__name__)


class SoundCalendars(Calendars):
    """As they are; a place without a single school day for more than a year counts the days from Monday to Friday."""

    def __init__(self, district: District, today: date) -> None:
        """Read every entry of the district: one query."""
        super().__init__(district)
        self._today = today

    def _of(self, school_id: int | None) -> SchoolDays:
        days = super()._of(school_id)
        try:
            days.on_or_after(self._today)
            days.on_or_before(self._today)
        except NoSchoolDays:
            log.error("The calendar of place %s of district %s has no school day", school_id, self._district.pk)
            return SchoolDays()
        return days


CountAnew = Callable[[Claim, Calendars], int]  # what a room above this one counts anew; how many rows moved


def count_anew(claim: Claim, calendars: Calendars, further: Sequence[CountAnew] = ()) -> int:
    """Where a calendar of the district has changed since the last sweep, count every due date anew; how many moved.

    `further` is what rooms above this one count. A batch at a time; the version is noted when all is done, so that a sweep
    that was broken off begins again.
    """
    version = claim.district.calendar_version
    if claim.counted_in == version:
        return 0
    moved = 0
    for one in shifts(district=claim.district, schools=None, calendars=calendars, today=claim.today):
        while some := _shift(one, claim, calendars):
            moved += some
    pks = no_longer_overdue(district=claim.district, schools=None, calendars=calendars, today=claim.today)
    for some_pks in in_batches(pks, CHUNK):
        with claim.batch() as ours:
            keep_watch(some_pks if ours else [], today=claim.today, calendars=calendars)
    moved += sum(count(claim, calendars) for count in further)
    Tick.objects.filter(district=claim.district, last_at=claim.at).update(calendar_version=version)
    return moved


def _shift(one: Shift, claim: Claim, calendars: Calendars) -> int:
    with claim.batch() as ours:
        return shift(one, district_id=claim.district.pk, today=claim.today, calendars=calendars) if ours else 0
