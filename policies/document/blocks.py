"""The blocks of a document by their path (field.purpose, site.visibility), and what names them from elsewhere."""

from collections.abc import Iterator
from typing import Any

from .policy import Policy
from .problems import Problem, expected
from .words import Block

# name of a table in TOML that has keyed rows: what its rows are known by
KEYED_BY = {"consent": "subject", "complaint": "", "passage": "number", "definition": "term"}


def block(policy: Policy, path: str) -> Any:
    """What stands at a path, or None where there is nothing: a row by its key, a whole table, or one key of a table."""
    name, _, key = path.partition(".")
    value = _under(policy, name)
    if isinstance(value, tuple):
        rows = value if not key else tuple(row for row in value if getattr(row, KEYED_BY.get(name, "key"), None) == key)
        return rows[0] if key and rows else rows or None
    if isinstance(value, dict):
        return value.get(key) if key else value or None
    return (_under(value, key) or None) if key else value


def _under(table: Any, key: str) -> Any:
    """What a table holds under a key of TOML; None where it knows no such key, or is no table."""
    for attribute, spec in type(table).model_fields.items() if isinstance(table, Block) else ():
        if key == (spec.alias or attribute):
            return getattr(table, attribute)
    return None


def linked_problems(policy: Policy) -> Iterator[Problem]:
    """Fields and steps that are named where they do not exist, or are of another kind."""
    fields = {field.key for field in policy.fields}
    named = [
        ("site.visibility.reason", policy.site.visibility.reason),
        ("site.identification_field", policy.site.identification_field),
        *((f"consent[{at}].asked", consent.asked) for at, consent in enumerate(policy.consents)),
    ]
    for where, key in named:
        if key is not None and key not in fields:
            yield Problem(where, expected("the key of a field", fields, key))
    exception = policy.site.container_exception
    deciding = {step.key for step in policy.steps if step.kind == "approve"}
    if exception and exception.step is not None and exception.step not in deciding:
        where = "site.container_exception.step"
        yield Problem(where, expected("the key of a step of kind approve", deciding, exception.step))
    platforms = {platform.key for platform in policy.platforms}
    for at, account in enumerate(policy.directory.officials):
        if account.platform not in platforms:
            yield Problem(f"directory.official[{at}].platform", expected("the key of a platform", platforms, account.platform))


def clause_problems(policy: Policy) -> Iterator[Problem]:
    """Passages that share a number, say nothing, or speak of blocks that are not there."""
    seen: set[str] = set()
    for at, passage in enumerate(policy.passages):
        where = f"passage[{at}]"
        if passage.number in seen:
            yield Problem(f"{where}.number", f"expected a number of its own: {passage.number!r} is used already")
        seen.add(passage.number)
        if passage.level != "says" and not passage.quote:
            yield Problem(f"{where}.quote", f"expected the sentence that says so: a passage of level {passage.level!r} has one")
        for i, path in enumerate(passage.blocks):
            if block(policy, path) is None:
                yield Problem(f"{where}.blocks[{i}]", f"expected a block of this document, such as field.purpose, not {path!r}")
    for at, reference in enumerate(policy.policy.references):
        if not (reference.code or reference.title):
            yield Problem(f"policy.reference[{at}].title", "expected the code or the title of another policy")
