"""A calendar of a district or a school as CSV: days without school, and days with school after all."""

import io
from collections.abc import Collection
from datetime import date, timedelta
from typing import BinaryIO

from accounts.rows import ListedCalendar, ListedDay, ListedEvent, Problem, as_days

from .ics import is_ics, read_ics
from .sheet import Progress, Row, Sheet, day_in, silence

LONGEST_SPAN = 200  # days between start and end of one line
TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
REGIONS = ("state", "subdivision")  # columns by which a file tells the days of several states apart


def read_calendar(stream: BinaryIO, *, progress: Progress = silence) -> tuple[list[ListedDay], list[Problem]]:
    """The days of a CSV file that differ from the week, one entry per day, and what is wrong with it."""
    listed = read_calendar_csv(stream, progress=progress)
    return list(listed.days), list(listed.problems)


def read_calendar_file(stream: BinaryIO, *, region: str = "", around: date, zone: str) -> ListedCalendar:
    """A calendar file of either kind, told apart by how it begins. `around` and `zone` are for events that repeat, or
    are written in universal time."""
    raw = stream.read()
    return read_ics(raw, around=around, zone=zone) if is_ics(raw) else read_calendar_csv(io.BytesIO(raw), region=region)


def read_calendar_csv(stream: BinaryIO, *, region: str = "", progress: Progress = silence) -> ListedCalendar:
    """Days that differ from the week, in either of two shapes.

    `date,label` (or date,name): every line is a day without school. `start,end,title,no_school`: a span of days, both
    ends included; lines whose no_school is false tell of something else and are passed over. A column `open` may say
    of a line that there is school after all. Where a column `state` or `subdivision` tells several states apart, only
    the lines of `region` and those without one count.
    """
    sheet, found, others = Sheet(stream, progress), list[ListedDay](), list[ListedEvent]()
    regions: set[str] = set()
    for line, row in sheet.rows(()):
        if not _has_days(row):
            break
        own = next((row[name].upper() for name in REGIONS if row.get(name)), "")
        regions |= {own} - {""}
        if not own or not region or own == region.upper():
            _read(sheet, line, row, found, others)
    if sheet.columns and not _has_days(sheet.columns):
        sheet.bad(1, "The first line must be date,label or start,end,title,no_school.")
    if len(regions) > 1 and region.upper() not in regions:
        sheet.bad(0, f"The file lists days of {', '.join(sorted(regions))}. Say which of them are yours.")
    return ListedCalendar(as_days(found), others, sheet.problems)


def _has_days(columns: Collection[str]) -> bool:
    return "date" in columns or {"start", "end"}.issubset(columns)


def _read(sheet: Sheet, line: int, row: Row, found: list[ListedDay], others: list[ListedEvent]) -> None:
    closed, is_open = _truth(sheet, line, row, "no_school", "true"), _truth(sheet, line, row, "open", "false")
    first = day_in(sheet, line, "date", row["date"]) if "date" in row else day_in(sheet, line, "start", row["start"])
    last = first if "date" in row else day_in(sheet, line, "end", row["end"])
    if closed is None or is_open is None or first is None or last is None or not _span_fits(sheet, line, first, last):
        return
    label = next((row[name] for name in ("label", "title", "name") if row.get(name)), "")[:200]
    if closed or is_open:
        found += [ListedDay(line, first + timedelta(days=n), label, is_open) for n in range((last - first).days + 1)]
    else:
        others.append(ListedEvent(line, first, last, label))


def _truth(sheet: Sheet, line: int, row: Row, name: str, otherwise: str) -> bool | None:
    said = TRUTHS.get(row.get(name, otherwise).lower() or (otherwise if name == "open" else ""))
    if said is None:
        sheet.bad(line, f"{name} is “{row[name][:30]}”; it is true or false.")
    return said


def _span_fits(sheet: Sheet, line: int, first: date, last: date) -> bool:
    if last < first:
        sheet.bad(line, f"end {last} lies before start {first}.")
    elif (last - first).days >= LONGEST_SPAN:
        sheet.bad(line, f"From {first} to {last} are more than {LONGEST_SPAN} days. Is the year right?")
    return first <= last and (last - first).days < LONGEST_SPAN
