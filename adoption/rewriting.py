"""Changing single values in the text of a policy document; everything else, comments included, stays to the letter. Pure.

tomlkit knows where a value stands, but does not write every space back as it read it. So it is asked twice, for the text as
it is and for the changed one, and only the lines in which these two differ are taken from it.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

Value = str | bool | int | date | list[str] | None
Place = tuple[str | int, ...]


class NotChangeable(ValueError):
    """A text that cannot be changed value by value: it does not read, or has no such place."""


@dataclass(frozen=True)
class Change:
    """One value in the place of another: the keys and positions that lead to it; None takes the key away."""

    place: Place
    value: Value


def rewrite(text: str, changes: Iterable[Change]) -> str:
    """The text with these values changed. Without a change it is the same text, to the letter."""
    try:
        document = tomlkit.parse(text)
        before = tomlkit.dumps(document)
        for change in changes:
            _apply(document, change)
        after = tomlkit.dumps(document)
        merged = _merged(text, before, after)
        if tomllib.loads(merged) != tomllib.loads(after):
            raise NotChangeable("The text cannot be changed here: change it in the document.")
    except (TOMLKitError, KeyError, IndexError, TypeError, ValueError, RecursionError) as wrong:
        raise NotChangeable(f"The text cannot be changed here: {wrong}") from wrong
    return merged


def _merged(text: str, before: str, after: str) -> str:
    """The lines of a text, with those in the place of which `after` has others than `before`."""
    kept, was, now = (each.split("\n") for each in (text, before, after))
    if len(kept) != len(was):
        return after
    lines: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        lines += kept[start:end] if tag == "equal" else now[first:last]
    return "\n".join(lines)


def _apply(document: Any, change: Change) -> None:
    *way, last = change.place
    table = document
    for key in way:
        if isinstance(key, str) and isinstance(table, dict) and key not in table:
            table[key] = tomlkit.table()
        table = table[key]
    if change.value is None:
        table.pop(last, None)
    elif isinstance(last, int) and last == len(table):
        table.append(_written(change.value))
    else:
        table[last] = _written(change.value)


def _written(value: Value) -> Item:
    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True)
    return tomlkit.item(value)


def values(text: str) -> dict[str, Any]:
    """The document as plain values, by the same reading as `rewrite`."""
    try:
        return dict(tomlkit.parse(text).unwrap())
    except (TOMLKitError, ValueError, RecursionError) as wrong:
        raise NotChangeable(f"The text does not read: {wrong}") from wrong
