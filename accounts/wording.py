"""How days, moments and counts are said to people. Pure: the day it is and the zone come from outside."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE_NAMES = {
    "America/New_York": "Eastern Time",
    "America/Detroit": "Eastern Time",
    "America/Chicago": "Central Time",
    "America/Denver": "Mountain Time",
    "America/Boise": "Mountain Time",
    "America/Phoenix": "Mountain Standard Time",
    "America/Los_Angeles": "Pacific Time",
    "America/Anchorage": "Alaska Time",
    "Pacific/Honolulu": "Hawaii Time",
}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@lru_cache(maxsize=2_000)  # a list says a hundred, and the next page the same ones
def day(on: date, *, today: date) -> str:
    """A day as people say it: today, yesterday, tomorrow, Friday, Thursday, September 24, or with the year."""
    distance = (on - today).days
    if distance in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[distance]
    if -6 <= distance < 0:
        return f"{on:%A}"
    if on.year == today.year:
        return f"{on:%A, %B} {on.day}"
    return full_day(on)


def due(on: date, *, today: date) -> str:
    """When something is due that is not late: Due tomorrow; Due since Friday, where that day has passed."""
    return f"Due {'since ' if on < today else ''}{day(on, today=today)}"


def full_day(on: date) -> str:
    """A day for the record: September 24, 2026."""
    return f"{on:%B} {on.day}, {on.year}"


def few_days(days: Sequence[date], *, today: date) -> str:
    """Several days in little room: Sep 22, Sep 29, Jan 5, 2027."""
    return ", ".join(f"{on:%b} {on.day}" if on.year == today.year else f"{on:%b} {on.day}, {on.year}" for on in days)


def clock(at: datetime, zone: str) -> str:
    """The local time of day: 3:40 p.m."""
    return hour(at.astimezone(ZoneInfo(zone)).time())


def hour(of_day: time) -> str:
    """A time of day that is not a moment: 7:00 a.m."""
    return f"{of_day.hour % 12 or 12}:{of_day:%M} {'a.m.' if of_day.hour < 12 else 'p.m.'}"


def moment(at: datetime, zone: str, *, today: date) -> str:
    """A moment as people say it, at the beginning: Yesterday, 3:40 p.m."""
    said = moment_within(at, zone, today=today)
    return said[0].upper() + said[1:]


def moment_within(at: datetime, zone: str, *, today: date) -> str:
    """A moment inside a sentence: yesterday, 3:40 p.m.; Thursday, 3:40 p.m."""
    return f"{day(at.astimezone(ZoneInfo(zone)).date(), today=today)}, {clock(at, zone)}"


def zone_name(zone: str) -> str:
    """The zone as its people call it: Central Time."""
    return ZONE_NAMES.get(zone, zone.replace("_", " "))


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 school day, 2 school days."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def number(value: int) -> str:
    """A small number as a word that begins a sentence: Three; a large one in digits."""
    return NUMBERS[value] if 0 <= value < len(NUMBERS) else str(value)


def listing(words: Sequence[str], last: str = "and") -> str:
    """A list in a sentence: a, b and c."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def told_apart(names: Sequence[str], details: Iterable[Sequence[str]]) -> list[str]:
    """Names as they are; to those that read the same what they differ in is added: the first of their details, else the next.

    `details` has so many for each name, the best first, and is looked at only where a name repeats.
    """
    said = list(names)
    if len(set(said)) == len(said):
        return said
    for way in zip(*details, strict=True):
        known: dict[str, set[str]] = defaultdict(set)
        for name, detail in zip(said, way, strict=True):
            known[name].add(detail)
        said = [f"{name}, {detail}" if detail and len(known[name]) > 1 else name for name, detail in zip(said, way, strict=True)]
    return said


def late(school_days: int) -> str:
    """How late something is, in school days."""
    return f"{count(school_days, 'school day')} late"
