"""Check policy documents before anybody loads them."""

from argparse import ArgumentParser
from pathlib import Path
from textwrap import indent
from typing import Any

from django.core.management.base import BaseCommand

from adoption.selectors import example_for
from policies.document import Policy, PolicyError, Problem, parse
from policies.routing import route_text


class Command(BaseCommand):
    """Reads each document and stores nothing. Exit status 1 where one of them has a problem."""

    help = "Check policy documents (TOML). Every problem is printed with file, line, key path, what was expected and an example."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files."""
        parser.add_argument("file", type=Path, nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for a document that is whole; two or more for each problem of one that is not."""
        whole = [self._is_whole(path) for path in options["file"]]
        if not all(whole):
            raise SystemExit(1)

    def _is_whole(self, path: Path) -> bool:
        try:
            policy = parse(path.read_bytes())
        except OSError as error:
            self.stderr.write(f"{path}: cannot be read: {error.strerror}.")
            return False
        except PolicyError as error:
            for problem in error.problems:
                self._mend(path, problem)
            return False
        self.stdout.write(f"{path}: {policy.policy.key}, {policy.policy.title}: {whole_route(policy)}")
        return True

    def _mend(self, path: Path, problem: Problem) -> None:
        self.stderr.write(f"{path}: {problem}")
        self.stderr.write(indent(f"for example: {example_for(problem.where, problem.what)}", "    "))


def whole_route(policy: Policy) -> str:
    """The route of a policy in one line with every step that some answers need, whichever they are."""
    steps = tuple(step.model_copy(update={"when": None}) for step in policy.steps)
    return route_text(policy.model_copy(update={"steps": steps, "rules": ()}), {})
