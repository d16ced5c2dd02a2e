"""Counting the days of complaints and orders anew after a change of the calendar, and closing a day at once."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.access import local_day
from accounts.models import District, Person, School
from accounts.selectors import Calendars, calendars_if_closed, calendars_if_taken_back
from accounts.wording import count
from monitoring import services as monitoring
from monitoring.schedule import days_late
from monitoring.selectors import Moving

from ..models import Complaint, Directive
from ..selectors.clocks import Change, Moved, how_many_move, moved_complaints, moved_orders


def recount(change: Change) -> int:
    """Write the days of every open complaint and order as these calendars have them; how many moved. In the caller's
    transaction; a row that changes in the same moment is left to the next sweep."""
    moved = sum(write_complaints(batch, change) for batch in moved_complaints(change))
    return moved + sum(write_orders(batch) for batch in moved_orders(change))


def write_complaints(batch: list[Moved], change: Change) -> int:
    """The new days of some complaints; one that is not late any more is not called so."""
    done = 0
    for row in batch:
        known = Complaint.objects.filter(pk=row.pk, answer_by=row.was[0], settle_by=row.was[1])
        done += known.update(answer_by=row.becomes[0], settle_by=row.becomes[1])
        on = row.becomes[0]
        if on and not days_late(on, change.calendars.of(row.place_id), change.today):
            Complaint.objects.filter(pk=row.pk, late_since__isnull=False).update(late_since=None)
    return done


def write_orders(batch: list[Moved]) -> int:
    """The new days of some orders."""
    done = 0
    for row in batch:
        known = Directive.objects.filter(pk=row.pk, due_on=row.was[0], suspend_on=row.was[1])
        done += known.update(due_on=row.becomes[0], suspend_on=row.becomes[1])
    return done


def what_closing_moves(*, district: District, school: School | None, on: date, at: datetime) -> Moving:
    """What closing a day at once would move, complaints and orders included. Nothing is written."""
    calendars = calendars_if_closed(district, on, school_id=school.pk if school else None)
    moved = monitoring.what_closing_moves(district=district, school=school, on=on, at=at)
    return replace(moved, further=_further(district, school, calendars, at, back=False))


def what_taking_back_moves(*, district: District, school: School | None, on: date, at: datetime) -> Moving:
    """What taking a snow day back would move, complaints and orders included. Nothing is written."""
    calendars = calendars_if_taken_back(district, on, school_id=school.pk if school else None)
    moved = monitoring.what_taking_back_moves(district=district, school=school, on=on, at=at)
    return replace(moved, further=_further(district, school, calendars, at, back=True))


def _further(district: District, school: School | None, calendars: Calendars, at: datetime, *, back: bool) -> tuple[str, ...]:
    """One number for complaints and orders together: the trail of a school does not tell that somebody complained."""
    many = how_many_move(_change(district, school, calendars, at))
    where = "back" if back else "to the next school day"
    return (f"the clocks of {count(many, 'complaint or order', 'complaints and orders')} move {where}",) if many else ()


def _change(district: District, school: School | None, calendars: Calendars, at: datetime) -> Change:
    schools, today = [school.pk] if school else None, local_day(at, district.time_zone)
    return Change(district=district, schools=schools, calendars=calendars, today=today)


@transaction.atomic
def close_at_once(*, district: District, on: date, label: str, by: Person, at: datetime, school: School | None = None) -> Moving:
    """Close a day of a school or of the district, with everything that is counted in its school days. Returns what moved.

    Refuses whom `monitoring.services.close_at_once` refuses.
    """
    given: dict[str, Any] = {"district": district, "school": school, "on": on, "at": at}
    further = what_closing_moves(**given).further
    moved = monitoring.close_at_once(**given, label=label, by=by, further=further)
    recount(_change(district, school, Calendars(district), at))
    return moved


@transaction.atomic
def take_back(*, district: District, on: date, by: Person, at: datetime, school: School | None = None) -> Moving:
    """Let a snow day be a school day again, for complaints and orders too. Refuses as `close_at_once` does."""
    given: dict[str, Any] = {"district": district, "school": school, "on": on, "at": at}
    further = what_taking_back_moves(**given).further
    moved = monitoring.take_back(**given, by=by, further=further)
    recount(_change(district, school, Calendars(district), at))
    return moved
