"""What one line of an imported file says, what may be wrong with it, and who appointed: no Django, no clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Problem:
    """Something to put right in a file. `line` counts from 1, as a text editor shows it; 0 is the file itself."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.reason}" if self.line else self.reason


class BadRows(Exception):
    """A file was refused whole. `problems` says what to put right, by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class SchoolRow:
    """One school of the federal directory. Both ids are text: their leading zeros count."""

    line: int
    federal_id: str
    district_id: str
    name: str
    city: str = ""
    state: str = ""
    lowest_grade: str = ""
    highest_grade: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One person of a staff list. What is empty was not said: a new person gets the usual, a known one keeps theirs."""

    line: int
    name: str
    email: str
    title: str = ""
    kind: str = ""
    place: str = ""
    supervisor_email: str = ""
    role: str = ""
    ends_on: date | None = None


@dataclass(frozen=True)
class Appointer:
    """Who decided on an appointment: the key of a role with its label, and who holds it; a body without a login has no name."""

    role: str
    label: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.label}" if self.name else self.label


@dataclass(frozen=True)
class ClosedDay:
    """One day without school and why."""

    line: int
    on: date
    label: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an import did; `passed_over` are rows that belong to somebody else."""

    new: int
    changed: int
    unchanged: int
    passed_over: int = 0

    def __str__(self) -> str:
        return f"{self.new:,} new, {self.changed:,} changed"


def as_days(days: Sequence[ClosedDay]) -> list[ClosedDay]:
    """One entry per day, in order: where two events fall on a day, both their names are kept."""
    merged: dict[date, ClosedDay] = {}
    for day in sorted(days, key=lambda entry: entry.on):
        known = merged.get(day.on)
        labels = [label for label in (known.label if known else "", day.label) if label]
        if len(labels) == 2 and labels[1] in labels[0]:
            labels.pop()
        merged[day.on] = ClosedDay(known.line if known else day.line, day.on, "; ".join(labels)[:200])
    return list(merged.values())
