"""One district's sweep at a time, by a conditional update that works on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from accounts.access import local_day
from accounts.models import District
from monitoring.models import Tick


class Claim:
    """A sweep of a district at a moment. Every batch takes it again, in its own transaction.

    The update locks the district's row until the batch is written, so that two sweeps take turns; one whose moment has
    been overtaken by a later sweep stops.
    """

    def __init__(self, district: District, at: datetime) -> None:
        """Nothing is read or written yet."""
        self.district = district
        self.at = at
        self.today: date = local_day(at, district.time_zone)
        self.counted_in = 0  # the version of the calendars that due dates were last counted in

    def hold(self) -> bool:
        """Lock the district for the rest of the transaction; False where a later sweep was here."""
        if self._move():
            return True
        Tick.objects.bulk_create([Tick(district=self.district, last_at=self.at)], ignore_conflicts=True)
        return self._move()

    def _move(self) -> bool:
        return Tick.objects.filter(district=self.district, last_at__lte=self.at).update(last_at=self.at) == 1

    @contextmanager
    def batch(self) -> Iterator[bool]:
        """A transaction in which the district is ours; yields False where it is not any more."""
        with transaction.atomic():
            yield self.hold()
