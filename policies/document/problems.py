"""What is wrong with a document, and where."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `where` is a key path such as step[2].after[0], or empty; `what` says what was expected.

    `line` is the line of the text, counted from 1, where it is known.
    """

    where: str
    what: str
    line: int = 0

    def __str__(self) -> str:
        """The problem on one line."""
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.where}: {self.what}" if self.where else f"{place}{self.what}"


class PolicyError(Exception):
    """A text that is not a policy document, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def expected(noun: str, known: Iterable[str], found: str) -> str:
    """What was expected where a name was not found among those that are known."""
    listed = ", ".join(sorted(known)) or "there is none"
    return f"expected {noun} ({listed}), not {found[:60]!r}"
