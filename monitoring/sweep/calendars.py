"""The calendars of a district for a sweep, which must not stop at a mistake in one of them."""

import logging
from datetime import date

from accounts.models import District
from accounts.schooldays import NoSchoolDays, SchoolDays
from accounts.selectors import Calendars

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
