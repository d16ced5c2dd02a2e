"""What was expected, in words of ours instead of the validator's."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

KINDS = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "date_type": "a date, as in 2026-08-17",
    "date_parsing": "a date, as in 2026-08-17",
    "date_from_datetime_parsing": "a date, as in 2026-08-17",
    "date_from_datetime_inexact": "a date without a time",
}
LIMITS = {
    "too_short": "at least {min_length} of them, not {actual_length}",
    "too_long": "at most {max_length} of them, not {actual_length}",
    "string_too_long": "at most {max_length:,} characters, not {length:,}",
    "string_too_short": "some text",
    "less_than_equal": "{le:,} or less, not {input}",
    "greater_than_equal": "{ge:,} or more, not {input}",
}
PATTERNS = {
    "^[a-z][a-z0-9_]*$": "a key: lower-case letters, digits and _, beginning with a letter",
    "^(field:)?[a-z][a-z0-9_]*$": 'a key, or "field:<key>"',
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": "a host such as facebook.com, in lower case",
    r"^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$": "a number such as 3 or 3.2",
    r"^[a-z_]+(\.[a-z][a-z0-9_]*)?$": "a block of this document, such as field.purpose",
}


def expectation(error: ErrorDetails, root: type[BaseModel]) -> str:
    """One problem the validator found, as what was expected at that place."""
    kind = error["type"]
    if kind == "missing":
        return "expected, and missing"
    if kind == "extra_forbidden":
        return _unknown_key(error["loc"], root)
    if kind == "literal_error":
        return f"expected {error['ctx']['expected']}, not {_shown(error)}"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind == "string_pattern_mismatch":
        return f"expected {PATTERNS.get(error['ctx']['pattern'], 'one of the known words')}, not {_shown(error)}"
    if kind in KINDS:
        return f"expected {KINDS[kind]}, not {_shown(error)}"
    if kind in LIMITS:
        given = error["input"]
        return f"expected {LIMITS[kind].format(input=given, length=len(str(given)), **error['ctx'])}"
    return f"expected otherwise: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _unknown_key(location: Sequence[str | int], root: type[BaseModel]) -> str:
    known = _keys_at(location[:-1], root)
    close = get_close_matches(str(location[-1]), known)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"unknown key: {hint}expected one of {', '.join(known)}"


def _keys_at(location: Sequence[str | int], model: type[BaseModel]) -> list[str]:
    """The keys of the table at a place, as they are written in TOML."""
    for part in location:
        if isinstance(part, str):
            model = [*_models(_by_name(model)[part]), model][0]
    return list(_by_name(model))


def _by_name(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _shown(error: ErrorDetails) -> str:
    return repr(error["input"])[:60]
