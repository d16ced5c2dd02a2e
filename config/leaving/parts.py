"""What every room says of what hangs on one person. A room that keeps something for people adds its line here."""

from collections.abc import Sequence
from datetime import date, datetime

from accounts.access import standing_of
from accounts.models import Person
from accounts.selectors import HeldLine, what_would_follow
from monitoring.selectors import check_ins_that_follow
from requests.selectors import steps_that_follow


def what_moves(person: Person, *, starts_on: date, at: datetime) -> list[tuple[str, Sequence[HeldLine]]]:
    """Everything that moves when somebody takes this person's place, under headings; empty ones are left out.

    Complaints and orders follow here, once their room has any.
    """
    standing = standing_of(person, at=at)
    parts: list[tuple[str, Sequence[HeldLine]]] = [
        ("Roles and people", what_would_follow(person, starts_on=starts_on)),
        ("Open steps", steps_that_follow(standing)),
        ("Check-ins", check_ins_that_follow(standing)),
    ]
    return [(heading, lines) for heading, lines in parts if lines]
