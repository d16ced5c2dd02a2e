"""Whether a training that somebody attended still counts. Pure: days come from outside."""

from collections.abc import Iterable
from datetime import date

from accounts.schooldays import SchoolDays

from . import durations


def counts_until(held_on: date, valid_for: str | None, days: SchoolDays) -> date | None:
    """The last day on which a training of a day counts; None where it counts for good."""
    return durations.add(held_on, durations.parse(valid_for), days) if valid_for else None


def is_trained(attended: Iterable[date], valid_for: str | None, days: SchoolDays, *, on: date) -> bool:
    """Whether one of the trainings somebody attended, on these days, counts on a day."""
    past = [held_on for held_on in attended if held_on <= on]
    lasts = [counts_until(held_on, valid_for, days) for held_on in past]
    return any(last is None or last >= on for last in lasts)
