"""Counting school days: a weekly pattern, closed days, and days that are open after all. Pure: no clock, no database."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
LONGEST_BREAK = 400  # days; a calendar without a single open day in that time is a mistake in the data


class NoSchoolDays(ValueError):
    """The calendar has no open day for more than a year, or ends before the next one."""


@dataclass(frozen=True)
class SchoolDays:
    """The open days of one school: every weekday but `weekend`, less `closed`, plus `opened`.

    On `resting` days nothing falls due, whatever it counts.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    closed: frozenset[date] = field(default_factory=frozenset)
    opened: frozenset[date] = field(default_factory=frozenset)
    resting: frozenset[date] = field(default_factory=frozenset)

    def is_open(self, day: date) -> bool:
        """Whether school is kept on this day."""
        return day in self.opened or (day.weekday() not in self.weekend and day not in self.closed)

    def on_or_after(self, day: date) -> date:
        """The first open day from this one on."""
        return next(self._walk(day, 1))

    def on_or_before(self, day: date) -> date:
        """The last open day up to this one."""
        return next(self._walk(day, -1))

    def add(self, day: date, count: int) -> date:
        """The `count`-th open day after `day` (0: the day itself or the next open one)."""
        if count <= 0:
            return self.on_or_after(day)
        days = self._walk(day + timedelta(days=1), 1)
        for _ in range(count - 1):
            next(days)
        return next(days)

    def between(self, earlier: date, later: date) -> int:
        """How many open days lie after `earlier`, up to and including `later`; 0 where `later` is not after."""
        span = (later - earlier).days
        return sum(self.is_open(earlier + timedelta(days=offset)) for offset in range(1, span + 1))

    def at_most(self, count: int, earlier: date, later: date) -> bool:
        """Whether at most `count` open days lie after `earlier`, up to and including `later`; looks no further than it must."""
        day = earlier
        while day < later:
            day += DAY
            if self.is_open(day):
                count -= 1
                if count < 0:
                    return False
        return True

    def long_breaks(self, at_least: int) -> list[tuple[date, date]]:
        """The times without a single open day that last so many days or more, first and last day included."""
        found: list[tuple[date, date]] = []
        for day in sorted(self.closed):
            if self.is_open(day) or (found and day <= found[-1][1]):
                continue
            last = day
            while not self.is_open(last + DAY) and (last - day).days < LONGEST_BREAK:
                last += DAY
            found.append((self._first_of(day), last))
        return [(first, last) for first, last in found if (last - first).days + 1 >= at_least]

    def _first_of(self, day: date) -> date:
        """The first day of the break that a closed day is in."""
        first = day
        while not self.is_open(first - DAY) and (day - first).days < LONGEST_BREAK:
            first -= DAY
        return first

    def _walk(self, day: date, direction: int) -> Iterator[date]:
        idle = 0
        with suppress(OverflowError):  # beyond the years 1 and 9999 there are no days
            while idle < LONGEST_BREAK:
                if self.is_open(day):
                    idle = 0
                    yield day
                else:
                    idle += 1
                day += timedelta(days=direction)
        raise NoSchoolDays(f"No school day within {LONGEST_BREAK} days of {day}.")


def school_days(
    *, weekend: Iterable[int], district: Iterable[tuple[date, bool]], school: Iterable[tuple[date, bool]] = ()
) -> SchoolDays:
    """The calendar of a school from (day, open?) entries; the school's own entries win over the district's."""
    entries = {**dict(district), **dict(school)}
    return SchoolDays(
        weekend=frozenset(weekend),
        closed=frozenset(day for day, is_open in entries.items() if not is_open),
        opened=frozenset(day for day, is_open in entries.items() if is_open),
    )
