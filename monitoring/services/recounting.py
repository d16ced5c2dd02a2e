"""Counting due dates anew after a change of the calendar."""

from collections.abc import Collection
from datetime import date

from accounts.models import District
from accounts.selectors import Calendars
from monitoring.models import Duty
from monitoring.selectors import Shift, in_batches, no_longer_overdue, running, shifts

from .watching import keep_watch

CHUNK = 1000  # duties or sites of one statement


def shift(one: Shift, *, district_id: int, today: date, calendars: Calendars) -> int:
    """Carry out a part of one shift: up to a thousand duties that still stand at the old date; how many moved."""
    alike = running(district_id, one.schools).filter(
        counted_from=one.counted_from, every=one.every, calendar=one.calendar, summer=one.summer, next_due_on=one.was
    )
    rows = list(alike.order_by("id").values_list("pk", "site_id")[:CHUNK])
    moved = Duty.objects.filter(pk__in=[pk for pk, _site in rows], next_due_on=one.was).update(next_due_on=one.becomes)
    keep_watch({site for _pk, site in rows}, today=today, calendars=calendars)
    return moved


def recount(*, district: District, schools: Collection[int] | None, calendars: Calendars, today: date) -> int:
    """Write every due date and overdue mark as these calendars have it, in the caller's transaction; how many dates moved."""
    moved = 0
    for one in shifts(district=district, schools=schools, calendars=calendars, today=today):
        while some := shift(one, district_id=district.pk, today=today, calendars=calendars):
            moved += some
    for pks in in_batches(no_longer_overdue(district=district, schools=schools, calendars=calendars, today=today), CHUNK):
        keep_watch(pks, today=today, calendars=calendars)
    return moved
