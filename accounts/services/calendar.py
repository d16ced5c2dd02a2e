"""Deeds on the calendar of a district or a school: close, open, remove days, take over a list of closed days."""

from collections.abc import Sequence
from dataclasses import replace as replaced
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts import rules
from accounts.models import CalendarDay, District, Person, School
from accounts.rows import ListedDay, Outcome
from accounts.wording import count, full_day, listing
from records import events
from records.events import Actor

from .doers import permitted

LONGEST_CLOSURE = 200  # days in one deed: half a year, for schools that keep the other half


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

    A day that was marked open is closed by it. Refuses whoever does not keep this calendar, more than 200 days, and days
    that the calendar says are closed already, for the same reason.
    """
    doer = permitted(by, rules.may_keep_calendar, district_id=district.pk, school=school, at=at)
    days = [ListedDay(0, day, label) for day in _days(on, until or on)]
    outcome = _write(district, school, days)
    rules.changes_something(outcome, f"{full_day(on)} is closed already." if len(days) == 1 else "These days are closed already.")
    span = full_day(on) if len(days) == 1 else f"{full_day(on)} to {full_day(days[-1].on)}"
    record_change(
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
    *,
    district: District,
    on: date,
    by: Person | Actor,
    at: datetime,
    school: School | None = None,
    until: date | None = None,
    label: str = "",
) -> Outcome:
    """Say that there is school on a day that the week or the district would close, as year-round schools need it.

    One day may be any; of several in a row the days of the weekly pattern open. Refuses as `close_day` does.
    """
    doer = permitted(by, rules.may_keep_calendar, district_id=district.pk, school=school, at=at)
    span = _days(on, until or on)
    kept = span if len(span) == 1 else [day for day in span if day.weekday() not in district.weekend_days]
    outcome = _write(district, school, [ListedDay(0, day, label, is_open=True) for day in kept])
    said = full_day(on) if len(span) == 1 else f"{full_day(on)} to {full_day(span[-1])}"
    rules.changes_something(outcome, f"{said} is open already." if len(span) == 1 else "These days are open already.")
    because = f" ({label})" if label else ""
    record_change("open-day", f"opened {said}{because}", district, school, doer, at, {"on": str(on), "days": len(kept)})
    return outcome


@transaction.atomic
def remove_day(*, day: CalendarDay, by: Person | Actor, at: datetime) -> None:
    """Take a day off the calendar: it is again what the week, and for a school the district, says."""
    doer = permitted(by, rules.may_keep_calendar, district_id=day.district_id, school=day.school, at=at)
    was = {"on": str(day.on), "label": day.label, "is_open": day.is_open}
    CalendarDay.objects.filter(pk=day.pk).delete()
    record_change("remove-day", f"took {full_day(day.on)} off the calendar", day.district, day.school, doer, at, was)


@transaction.atomic
def import_calendar(
    *,
    district: District,
    days: Sequence[ListedDay],
    by: Person | Actor,
    at: datetime,
    school: School | None = None,
    replace: bool = False,
) -> Outcome:
    """Take over a list of days; days that are there already are changed to what the list says, others stay.

    With `replace`, days between the first and the last of the list that it does not have are taken off. Running it again
    changes nothing and records nothing. Refuses whoever does not keep this calendar.
    """
    doer = permitted(by, rules.may_keep_calendar, district_id=district.pk, school=school, at=at)
    taken_off = _take_off(district, school, days) if replace and days else 0
    outcome = _write(district, school, days)
    if outcome.new or outcome.changed or taken_off:
        opened = sum(day.is_open for day in days)
        said = [
            f"imported {count(outcome.new + outcome.changed, 'day' if opened else 'closed day')}"
            if outcome.new or outcome.changed
            else "",
            f"took {count(taken_off, 'day')} off that the file does not have" if taken_off else "",
        ]
        details = {"new": outcome.new, "changed": outcome.changed, "removed": taken_off}
        record_change("import-calendar", listing([part for part in said if part]), district, school, doer, at, details)
    return replaced(outcome, removed=taken_off)


def _take_off(district: District, school: School | None, days: Sequence[ListedDay]) -> int:
    """Take off what a list of days does not have between its first and its last; how many that were."""
    listed = {day.on for day in days}
    rows = CalendarDay.objects.filter(district=district, school=school, on__range=(min(listed), max(listed)))
    return rows.exclude(on__in=listed).delete()[0]


def _days(first: date, last: date) -> list[date]:
    rules.is_a_possible_day(first)
    if not first <= last < first + timedelta(days=LONGEST_CLOSURE):
        raise rules.Refused(f"The last day comes after the first, and at most {LONGEST_CLOSURE} days are closed at once.")
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _write(district: District, school: School | None, days: Sequence[ListedDay]) -> Outcome:
    known = {row.on: row for row in CalendarDay.objects.filter(district=district, school=school, on__in=[day.on for day in days])}
    new = [
        CalendarDay(district=district, school=school, on=day.on, is_open=day.is_open, label=day.label)
        for day in days
        if day.on not in known
    ]
    changed = []
    for day in days:
        row = known.get(day.on)
        if row and (row.is_open, row.label) != (day.is_open, day.label or row.label):
            row.is_open, row.label = day.is_open, day.label
            changed.append(row)
    CalendarDay.objects.bulk_create(new, ignore_conflicts=True)
    CalendarDay.objects.bulk_update(changed, ["is_open", "label"])
    return Outcome(len(new), len(changed), len(days) - len(new) - len(changed))


def record_change(
    verb: str, sentence: str, district: District, school: School | None, doer: Actor, at: datetime, details: dict[str, Any]
) -> None:
    """The one event of a deed on a calendar. Whatever was counted in it is counted anew by the next sweep."""
    District.objects.filter(pk=district.pk).update(calendar_version=F("calendar_version") + 1)
    subject = ("school", school.pk) if school else ("district", district.pk)
    where = school.name if school else district.name
    events.record(
        verb=verb, subject=subject, sentence=f"{sentence} at {where}", by=doer, at=at, district_id=district.pk, details=details
    )
