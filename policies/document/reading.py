"""From text to a document, or to a list of everything that is wrong with it."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .checks import problems_of
from .expectations import expectation
from .lines import line_at, lines_of
from .policy import Policy
from .problems import PolicyError, Problem

LONGEST = 300_000  # characters; the longest policy known fills a twentieth of it

KEPT = 16  # documents that a process remembers, some 100 kB each


def parse(text: str | bytes) -> Policy:
    """Read a policy document (TOML, UTF-8). Raises PolicyError with every problem, and nothing else, for any input."""
    return _read(_decoded(text))


@lru_cache(maxsize=KEPT)
def _read(decoded: str) -> Policy:
    """The same text is the same document, and nobody can change it: it is read once by a process."""
    try:
        policy = Policy.model_validate(_tables(decoded))
    except ValidationError as invalid:
        problems = [_problem(error) for error in invalid.errors(include_url=False)]
    else:
        problems = problems_of(policy)
    if problems:
        lines = lines_of(decoded)
        raise PolicyError(replace(problem, line=line_at(lines, problem.where)) for problem in problems)
    return policy


def _decoded(text: str | bytes) -> str:
    try:
        decoded = text.decode() if isinstance(text, bytes) else text
        decoded.encode()
    except UnicodeError:
        raise PolicyError([Problem("", "expected text in UTF-8")]) from None
    if len(decoded) > LONGEST:
        raise PolicyError([Problem("", f"expected at most {LONGEST:,} characters")])
    return decoded.removeprefix("\ufeff")


def _tables(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise PolicyError([_broken(str(broken))]) from None
    except (ValueError, RecursionError, OverflowError):
        raise PolicyError([Problem("", "expected TOML with numbers and nesting of a sensible size")]) from None


def _broken(message: str) -> Problem:
    """tomllib's message ends in "(at line 3, column 7)" or "(at end of document)"."""
    what, _, place = message.removesuffix(")").rpartition(" (at ")
    line, _, column = place.removeprefix("line ").partition(", column ")
    where = f"column {column}" if column else ""
    return Problem(where, f"expected TOML: {what}", int(line) if line.isdigit() else 0)


def _problem(error: ErrorDetails) -> Problem:
    return Problem(path(error["loc"]), expectation(error, Policy))


def path(location: Sequence[str | int]) -> str:
    """A place in the document as a key path: step[2].after[0]."""
    said = ""
    for part in location:
        if isinstance(part, int):
            said += f"[{part}]"
        else:
            said += f".{part}" if said else part
    return said
