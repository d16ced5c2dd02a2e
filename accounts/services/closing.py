"""A snow day: closing a school or the whole district at once, and taking that back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts import rules
from accounts.models import CalendarDay, District, Person, School
from accounts.rules import Refused
from accounts.selectors import Calendars
from accounts.wording import full_day, listing

from .calendar import record_change
from .doers import permitted, today


@transaction.atomic
def close_at_once(
    *,
    district: District,
    on: date,
    label: str,
    by: Person,
    at: datetime,
    school: School | None = None,
    effects: Sequence[str] = (),
) -> None:
    """Close one day of a school, or of every school of the district, whatever the calendar says until now.

    `effects` are what moves because of it, in words: they stand in the trail. Refuses whoever neither keeps the calendar
    nor heads the school, days that are over or far ahead, and a day without school. Of two at once the second is refused.
    """
    doer = permitted(by, rules.may_close_at_once, district_id=district.pk, school=school, at=at)
    rules.is_soon(on, today(district, at))
    if not Calendars(district).of(school.pk if school else None).is_open(on):
        raise Refused(f"{full_day(on)} is no school day as it is.")
    _close(district, school, on, label)
    if school is None:
        rows = CalendarDay.objects.filter(district=district, school__isnull=False, on=on, is_open=True)
        for own in rows.select_related("school"):
            _close(district, own.school, on, label)
    because = f" ({label})" if label else ""
    record_change(
        "snow-day", f"closed {full_day(on)} at once{because}{_so(effects)}", district, school, doer, at, {"on": str(on)}
    )


@transaction.atomic
def take_back(
    *, district: District, on: date, by: Person, at: datetime, school: School | None = None, effects: Sequence[str] = ()
) -> None:
    """Let a day that was closed at once be again what the calendar said before. Refuses as `close_at_once` does."""
    doer = permitted(by, rules.may_close_at_once, district_id=district.pk, school=school, at=at)
    rules.is_soon(on, today(district, at))
    rows = CalendarDay.objects.filter(district=district, on=on, at_once=True)
    rows = rows if school is None else rows.filter(school=school)
    found = list(rows)
    without = CalendarDay.objects.filter(pk__in=[row.pk for row in found if row.before is None], at_once=True).delete()[0]
    for row in found:
        if row.before is not None:
            CalendarDay.objects.filter(pk=row.pk, at_once=True).update(at_once=False, before=None, **row.before)
    if not without and not any(row.before for row in found):
        raise Refused(f"{full_day(on)} was not closed at once, or that was taken back already.")
    record_change(
        "take-back-snow-day",
        f"took back the snow day of {full_day(on)}{_so(effects)}",
        district,
        school,
        doer,
        at,
        {"on": str(on)},
    )


def _close(district: District, school: School | None, on: date, label: str) -> None:
    row = CalendarDay.objects.filter(district=district, school=school, on=on).first()
    if row is None:
        try:
            with transaction.atomic():
                CalendarDay.objects.create(district=district, school=school, on=on, label=label, at_once=True)
        except IntegrityError:
            raise Refused(f"{full_day(on)} is closed already.") from None
        return
    before = {"is_open": True, "label": row.label}
    closed = CalendarDay.objects.filter(pk=row.pk, is_open=True).update(is_open=False, label=label, at_once=True, before=before)
    if not closed:
        raise Refused(f"{full_day(on)} is closed already.")


def _so(effects: Sequence[str]) -> str:
    return f"; {listing(list(effects))}," if effects else ""
