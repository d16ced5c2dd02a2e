"""Which tests say that they show a clause: read from their source, so that no test has to run for it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Shown:
    """One test and a clause it shows, such as 002:9; `path` is relative to the project."""

    clause: str
    path: str
    test: str

    @property
    def words(self) -> str:
        """The test's name as the sentence it is."""
        return self.test.removeprefix("test_").replace("_", " ")


def shown(folder: Path = TESTS) -> list[Shown]:
    """Every pair of a test and a clause below a folder, by file and line."""
    found = []
    for file in sorted(folder.rglob("test_*.py")):
        path = file.relative_to(folder.parent).as_posix()
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found += [Shown(clause, path, node.name) for clause in _clauses(node)]
    return found


def _clauses(function: ast.FunctionDef) -> Iterator[str]:
    """What the clause markers of a test name, on the test itself or on one of its parameters."""
    for decorator in function.decorator_list:
        for call in ast.walk(decorator):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "clause":
                yield from (str(given.value) for given in call.args if isinstance(given, ast.Constant))
