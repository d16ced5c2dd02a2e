"""A calendar in the exchange format of calendar programs (.ics), as every school district's website offers one.

Such a file seldom says which of its entries close school. Where it has categories for that, they decide; otherwise the
names are looked at, and whoever imports the file chooses. Repeating events become their days. What cannot be read is a
problem with the line on which the event begins.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr
from icalendar import Event
from icalendar.prop import vBroken

from accounts.rows import ListedCalendar, ListedDay, ListedEvent, Problem, as_days

from .sheet import CONTROL, WIDE

MOST_EVENTS = 5_000
MOST_UNREAD = 5_000  # lines that are no text
MOST_TIMES = 400  # days on which one event may repeat
LONGEST = 200  # days of one event
BACK, AHEAD = timedelta(days=366), timedelta(days=3 * 366)  # how far an event without an end is followed
DAY = timedelta(days=1)
READ = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "CATEGORIES", "SUMMARY", "STATUS", "UID")
TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
CATEGORIES = re.compile(r"\b(no.?school|holidays?|closed|closures?|breaks?|recess|vacation)\b", re.I)
CLOSED = re.compile(
    r"\b(no school|no class(es)?|no students?|closed|holiday|break|recess|vacation|(do|does) not attend|thanksgiving|labor day"
    r"|memorial day|juneteenth|independence day|veterans'? day|presidents'? day|martin luther king|mlk|good friday|christmas"
    r"|new year'?s)\b",
    re.I,
)
OPEN = re.compile(
    r"\b(first day|last day|early|half.day|delay(ed)?|return|resumes?|back to school|conferences?|practice)\b", re.I
)
UNTIL = re.compile(r"UNTIL=(\d{8})(T\d{6})?Z?", re.I)


class Unreadable(Exception):
    """What is wrong with an event, as a sentence."""


def is_ics(raw: bytes) -> bool:
    """Whether a file is a calendar of this format, by how it begins."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def read_ics(raw: bytes, *, around: date, zone: str) -> ListedCalendar:
    """The days of a calendar file. Events that repeat without an end count from a year before `around` to three after.

    `zone`: the district's, for events written in universal time.
    """
    problems: list[Problem] = []
    read = (_event(line, text, problems) for line, text in _blocks(raw, problems))
    events = [pair for pair in read if pair is not None]
    replaced = {(str(event.get("UID", "")), on) for _line, event in events for on in _replaces(event, zone)}
    is_sure = any(CATEGORIES.search(name) for _line, event in events for name in _categories(event))
    days, others = list[ListedDay](), list[ListedEvent]()
    for line, event in events:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            found = list(_days(line, event, around, zone, replaced))
        except Unreadable as why:
            _bad(problems, line, str(why))
            continue
        closes = _closes(event, is_sure)
        if is_sure and closes:
            days += [day for one in found for day in one.days()]
        else:
            others += [ListedEvent(one.line, one.first, one.last, one.label, closes) for one in found]
    if not events and not problems:
        _bad(problems, 0, "The file has no events.")
    return ListedCalendar(as_days(days), sorted(others, key=lambda one: (one.first, one.line)), problems, is_sure)


def _bad(problems: list[Problem], line: int, reason: str) -> None:
    """Every problem is kept: there are a few for each event, and so many events and lines that are no text at most."""
    problems.append(Problem(line, reason))


# the text ------------------------------------------------------------------------------------------------------------


def _blocks(raw: bytes, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    """Every event with the line it begins on."""
    if raw.startswith(WIDE):
        return _bad(problems, 1, "The file is in UTF-16. Save it in UTF-8.")
    begun, block, count = 0, list[str](), 0
    for number, line in enumerate(_lines(raw, problems), start=1):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            if begun:
                _bad(problems, begun, "This event has no end.")
            begun, block, count = number, [], count + 1
            if count > MOST_EVENTS:
                return _bad(problems, number, f"A calendar may have {MOST_EVENTS:,} events. Export one school year.")
        if begun:
            block.append(line)
        if word == "END:VEVENT" and begun:
            yield begun, "\r\n".join(block) + "\r\n"
            begun = 0
    if begun:
        _bad(problems, begun, "This event has no end.")
    return None


def _lines(raw: bytes, problems: list[Problem]) -> Iterator[str]:
    unread = 0
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        why = _no_text(line)
        if why:
            unread += 1
            _bad(problems, number, why)
        if unread > MOST_UNREAD:
            return _bad(problems, number, f"More than {MOST_UNREAD:,} lines are no text. Is this a calendar?")
        yield "" if why else line.decode("utf-8")
    return None


def _no_text(line: bytes) -> str:
    if CONTROL.search(line):
        return "This line has NUL bytes or other control characters."
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"Byte {error.start + 1} of this line is not UTF-8."
    return ""


def _event(line: int, text: str, problems: list[Problem]) -> tuple[int, Event] | None:
    """One event as the library reads it."""
    try:
        event = Event.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        event = None
    if not isinstance(event, Event):
        _bad(problems, line, "This event cannot be read.")
        return None
    broken = [name for name in READ if any(isinstance(one, vBroken) for one in _listed(event.get(name)))]
    if broken:
        _bad(problems, line, f"{broken[0]} of this event cannot be read.")
    return None if broken else (line, event)


# what an event says ----------------------------------------------------------------------------------------------------


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _categories(event: Event) -> list[str]:
    return [str(name) for one in _listed(event.get("CATEGORIES")) for name in getattr(one, "cats", [one])]


def _closes(event: Event, is_sure: bool) -> bool:
    if not _is_whole_day(event):
        return False
    if is_sure:
        return any(CATEGORIES.search(name) for name in _categories(event))
    name = str(event.get("SUMMARY", ""))
    return bool(CLOSED.search(name)) and not OPEN.search(name)


def _moment(event: Event, name: str) -> Any:
    found = getattr(event.get(name), "dt", None)
    return found if isinstance(found, date) else None  # a moment is a day too


def _is_whole_day(event: Event) -> bool:
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if not isinstance(start, datetime):
        return start is not None
    return start.time() == time() and isinstance(end, datetime) and end.time() == time() and end > start


def _on(value: date, zone: str) -> date:
    """The local day of a day or a moment; a moment that says no zone is the district's."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(ZoneInfo(zone)) if value.tzinfo and value.utcoffset() == timedelta(0) else value).date()


def _span(event: Event, zone: str) -> tuple[date, int]:
    """The first day, and how many more there are. The end of whole days is the day after."""
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if start is None:
        raise Unreadable("This event does not say on which day it begins.")
    first = _on(start, zone)
    if not 2000 <= first.year <= 2100:
        raise Unreadable(f"This event begins in {first.year}. Is the year right?")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(length, timedelta):
        more = max(length - DAY, timedelta()).days
    elif end is None:
        more = 0
    else:
        last = _on(end, zone)
        if last < first:
            raise Unreadable(f"This event ends on {last}, before it begins on {first}.")
        more = max((last - first).days - 1, 0) if _is_whole_day(event) else (last - first).days
    if more >= LONGEST:
        raise Unreadable(f"This event has more than {LONGEST} days. Is the year right?")
    return first, more


def _replaces(event: Event, zone: str) -> list[date]:
    """The day of a repeating event that this one stands for instead."""
    on = _moment(event, "RECURRENCE-ID")
    return [_on(on, zone)] if on is not None else []


def _days(line: int, event: Event, around: date, zone: str, replaced: set[tuple[str, date]]) -> Iterator[ListedEvent]:
    first, more = _span(event, zone)
    label = " ".join(str(event.get("SUMMARY", "")).split())[:200]
    uid, is_instead = str(event.get("UID", "")), bool(_replaces(event, zone))
    without = set(_dates(event, "EXDATE", zone)) | (set() if is_instead else {on for key, on in replaced if uid and key == uid})
    for on in sorted({*_repeats(event, first, around), *_dates(event, "RDATE", zone)} - without):
        yield ListedEvent(line, on, on + more * DAY, label)


def _dates(event: Event, name: str, zone: str) -> Iterator[date]:
    for one in _listed(event.get(name)):
        for found in getattr(one, "dts", ()):
            moment = found.dt[0] if isinstance(found.dt, tuple) else found.dt
            yield _on(moment, zone)


def _repeats(event: Event, first: date, around: date) -> Iterable[date]:
    """The first day of each time an event takes place."""
    rules = _listed(event.get("RRULE"))
    if not rules:
        return [first]
    text = rules[0].to_ical().decode()
    if len(rules) > 1 or any(often in text.upper() for often in TOO_OFTEN):
        raise Unreadable("This event repeats in a way that Rollcall does not read. Write its days one by one.")
    try:
        rule = rrulestr(UNTIL.sub(r"UNTIL=\1T235959", text), dtstart=datetime.combine(first, time()))
    except (ValueError, TypeError, KeyError) as error:
        raise Unreadable("This event repeats in a way that cannot be read. Write its days one by one.") from error
    return _followed(rule, first, around)


def _followed(rule: rrule, first: date, around: date) -> list[date]:
    count, until = getattr(rule, "_count", None), getattr(rule, "_until", None)
    is_endless = count is None and until is None
    horizon = datetime.combine(max(around, first) + AHEAD, time())
    whole = rule.replace(count=None, until=min(until or horizon, horizon))
    days = (moment.date() for moment in islice(whole, count))
    wanted = list(islice((on for on in days if not is_endless or on >= around - BACK), MOST_TIMES + 1))
    if len(wanted) > MOST_TIMES:
        raise Unreadable(f"This event repeats more than {MOST_TIMES} times. Is it about single days of school?")
    return wanted
