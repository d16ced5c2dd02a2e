"""A district's closed days."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import BinaryIO

from accounts.rows import ClosedDay, Problem, as_days

from .sheet import Progress, Row, Sheet, day_in, silence

LONGEST_SPAN = 200  # days between start and end of one line
TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_calendar(stream: BinaryIO, *, progress: Progress = silence) -> tuple[list[ClosedDay], list[Problem]]:
    """Closed days, one entry per day, in either of two shapes.

    `date,label` (or date,name): every line is a day without school. `start,end,title,no_school`: a span of days, both
    ends included; lines whose no_school is false tell of something else and are passed over.
    """
    sheet, found = Sheet(stream, progress), list[ClosedDay]()
    for line, row in sheet.rows(()):
        if not _has_days(row):
            break
        found += _days(sheet, line, row)
    if sheet.columns and not _has_days(sheet.columns):
        sheet.bad(1, "The first line must be date,label or start,end,title,no_school.")
    return as_days(found), sheet.problems


def _has_days(columns: Collection[str]) -> bool:
    return "date" in columns or {"start", "end"}.issubset(columns)


def _days(sheet: Sheet, line: int, row: Row) -> list[ClosedDay]:
    closed = TRUTHS.get(row.get("no_school", "true").lower())
    if closed is None:
        sheet.bad(line, f"no_school is “{row['no_school'][:30]}”; it is true or false.")
    first = day_in(sheet, line, "date", row["date"]) if "date" in row else day_in(sheet, line, "start", row["start"])
    last = first if "date" in row else day_in(sheet, line, "end", row["end"])
    if not closed or first is None or last is None or not _span_fits(sheet, line, first, last):
        return []
    label = next((row[name] for name in ("label", "title", "name") if row.get(name)), "")
    return [ClosedDay(line, first + timedelta(days=n), label[:200]) for n in range((last - first).days + 1)]


def _span_fits(sheet: Sheet, line: int, first: date, last: date) -> bool:
    if last < first:
        sheet.bad(line, f"end {last} lies before start {first}.")
    elif (last - first).days >= LONGEST_SPAN:
        sheet.bad(line, f"From {first} to {last} are more than {LONGEST_SPAN} days. Is the year right?")
    return first <= last and (last - first).days < LONGEST_SPAN
