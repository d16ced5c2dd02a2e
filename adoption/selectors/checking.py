"""Checking a text while somebody writes it: every problem with where it is, what was expected, and an example."""

from dataclasses import dataclass
from datetime import date

from accounts.models import District
from policies.document import Policy, PolicyError, Problem
from policies.selectors import against_roles

from .examples import example_for
from .sources import read

WIDEST = 160  # characters of a line that is quoted


@dataclass(frozen=True)
class Mend:
    """One thing to mend: where, what was expected, what stands there, and what would be right."""

    line: int
    where: str
    what: str
    found: str
    example: str


@dataclass(frozen=True)
class Checked:
    """A text, looked at: a whole document, or what there is to mend."""

    policy: Policy | None
    mends: tuple[Mend, ...]

    @property
    def words(self) -> str:
        """The outcome in a sentence."""
        if not self.mends:
            return "This is a whole policy document."
        return "One thing to mend." if len(self.mends) == 1 else f"{len(self.mends)} things to mend."


def check(text: str, district: District, *, on: date) -> Checked:
    """A text against the schema, against itself, and against the roles people hold in the district."""
    try:
        policy = read(text)
    except PolicyError as error:
        return Checked(None, tuple(_mend(problem, text) for problem in error.problems))
    problems = against_roles(district, policy, text, on=on)
    return Checked(None if problems else policy, tuple(_mend(problem, text) for problem in problems))


def _mend(problem: Problem, text: str) -> Mend:
    lines = text.splitlines()
    found = lines[problem.line - 1].strip()[:WIDEST] if 0 < problem.line <= len(lines) else ""
    return Mend(problem.line, problem.where, problem.what, found, example_for(problem.where, problem.what))
