"""What every room says of what hangs on one person. A room that keeps something for people adds its line here."""

from collections.abc import Sequence
from datetime import date, datetime

from accounts.access import standing_of
from accounts.models import Person
from accounts.selectors import HeldLine, what_ends_with, what_would_follow
from concerns.selectors import concerns_of_leaver, concerns_that_follow, left_open_by
from monitoring.selectors import check_ins_of_leaver, check_ins_that_follow
from requests.selectors import steps_of_leaver, steps_that_follow


def what_moves(person: Person, *, starts_on: date, at: datetime) -> list[tuple[str, Sequence[HeldLine]]]:
    """Everything that moves when somebody takes this person's place, under headings; empty ones are left out."""
    standing = standing_of(person, at=at)
    parts: list[tuple[str, Sequence[HeldLine]]] = [
        ("Roles and people", what_would_follow(person, starts_on=starts_on)),
        ("Open steps", steps_that_follow(standing)),
        ("Check-ins", check_ins_that_follow(standing)),
        ("Complaints and orders", concerns_that_follow(standing)),
    ]
    return [(heading, lines) for heading, lines in parts if lines]


def what_else(person: Person, *, at: datetime) -> list[tuple[str, Sequence[HeldLine]]]:
    """What hangs on somebody who leaves beside their sites and roles, and passes on by itself; once they have left, what nobody
    took over yet. Empty headings are left out."""
    if not person.is_active:
        left = left_open_by(person)
        return [("Left behind", left)] if left else []
    standing = standing_of(person, at=at)
    lines = [*steps_of_leaver(standing), *check_ins_of_leaver(standing), *concerns_of_leaver(standing)]
    parts: list[tuple[str, Sequence[HeldLine]]] = [
        ("Still open", lines),
        ("Ends or passes on by itself", what_ends_with(person, on=standing.on)),
    ]
    return [(heading, rows) for heading, rows in parts if rows]
