"""A problem on one line: what was expected, at which place, on which line of the text."""

import pytest

from policies.document import PolicyError, Problem, parse
from policies.document.lines import line_at, lines_of
from policies.document.problems import expected


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("step[1].who", "expected a list", 14), "line 14: step[1].who: expected a list"),
        (Problem("step[1].who", "expected a list"), "step[1].who: expected a list"),
        (Problem("", "expected text in UTF-8", 3), "line 3: expected text in UTF-8"),
        (Problem("", "expected text in UTF-8"), "expected text in UTF-8"),
    ],
)
def test_a_problem_is_one_line_of_what_is_known_about_it(problem: Problem, said: str) -> None:
    assert str(problem) == said


def test_a_refusal_says_every_problem_on_a_line_of_its_own() -> None:
    refused = PolicyError(iter([Problem("site", "expected a table", 4), Problem("", "expected text")]))
    assert str(refused) == "line 4: site: expected a table\nexpected text"
    assert [problem.where for problem in refused.problems] == ["site", ""]


@pytest.mark.parametrize(
    ("known", "found", "said"),
    [
        (["told", "ok"], "okay", "expected the key of a step (ok, told), not 'okay'"),
        ([], "okay", "expected the key of a step (there is none), not 'okay'"),
        (["ok"], "x" * 59 + "yz", f"expected the key of a step (ok), not '{'x' * 59}y'"),
    ],
    ids=["what there is, in order", "nothing there is", "sixty letters of what stands there"],
)
def test_a_name_that_is_not_known_is_said_beside_those_that_are(known: list[str], found: str, said: str) -> None:
    assert expected("the key of a step", known, found) == said


# on which line ---------------------------------------------------------------------------------------------------------

TABLES = """\
schema = 1
[policy]
key = "made"
title.short = "x"
[[step]]
key = "a"
key = "again"
[[step]]
  who = ["b"]
[[ field ]]
[[step]]
[site.visibility]
[policy]
"""


def test_every_table_and_every_key_has_the_line_on_which_it_first_stands() -> None:
    assert lines_of(TABLES) == {
        "schema": 1,
        "policy": 2, "policy.key": 3, "policy.title": 4,
        "step[0]": 5, "step[0].key": 6,
        "step[1]": 8, "step[1].who": 9,
        "field[0]": 10,
        "step[2]": 11,
        "site.visibility": 12,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('a = """\nb = 1\n"""\nc = 1', {"a": 1, "c": 4}),
        ("a = '''\n[b]\n'''\n[c]", {"a": 1, "c": 4}),
        ('a = """one line"""\nb = 1', {"a": 1, "b": 2}),
        ('a = ["""x""", """\nb = 1\n"""]\nc = 1', {"a": 1, "c": 4}),
        ('a = ["""x""", """y"""]\nb = 1', {"a": 1, "b": 2}),
        ("# a = 1\nb", {}),
    ],
)
def test_what_stands_inside_a_long_text_is_neither_key_nor_table(text: str, lines: dict[str, int]) -> None:
    assert lines_of(text) == lines


KNOWN = {"policy": 2, "policy.key": 3, "step[0]": 5, "step[0].who": 6, "site": 8, "site.container": 9}


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("policy.key", 3),
        ("policy.title", 2),
        ("policy.date[0].on", 2),
        ("step[0].who[1]", 6),
        ("step[0].after[0]", 5),
        ("step[1].who", 0),
        ("site.container.required", 9),
        ("site.visibility.default", 8),
        ("sites", 0),
        ("duty[0]", 0),
        ("", 0),
    ],
)
def test_a_place_is_on_its_line_or_on_that_of_the_nearest_table_around_it(where: str, line: int) -> None:
    assert line_at(KNOWN, where) == line


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = 1 b", Problem("column 7", "expected TOML: Expected newline or end of document after a statement", 1)),
        ("a = 1\n\na", Problem("", "expected TOML: Expected '=' after a key in a key/value pair")),
        (
            "a = {'x (at y' = 1, 'x (at y' = 2}",
            Problem("column 34", "expected TOML: Duplicate inline table key 'x (at y'", 1),
        ),
    ],
)
def test_what_is_not_toml_is_named_by_its_line_and_column_where_it_has_one(text: str, problem: Problem) -> None:
    with pytest.raises(PolicyError) as refused:
        parse(text)
    assert refused.value.problems == [problem]
