"""The ledger of clauses: what each policy's text demands, what the product does about it, and which test shows it.

The text comes from the presets, the tests from their markers, what the product does and what is to be built from
clauses/*.toml beside this file. A clause is in one of five states:

- shown: a test shows it;
- partly: a test shows it, and something is to be built;
- statement only: its sentence is on the policy's page, and that is all it needs;
- not built: with the reason;
- to be built: nothing shows it yet, or so far only the document says it (`document = true`).
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from policies.document import PassageSpec, Policy
from policies.selectors import preset
from tests.written.marks import Shown, shown

FOLDER = Path(__file__).parent / "clauses"
STATES = ("shown", "partly", "statement only", "not built", "to be built")
ROOMS = ("accounts", "policies", "registry", "requests", "reviews", "monitoring", "concerns", "adoption")
KEYS = {"does", "todo", "only", "because", "document"}
ON_ITS_PAGE = "The sentence is on the policy's page."


@dataclass(frozen=True)
class Todo:
    """Something to be built: in which room, what, and the test that will show it."""

    room: str
    what: str
    test: str


@dataclass(frozen=True)
class Entry:
    """One clause: its passage, what the product does about it, what shows that, and what is to be built."""

    number: str
    passage: PassageSpec
    does: str = ""
    only: bool = False
    document: bool = False
    because: str = ""
    todos: tuple[Todo, ...] = ()
    tests: tuple[Shown, ...] = ()

    @property
    def state(self) -> str:
        """One of STATES, or empty where nothing says anything about it."""
        if self.because:
            return "not built"
        if self.only:
            return "statement only"
        if self.tests and not self.document:
            return "partly" if self.todos else "shown"
        return "to be built" if self.todos else ""


@dataclass(frozen=True)
class Ledger:
    """One policy and its entries, in the order of its text."""

    code: str
    policy: Policy
    said: Mapping[str, Mapping[str, Any]]
    tests: tuple[Shown, ...]

    @cached_property
    def entries(self) -> list[Entry]:
        """One entry for each passage."""
        return [self._entry(passage) for passage in self.policy.passages]

    def _entry(self, passage: PassageSpec) -> Entry:
        said = self.said.get(passage.number, {})
        number = f"{self.code}:{passage.number}"
        return Entry(
            number,
            passage,
            does=said.get("does") or (ON_ITS_PAGE if said.get("only") else ""),
            only=said.get("only", False),
            document=said.get("document", False),
            because=said.get("because", ""),
            todos=tuple(Todo(*(part.strip() for part in line.split(" | "))) for line in said.get("todo", ())),
            tests=tuple(each for each in self.tests if each.clause == number),
        )


def read(folder: Path = FOLDER, tests: list[Shown] | None = None) -> list[Ledger]:
    """The ledgers of all policies, by their number."""
    marks = tuple(shown() if tests is None else tests)
    found = []
    for file in sorted(folder.glob("*.toml")):
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        key = said.pop("policy")
        found.append(Ledger(file.stem, preset(key), said, marks))
    return found


def problems(ledgers: list[Ledger]) -> list[str]:
    """What is wrong with the ledgers, one sentence each: a clause nobody speaks of, an entry or a test without its clause."""
    known = {entry.number for ledger in ledgers for entry in ledger.entries}
    tests = ledgers[0].tests if ledgers else ()
    found = [f"{each.path}: {each.test} shows {each.clause}, which is no clause" for each in tests if each.clause not in known]
    for ledger in ledgers:
        numbers = {passage.number for passage in ledger.policy.passages}
        found += [f"{ledger.code}:{number} has an entry and no passage" for number in ledger.said if number not in numbers]
        for number, said in ledger.said.items():
            found += [f"{ledger.code}:{number} has the unknown key {key!r}" for key in sorted(set(said) - KEYS)]
        for entry in ledger.entries:
            found += [f"{entry.number} {what}" for what in _problems(entry)]
    return found


def _problems(entry: Entry) -> Iterator[str]:
    if not entry.state:
        yield "has no test, is not called statement only, not built or to be built"
    if not (entry.does or entry.because or entry.state == "to be built"):
        yield "does not say what the product does"
    if entry.document and not entry.todos:
        yield "is said by the document alone, and nothing is to be built"
    if entry.because and (entry.tests or entry.todos or entry.only):
        yield "is not built and built at once"
    for todo in entry.todos:
        if todo.room not in ROOMS:
            yield f"is to be built in {todo.room!r}, which is no room"
        if not todo.test.startswith(f"tests/{todo.room}/test_"):
            yield f"is to be shown by {todo.test!r}, which is not in the room's tests"


def written() -> dict[str, str]:
    """Every file of docs/policies by its path in the project."""
    ledgers = read()
    pages = {f"docs/policies/{ledger.policy.policy.key}.md": _page(ledger) for ledger in ledgers}
    return {"docs/policies/README.md": _overview(ledgers), **pages}


def _page(ledger: Ledger) -> str:
    identity = ledger.policy.policy
    title = " ".join(part for part in (identity.code, identity.title) if part)
    rows = "\n".join(_row(entry) for entry in ledger.entries)
    return f"""# {title}

Based on a public policy text; not endorsed by the district. Its document is
[{identity.key}.toml](../../policies/presets/{identity.key}.toml). Written by `python -m tests.written` from that document and
from the tests; what the states mean is in [README.md](README.md).

| clause | the text | strength | what the product does | state | shown by | to be built |
|---|---|---|---|---|---|---|
{rows}
"""


def _row(entry: Entry) -> str:
    passage = entry.passage
    place = f" ({passage.clause})" if passage.clause else ""
    strength = "" if passage.level == "says" else passage.level
    does = f"Not built, because: {entry.because}" if entry.because else entry.does
    tests = "<br>".join(f"[{each.words}](../../{each.path})" for each in entry.tests)
    todos = "<br>".join(f"{todo.room}: {todo.what}" for todo in entry.todos)
    cells = [entry.number, f"{passage.says}{place}", strength, does, entry.state, tests, todos]
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _overview(ledgers: list[Ledger]) -> str:
    counts = "\n".join(_count(ledger) for ledger in ledgers)
    plan = "\n".join(_plan(ledgers, room) for room in ROOMS).strip()
    plan = plan or "Nothing: each clause is shown, stated, or not built with its reason."
    return f"""# Five policies, clause by clause

Each page has every clause of one public policy text that means something for the product. Written by `python -m tests.written`
from the documents in `policies/presets/`, from the entries in `tests/written/clauses/` and from the tests that carry
`@pytest.mark.clause`; the suite fails where these pages are anything else, and where a clause has neither a test nor an entry
that says why not.

- **shown**: a test shows it
- **partly**: a test shows it, and something is to be built
- **statement only**: its sentence is on the policy's page, and that is all it needs
- **not built**: with the reason
- **to be built**: so far at most the document says it

| policy | {" | ".join(STATES)} | clauses |
|---|{"---|" * (len(STATES) + 1)}
{counts}

# To be built, by room

{plan}
"""


def _count(ledger: Ledger) -> str:
    identity = ledger.policy.policy
    found = Counter(entry.state for entry in ledger.entries)
    numbers = " | ".join(str(found[state] or "") for state in STATES)
    return f"| {ledger.code} [{identity.title}]({identity.key}.md) | {numbers} | {len(ledger.entries)} |"


def _plan(ledgers: list[Ledger], room: str) -> str:
    """What is to be built in a room; the same thing asked by several clauses stands there once."""
    asked: dict[Todo, list[str]] = {}
    for ledger in ledgers:
        for entry in ledger.entries:
            for todo in entry.todos:
                asked.setdefault(todo, []).append(entry.number)
    lines = [
        f"- {todo.what}. Clauses {', '.join(numbers)}; to be shown by `{todo.test}`"
        for todo, numbers in asked.items()
        if todo.room == room
    ]
    return f"## {room}\n\n" + "\n".join(lines) + "\n" if lines else ""
