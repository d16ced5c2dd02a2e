"""Policy documents for tests: a small writer of TOML, and steps in a notation that reads like a sentence."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from policies.document import Policy, parse

LINE = re.compile(
    r"(?P<key>\w+): (?P<kind>\w+) (?P<who>[\w &|]+?)(?: after (?P<after>[\w ,]+?))?(?: (?P<word>if|unless) (?P<when>.+))?"
)


def toml(value: Any) -> str:
    """Any value of a document as TOML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def text(**blocks: Any) -> str:
    """A document from its blocks; identity and schema are filled in."""
    whole = {"schema": 1, "policy": {"key": "made", "title": "Made for a test"}, **blocks}
    return "\n".join(f"{json.dumps(key)} = {toml(value)}" for key, value in whole.items()) + "\n"


def document(**blocks: Any) -> Policy:
    """The same, read."""
    return parse(text(**blocks))


def condition(words: str) -> dict[str, Any]:
    """`uses_logo`, `level is building`, `entity in class team`, and these joined by `and` or `or`."""
    for between, name in ((" or ", "any"), (" and ", "all")):
        if between in words:
            return {name: [condition(part) for part in words.split(between)]}
    field, _, test = words.partition(" ")
    verb, _, value = test.partition(" ")
    if not test:
        return {"field": field, "is": True}
    return {"field": field, "is": value} if verb == "is" else {"field": field, "in": value.split()}


def step(line: str) -> dict[str, Any]:
    """`give: provide requester after approve unless existing` as the step it says; roles joined by & or |."""
    found = LINE.fullmatch(line.strip())
    assert found, line
    made: dict[str, Any] = {
        "key": found["key"],
        "kind": found["kind"],
        "who": re.findall(r"\w+", found["who"]),
        "mode": "any" if "|" in found["who"] else "all",
        "after": re.findall(r"\w+", found["after"] or ""),
    }
    if found["kind"] == "record":
        made["what"] = "it is done"
    if found["when"]:
        made["when"] = condition(found["when"]) if found["word"] == "if" else {"not": condition(found["when"])}
    return made


def steps(lines: str) -> list[dict[str, Any]]:
    """One step a line."""
    return [step(line) for line in lines.strip().splitlines() if line.strip()]


def fields_of(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The fields that steps or rules speak of: yes or no where they are compared with true, else a text."""
    found: dict[str, str] = {}

    def look(part: Any) -> None:
        if isinstance(part, Mapping):
            if "field" in part:
                found[part["field"]] = "bool" if part.get("is") is True else "text"
            for each in part.values():
                look(each)
        elif isinstance(part, list):
            for each in part:
                look(each)

    look([block.get("when") for block in blocks])
    return [{"key": key, "type": kind} for key, kind in found.items()]


def roles_of(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The roles that steps name; the board is a body without a login, for which the superintendent records."""
    named = {role for block in blocks for role in block["who"]} - {"requester", "responsible"}
    made: list[dict[str, Any]] = [{"key": role, "scope": "district"} for role in sorted(named - {"board"})]
    if "board" in named:
        made.append({"key": "board", "scope": "external", "recorded_by": ["superintendent"]})
        if "superintendent" not in named:
            made.append({"key": "superintendent", "scope": "district"})
    return made


def policy_of(lines: str, rules: Sequence[tuple[str, str, str]] = ()) -> Policy:
    """A policy with these steps, and rules as (key, effect, condition); roles and fields are those they name."""
    made = steps(lines)
    ending = [{"key": key, "effect": effect, "when": _rule(words)} for key, effect, words in rules]
    return document(role=roles_of(made), field=fields_of([*made, *ending]), rule=ending, step=made)


def _rule(words: str) -> dict[str, Any]:
    return {"not": condition(words.removeprefix("not "))} if words.startswith("not ") else condition(words)
