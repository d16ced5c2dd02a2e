"""Deeds on the calendar of a district or a school: close, open, remove days, take over a list of closed days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from accounts import rules
from accounts.models import CalendarDay, District, Person, School
from accounts.rows import ClosedDay, Outcome
from accounts.wording import count, full_day
from records import events
from records.events import Actor

from .doers import permitted

LONGEST_CLOSURE = 120  # days in one deed


@transaction.atomic
def close_day(
    *,
    district: District,
    on: date,
    by: Person | Actor,
    at: datetime,
    school: School | None = None,
    until: date | None = None,
    label: str = "",
) -> Outcome:
    """Say that there is no school on a day, or on every day from `on` to `until`, in the district or in one school.

    A day that was marked open is closed by it. Refuses whoever does not keep this calendar, more than 120 days, and days
    that the calendar says are closed already, for the same reason.
    """
    doer = permitted(by, rules.may_keep_calendar, district_id=district.pk, school=school, at=at)
    days = [ClosedDay(0, day, label) for day in _days(on, until or on)]
    outcome = _write(district, school, days, is_open=False)
    rules.changes_something(outcome, f"{full_day(on)} is closed already." if len(days) == 1 else "These days are closed already.")
    span = full_day(on) if len(days) == 1 else f"{full_day(on)} to {full_day(days[-1].on)}"
    _record(
        "close-day",
        f"closed {span}{f' ({label})' if label else ''}",
        district,
        school,
        doer,
        at,
        {"on": str(on), "days": len(days)},
    )
    return outcome


@transaction.atomic
def open_day(
    *, district: District, on: date, by: Person | Actor, at: datetime, school: School | None = None, label: str = ""
) -> Outcome:
    """Say that there is school on a day that the week or the district would close. Refuses as `close_day` does."""
    doer = permitted(by, rules.may_keep_calendar, district_id=district.pk, school=school, at=at)
    rules.is_a_possible_day(on)
    outcome = _write(district, school, [ClosedDay(0, on, label)], is_open=True)
    rules.changes_something(outcome, f"{full_day(on)} is open already.")
    _record("open-day", f"opened {full_day(on)}{f' ({label})' if label else ''}", district, school, doer, at, {"on": str(on)})
    return outcome


@transaction.atomic
def remove_day(*, day: CalendarDay, by: Person | Actor, at: datetime) -> None:
    """Take a day off the calendar: it is again what the week, and for a school the district, says."""
    doer = permitted(by, rules.may_keep_calendar, district_id=day.district_id, school=day.school, at=at)
    was = {"on": str(day.on), "label": day.label, "is_open": day.is_open}
    CalendarDay.objects.filter(pk=day.pk).delete()
    _record("remove-day", f"took {full_day(day.on)} off the calendar", day.district, day.school, doer, at, was)


@transaction.atomic
def import_calendar(
    *, district: District, days: Sequence[ClosedDay], by: Person | Actor, at: datetime, school: School | None = None
) -> Outcome:
    """Take over a list of closed days; days that are there already are changed to what the list says, others stay.

    Running it again changes nothing and records nothing. Refuses whoever does not keep this calendar.
    """
    doer = permitted(by, rules.may_keep_calendar, district_id=district.pk, school=school, at=at)
    outcome = _write(district, school, days, is_open=False)
    if outcome.new or outcome.changed:
        sentence = f"imported {count(outcome.new + outcome.changed, 'closed day')}"
        _record("import-calendar", sentence, district, school, doer, at, {"new": outcome.new, "changed": outcome.changed})
    return outcome


def _days(first: date, last: date) -> list[date]:
    rules.is_a_possible_day(first)
    if not first <= last < first + timedelta(days=LONGEST_CLOSURE):
        raise rules.Refused(f"The last day comes after the first, and at most {LONGEST_CLOSURE} days are closed at once.")
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _write(district: District, school: School | None, days: Sequence[ClosedDay], *, is_open: bool) -> Outcome:
    known = {row.on: row for row in CalendarDay.objects.filter(district=district, school=school, on__in=[day.on for day in days])}
    new = [
        CalendarDay(district=district, school=school, on=day.on, is_open=is_open, label=day.label)
        for day in days
        if day.on not in known
    ]
    changed = []
    for day in days:
        row = known.get(day.on)
        if row and (row.is_open, row.label) != (is_open, day.label or row.label):
            row.is_open, row.label = is_open, day.label
            changed.append(row)
    CalendarDay.objects.bulk_create(new, ignore_conflicts=True)
    CalendarDay.objects.bulk_update(changed, ["is_open", "label"])
    return Outcome(len(new), len(changed), len(days) - len(new) - len(changed))


def _record(
    verb: str, sentence: str, district: District, school: School | None, doer: Actor, at: datetime, details: dict[str, Any]
) -> None:
    subject = ("school", school.pk) if school else ("district", district.pk)
    where = school.name if school else district.name
    events.record(
        verb=verb, subject=subject, sentence=f"{sentence} at {where}", by=doer, at=at, district_id=district.pk, details=details
    )
