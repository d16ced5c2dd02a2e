"""The reference of policy documents names every key, and its example is one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from policies.document import Policy, parse
from policies.routing import route_text

REFERENCE = (Path(__file__).parents[2] / "docs" / "policy-documents.md").read_text(encoding="utf-8")


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The blocks an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models(inner)


def keys(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """Every key of a block and of the blocks in it, as it is written."""
    if model in seen:
        return set()
    seen.add(model)
    found = {field.alias or name for name, field in model.model_fields.items()}
    inner = [each for field in model.model_fields.values() for each in models(field.annotation)]
    return found.union(*(keys(each, seen) for each in inner))


def test_every_key_of_a_document_is_in_the_reference() -> None:
    prose = re.sub(r"```.*?```", "", REFERENCE, flags=re.DOTALL)
    said = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", prose))))
    assert keys(Policy, set()) - said == set()


def test_the_example_of_the_reference_is_a_document() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL)
    assert route_text(parse(example), {"uses_logo": True}) == "approve:principal + notify:principal -> provide:requester"
