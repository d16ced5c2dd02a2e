"""What becomes of checks in the summer: nothing but school days counts, one day a week does, or the office looks.

Summer is a break that the calendar itself makes long enough; no month is summer by its name, and a school that is open all
year round has none. Pure: the rule comes from the policy, the calendar from outside.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from accounts.schooldays import SchoolDays
from policies.document import SummerSpec
from policies.durations import add, parse

WEEKLY, OFF, HAND_OVER = "weekly", "off", "hand_over"
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
ANY_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Rule:
    """A summer rule as a duty keeps it: what happens, from how many days on a break counts, and who looks instead."""

    what: str
    days: int
    to: str = ""


def kept(spec: SummerSpec | None) -> str:
    """A policy's rule as a duty keeps it: "weekly 28", "hand_over 28 technology_director"; empty where it has none."""
    if spec is None:
        return ""
    days = (add(ANY_MONDAY, parse(spec.at_least), SchoolDays()) - ANY_MONDAY).days
    return " ".join([spec.rule, str(days), *spec.to[:1]])


def rule_of(text: str) -> Rule | None:
    """The rule that a duty keeps."""
    what, _, rest = text.partition(" ")
    days, _, to = rest.partition(" ")
    return Rule(what, int(days), to) if what else None


@lru_cache(maxsize=4096)
def in_summer(days: SchoolDays, text: str) -> SchoolDays:
    """The calendar a duty goes by: with one day a week open in a long break, or with nothing due in it at all."""
    rule = rule_of(text)
    if rule is None:
        return days
    breaks = days.long_breaks(rule.days)
    if rule.what == OFF:
        resting = {first + timedelta(days=n) for first, last in breaks for n in range((last - first).days + 1)}
        return SchoolDays(days.weekend, days.closed, days.opened, frozenset(resting))
    opened = {on for first, last in breaks for on in _once_a_week(first, last, days.weekend)}
    return SchoolDays(days.weekend, days.closed - opened, days.opened | opened)


def _once_a_week(first: date, last: date, weekend: frozenset[int]) -> list[date]:
    """One day of each week of a break: the weekday of its first day that is none of the weekend. None before a week is over."""
    on = first
    while on.weekday() in weekend:
        on += DAY
    found = [on + WEEK]
    while found[-1] + WEEK <= last:
        found.append(found[-1] + WEEK)
    return [day for day in found if day <= last]


def is_summer(on: date, days: SchoolDays, text: str) -> bool:
    """Whether a day counts for a duty although there is no school: one of its weekly days in the summer."""
    return bool(text) and not days.is_open(on) and in_summer(days, text).is_open(on)


def owing(role: str, on: date, days: SchoolDays, text: str) -> str:
    """Who owes what falls due on a day: the duty's own role, in the summer the one it is handed to."""
    rule = rule_of(text)
    return rule.to if rule and rule.what == HAND_OVER and rule.to and is_summer(on, days, text) else role
