"""The school days of a place, and what its calendar page lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.db.models import Q, QuerySet

from accounts.access import Standing
from accounts.models import CalendarDay, District, School
from accounts.rows import ListedDay
from accounts.schooldays import SchoolDays, school_days
from accounts.wording import full_day
from records.statements import Given, Statement

from .pages import Cursor, Page, page_of


def calendar_of(*, district: District, school_id: int | None) -> SchoolDays:
    """The school days of a place; without a school those of the district. One query."""
    return calendar_from(DAYS.rows(district=district.pk, school=school_id), district)


def calendar_from(rows: Iterable[Sequence[Any]], district: District) -> SchoolDays:
    """The same of rows that `DAYS` found together with others."""
    found = list(rows)
    return school_days(
        weekend=district.weekend_days,
        district=[(on, is_open) for school, on, is_open in found if school is None],
        school=[(on, is_open) for school, on, is_open in found if school is not None],
    )


DAYS = Statement(
    lambda: CalendarDay.objects.filter(
        Q(school__isnull=True) | Q(school_id=Given("school")), district_id=Given("district")
    ).values_list("school_id", "on", "is_open")
)


ALL_DAYS = Statement(lambda: CalendarDay.objects.filter(district_id=Given("district")).values_list("school_id", "on", "is_open"))


Entry = tuple[int | None, date, bool]  # a school or None for all, a day, whether school is kept


class Calendars:
    """The calendars of one district, read once for a sweep over many schools, when one of them is first asked for."""

    def __init__(self, district: District) -> None:
        """Nothing is read yet; all of it is one query."""
        self._district = district
        self.of = cache(self._of)

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Every entry of the district."""
        return [(school, on, is_open) for school, on, is_open in ALL_DAYS.rows(district=self._district.pk)]

    def instead(self, entries: Sequence[Entry]) -> "Calendars":
        """The same with other entries."""
        self.entries = entries
        self.of = cache(self._of)
        return self

    def _of(self, school_id: int | None) -> SchoolDays:
        return school_days(
            weekend=self._district.weekend_days,
            district=[(on, is_open) for school, on, is_open in self.entries if school is None],
            school=[(on, is_open) for school, on, is_open in self.entries if school is not None and school == school_id],
        )


def calendars_if_closed(district: District, on: date, *, school_id: int | None) -> Calendars:
    """As they would be if a day were closed at once at a school, or at every school: to say what would move."""
    found = Calendars(district)
    gone = {row for row in found.entries if row[1] == on and (row[0] == school_id or (school_id is None and row[2]))}
    also = {school for school, _on, _open in gone} | {school_id}
    return found.instead([row for row in found.entries if row not in gone] + [(school, on, False) for school in also])


def calendars_if_taken_back(district: District, on: date, *, school_id: int | None) -> Calendars:
    """As they would be if what closed a day at once were taken back."""
    found = Calendars(district)
    rows = CalendarDay.objects.filter(district=district, on=on, at_once=True)
    rows = rows if school_id is None else rows.filter(school_id=school_id)
    before = {row.school_id: row.before for row in rows}
    kept = [row for row in found.entries if row[1] != on or row[0] not in before]
    return found.instead(kept + [(school, on, was["is_open"]) for school, was in before.items() if was])


@dataclass(frozen=True)
class SnowDay:
    """A day that was closed at once and may still be taken back."""

    on: date
    when: str
    label: str


def snow_days(*, district: District, school: School | None, today: date) -> list[SnowDay]:
    """The days from today on that were closed at once, at this school or for the whole district. One query."""
    rows = CalendarDay.objects.filter(district=district, school=school, at_once=True, on__gte=today)
    return [SnowDay(row.on, f"{row.on:%A}, {full_day(row.on)}", row.label) for row in rows]


@dataclass(frozen=True)
class DayLine:
    """One entry of a calendar, in words; `own` where it belongs to the place itself and may be taken off there."""

    pk: int
    when: str
    label: str
    is_open: bool
    own: bool
    whose: str


def calendar_page(*, district: District, school: School | None, today: date, cursor: Cursor, past: bool = False) -> Page[DayLine]:
    """Fifty entries of a district's calendar, or of a school's with its district's: from today on, or those that are over."""
    rows = CalendarDay.objects.filter(Q(school=None) | Q(school=school), district=district)
    rows = rows.filter(on__lt=today) if past else rows.filter(on__gte=today)
    return page_of(
        rows, by="on", cursor=cursor, newest_first=past, say=lambda found: [_day_line(row, district, school) for row in found]
    )


def _day_line(row: CalendarDay, district: District, school: School | None) -> DayLine:
    own = row.school_id == (school.pk if school else None)
    whose = school.name if school and row.school_id else district.name
    return DayLine(row.pk, f"{row.on:%A}, {full_day(row.on)}", row.label, row.is_open, own, whose)


def days_of(standing: Standing) -> QuerySet[CalendarDay]:
    """The entries of a person's own district and its schools."""
    return CalendarDay.objects.filter(district_id=standing.district_id).select_related("district", "school")


@dataclass(frozen=True)
class CalendarChanges:
    """What taking over a list of days would do to a calendar, each as (day in words, what it says)."""

    added: list[tuple[str, str]]
    changed: list[tuple[str, str]]
    same: int
    missing: list[tuple[str, str]]


def calendar_changes(*, district: District, school: School | None, days: Sequence[ListedDay]) -> CalendarChanges:
    """The difference between a list of days and the calendar it is for: one query.

    `missing` is in the calendar between the first and the last day of the list, and not in the list.
    """
    listed = {day.on: day for day in days}
    rows = CalendarDay.objects.filter(district=district, school=school, on__range=(min(listed), max(listed))) if listed else []
    known = {row.on: row for row in rows}
    added = [day for day in days if day.on not in known]
    changed = [
        (day, row)
        for day in days
        if (row := known.get(day.on)) and (row.is_open, row.label) != (day.is_open, day.label or row.label)
    ]
    return CalendarChanges(
        added=[_said(day.on, day.is_open, day.label) for day in added],
        changed=[_changed(day, row) for day, row in changed],
        same=len(days) - len(added) - len(changed),
        missing=[_said(row.on, row.is_open, row.label) for on, row in known.items() if on not in listed],
    )


def _said(on: date, is_open: bool, label: str) -> tuple[str, str]:
    what = "School after all" if is_open else "No school"
    said = label if label.lower().startswith(what.lower()) else f"{what}: {label}" if label else what
    return f"{on:%A}, {full_day(on)}", said


def _changed(day: ListedDay, row: CalendarDay) -> tuple[str, str]:
    when, becomes = _said(day.on, day.is_open, day.label or row.label)
    return when, f"{becomes}. Until now {_said(row.on, row.is_open, row.label)[1].lower()}"
