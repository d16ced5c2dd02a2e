"""What one line of an imported file says, what may be wrong with it, and who appointed: no Django, no clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta


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
    """Who decided on an appointment: the key of a role with its label, and who holds it; a body without a login has no name.

    `details` tell two of one name apart where one of them is chosen.
    """

    role: str
    label: str
    name: str = ""
    details: tuple[str, str] = field(default=("", ""), compare=False)

    def __str__(self) -> str:
        return f"{self.name}, {self.label}" if self.name else self.label


@dataclass(frozen=True)
class ListedDay:
    """One day that differs from the week and why: without school, or with school after all."""

    line: int
    on: date
    label: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class ListedEvent:
    """One entry of a calendar file that does not say whether school is kept: its days, and what the file calls it.

    `is_likely`: by its name there is no school.
    """

    line: int
    first: date
    last: date
    label: str
    is_likely: bool = False

    def days(self) -> list["ListedDay"]:
        """Its days, as days without school."""
        count = (self.last - self.first).days + 1
        return [ListedDay(self.line, self.first + timedelta(days=n), self.label) for n in range(count)]


@dataclass(frozen=True)
class ListedCalendar:
    """What a calendar file says: days that differ from the week, entries that leave it open, and what is wrong with it.

    `is_sure`: the file itself says which entries close school. Otherwise somebody has to choose.
    """

    days: Sequence[ListedDay] = ()
    others: Sequence[ListedEvent] = ()
    problems: Sequence[Problem] = ()
    is_sure: bool = True


@dataclass(frozen=True)
class Outcome:
    """What an import did; `passed_over` are rows that belong to somebody else, `removed` those that were taken off."""

    new: int
    changed: int
    unchanged: int
    passed_over: int = 0
    removed: int = 0

    def __str__(self) -> str:
        return f"{self.new:,} new, {self.changed:,} changed"


def as_days(days: Sequence[ListedDay]) -> list[ListedDay]:
    """One entry per day, in order: where two fall on a day, both their names are kept, and school after all wins."""
    merged: dict[date, ListedDay] = {}
    for day in sorted(days, key=lambda entry: entry.on):
        known = merged.get(day.on)
        if known is not None and known.is_open != day.is_open:
            merged[day.on] = known if known.is_open else day
            continue
        labels = [label for label in (known.label if known else "", day.label) if label]
        if len(labels) == 2 and labels[1] in labels[0]:
            labels.pop()
        merged[day.on] = ListedDay(known.line if known else day.line, day.on, "; ".join(labels)[:200], day.is_open)
    return list(merged.values())
