"""What was answered: ready to store, and in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.wording import full_day
from policies import durations
from policies.document import FieldSpec, Policy


def storable(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Cleaned answers as JSON: dates as text, everything else as it is."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in cleaned.items()}


def said(spec: FieldSpec, value: Any, policy: Policy, names: Mapping[int, str]) -> str:
    """An answer in words, for reading."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if spec.type == "person":
        return names.get(value, "Somebody who has left")
    if spec.type == "people":
        return ", ".join(names.get(pk, "somebody who has left") for pk in value)
    if spec.type == "date":
        return _day(str(value))
    if spec.type == "frequency":
        return durations.how_often(durations.parse(value))
    if spec.type in ("choice", "multichoice"):
        words = dict(policy.options(spec))
        return ", ".join(words.get(item, str(item)) for item in (value if isinstance(value, list) else [value]))
    return str(value)


def _day(stored: str) -> str:
    """A stored day in words; what is none stays as it is."""
    try:
        return full_day(date.fromisoformat(stored))
    except ValueError:
        return stored
