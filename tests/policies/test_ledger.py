"""The ledger of clauses: whole, and written as it stands."""

from pathlib import Path

import pytest

from tests.written import ledger, marks
from tests.written.marks import Shown

ROOT = Path(__file__).parents[2]
LEDGERS = ledger.read()


def test_every_clause_has_a_test_or_says_why_not() -> None:
    assert ledger.problems(LEDGERS) == []


def test_every_clause_of_the_five_texts_is_in_it() -> None:
    assert {each.code: len(each.entries) for each in LEDGERS} == {"000": 24, "001": 27, "002": 23, "003": 35, "004": 17}


@pytest.mark.parametrize("name", sorted(ledger.written()))
def test_the_pages_are_what_the_documents_and_tests_say(name: str) -> None:
    path = ROOT / name
    assert path.exists(), "python -m tests.written writes it"
    assert path.read_text(encoding="utf-8") == ledger.written()[name], "python -m tests.written writes it anew"


def test_no_other_page_lies_among_them() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "policies").iterdir()} == set(ledger.written())


def entries(folder: Path, text: str, *tests: Shown) -> list[ledger.Ledger]:
    """A ledger of 004 with this text alone."""
    (folder / "004.toml").write_text(f'policy = "crschools"\n{text}', encoding="utf-8")
    return ledger.read(folder, list(tests))


def problems(found: list[ledger.Ledger], number: str = "004:3") -> list[str]:
    """What is wrong with one clause."""
    return [sentence for sentence in ledger.problems(found) if number in sentence]


MARK = Shown("004:3", "tests/policies/test_x.py", "test_it_is_so")


def test_a_clause_that_nobody_speaks_of_is_a_problem(tmp_path: Path) -> None:
    assert problems(entries(tmp_path, "")) == [
        "004:3 has no test, is not called statement only, not built or to be built",
        "004:3 does not say what the product does",
    ]


@pytest.mark.parametrize(
    ("text", "tests", "state"),
    [
        ('[3]\ndoes = "It does."', [MARK], "shown"),
        ('[3]\ndoes = "It does."\ntodo = ["registry | more | tests/registry/test_y.py"]', [MARK], "partly"),
        ('[3]\ndoes = "Said."\ndocument = true\ntodo = ["registry | all | tests/registry/test_y.py"]', [MARK], "to be built"),
        ('[3]\ntodo = ["registry | all | tests/registry/test_y.py"]', [], "to be built"),
        ("[3]\nonly = true", [], "statement only"),
        ('[3]\nbecause = "It watches people."', [], "not built"),
    ],
)
def test_a_clause_is_in_one_of_five_states(tmp_path: Path, text: str, tests: list[Shown], state: str) -> None:
    found = entries(tmp_path, text, *tests)
    assert next(entry.state for entry in found[0].entries if entry.number == "004:3") == state
    assert problems(found) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[3]\nbecause = "x"\nonly = true', "004:3 is not built and built at once"),
        ('[3]\ndoes = "x"\ntodo = ["attic | y | tests/attic/test_y.py"]', "004:3 is to be built in 'attic', which is no room"),
        (
            '[3]\ndoes = "x"\ntodo = ["registry | y | tests/requests/test_y.py"]',
            "004:3 is to be shown by 'tests/requests/test_y.py', which is not in the room's tests",
        ),
        ('[3]\nonly = true\nwhy = "x"', "004:3 has the unknown key 'why'"),
        ("[3]\nonly = true\ndocument = true", "004:3 is said by the document alone, and nothing is to be built"),
        ("[99]\nonly = true", "004:99 has an entry and no passage"),
    ],
)
def test_an_entry_that_makes_no_sense_is_a_problem(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in ledger.problems(entries(tmp_path, text))


def test_a_test_that_shows_no_clause_is_a_problem(tmp_path: Path) -> None:
    stray = Shown("004:99", "tests/policies/test_x.py", "test_it_is_so")
    assert "tests/policies/test_x.py: test_it_is_so shows 004:99, which is no clause" in ledger.problems(
        entries(tmp_path, "", stray)
    )


def test_marks_are_read_from_tests_and_from_their_parameters(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(
        '@pytest.mark.clause("001:1", "001:2")\ndef test_one_thing(): ...\n\n\n'
        '@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.clause("002:1"))])\ndef test_two(x): ...\n\n\n'
        '@pytest.mark.clause("003:1")\ndef helping(): ...\n'
    )
    found = marks.shown(tmp_path)
    assert [(each.clause, each.words) for each in found] == [("001:1", "one thing"), ("001:2", "one thing"), ("002:1", "two")]
    assert {each.path for each in found} == {f"{tmp_path.name}/test_a.py"}
