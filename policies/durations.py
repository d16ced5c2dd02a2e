"""Lengths of time as policies state them: "3 school days", "1 month", "next school day". Pure: days come from outside."""

import calendar as calendars
import re
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.schooldays import SchoolDays

UNITS = ("day", "school day", "business day", "week", "month", "year")
MOST = 9999
EXPECTED = '"<n> day|school day|business day|week|month|year", for example "3 school days", or "next school day"'
NEXT = "next school day"
COUNTED = r"([0-9]{1,4}) (day|school day|business day|week|month|year)s?"
WRITTEN = f"{COUNTED}|{NEXT}"
PATTERN = re.compile(COUNTED)
FURTHEST = date(9000, 1, 1)  # what lies beyond falls on it, and can still be counted from: Python's calendar ends with 9999
YEARLY = re.compile(r"yearly on (\d\d-\d\d)")  # of a renewal; no document writes it so


class BadDuration(ValueError):
    """A text that is not a length of time; the message says what was expected."""


@dataclass(frozen=True)
class Duration:
    """So many of one unit; `unit` is one of UNITS, in the singular. `on`: every year on this day, as 08-15."""

    count: int
    unit: str
    on: str = ""


def parse(text: str) -> Duration:
    """Read a duration, singular or plural; anything else raises BadDuration."""
    if text == NEXT:
        return Duration(1, "school day")
    if yearly := YEARLY.fullmatch(text):
        return Duration(1, "year", yearly[1])
    found = PATTERN.fullmatch(text)
    if found is None:
        raise BadDuration(f"expected {EXPECTED}, not {text[:60]!r}")
    return Duration(int(found[1]), found[2])


def add(day: date, duration: Duration, days: SchoolDays) -> date:
    """The day that lies a duration after `day`.

    School days are counted in `days`; business days by its weekly pattern alone, closed days or not; weeks, months and
    years by the calendar, a day that the month does not have becoming the month's last. A policy may say "9999 years":
    nothing falls later than FURTHEST.
    """
    return min(_added(min(day, FURTHEST), duration, days), FURTHEST)


def _added(day: date, duration: Duration, days: SchoolDays) -> date:
    if duration.on:
        return _next_on(day, duration.on)
    if duration.unit == "school day":
        return days.add(day, duration.count)
    if duration.unit == "business day":
        return _weekdays(days).add(day, duration.count)
    if duration.unit in ("day", "week"):
        return day + timedelta(days=duration.count * (7 if duration.unit == "week" else 1))
    return _months_after(day, duration.count * (12 if duration.unit == "year" else 1))


def due(day: date, duration: Duration, days: SchoolDays, calendar: str = "school_days") -> date:
    """When something falls due that is owed a duration after `day`: on an open day of the named calendar.

    `calendar` is "school_days" (moved to the next school day), "business_days" (to the next day of the weekly pattern)
    or "all_days" (left where it falls). On a day on which everything rests nothing falls due: it moves to the next school day.
    """
    falls = add(day, duration, days)
    if calendar == "school_days" or falls in days.resting:
        return days.on_or_after(falls)
    falls = _weekdays(days).on_or_after(falls) if calendar == "business_days" else falls
    return days.on_or_after(falls) if falls in days.resting else falls


def following(day: date, every: Duration, days: SchoolDays, calendar: str = "school_days", *, count: int) -> list[date]:
    """The next so many due dates after a day, each counted from the one before: if each is answered on its day."""
    dates = [day]
    for _ in range(count):
        dates.append(due(dates[-1], every, days, calendar))
    return dates[1:]


def said(duration: Duration) -> str:
    """A duration as people read it: 1 week, 3 school days."""
    return f"{duration.count} {duration.unit}{'' if duration.count == 1 else 's'}"


def how_often(every: Duration) -> str:
    """A duration as a rhythm: Every week, Every 2 school days, Every year on August 15."""
    if every.on:
        named = _on(2024, every.on)
        return f"Every year on {named:%B} {named.day}"
    return f"Every {said(every).removeprefix('1 ')}"


def _weekdays(days: SchoolDays) -> SchoolDays:
    return SchoolDays(weekend=days.weekend)


def _next_on(day: date, on: str) -> date:
    """The next time a day of the year comes, later than `day`."""
    this_year = _on(day.year, on)
    return this_year if this_year > day else _on(day.year + 1, on)


def _on(year: int, on: str) -> date:
    """A day of a year; February 29 is the 28th where there is none."""
    month, day = int(on[:2]), int(on[3:])
    return date(year, month, min(day, calendars.monthrange(year, month)[1]))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > FURTHEST.year:
        return FURTHEST
    return date(year, month + 1, min(day.day, calendars.monthrange(year, month + 1)[1]))
