"""An example for every key of a policy document: taken from the policies that come along, else made to fit the schema."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args, get_origin

import tomlkit
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from policies import durations
from policies.document import Policy
from policies.selectors import preset_text, presets

SAMPLES: tuple[Any, ...] = (
    "principal", "3 school days", "facebook.com", "08-15", "https", "A sentence.", True, 1, date(2026, 8, 17),
    ["principal"], ["facebook.com"], ["https"], ["A sentence."], {"key": "words"},
)  # fmt: skip
MEANT = re.compile(r"did you mean '([a-z_]+)'")
SHORT = 200  # characters of an example; longer values would bury the point
WHOLE = '[policy]\nkey = "lakeside"\ntitle = "Pages of schools"'


def example_for(where: str, what: str = "") -> str:
    """A line or block of TOML that would be right at a key path, as far as one is known; `what` may name the key meant."""
    path = re.sub(r"\[\d+\]", "[]", where)
    if durations.EXPECTED in what:
        key = path.removesuffix("[]").rpartition(".")[2]
        return f'{key} = ["1 week", "2 weeks", "1 month"]' if path.endswith("[]") else f'{key} = "3 school days"'
    if meant := MEANT.search(what):
        path = f"{path.rpartition('.')[0]}.{meant[1]}".removeprefix(".")
    known = examples()
    while path and path not in known:
        path = path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]
    return known.get(path, WHOLE)


@cache
def examples() -> dict[str, str]:
    """Examples by key path without positions: step[].after."""
    found: dict[str, str] = {}
    for key in presets():
        for path, line in _walk(tomllib.loads(preset_text(key)), ""):
            if path not in found and len(line) <= SHORT:
                found[path] = line
    for path, line in _made(Policy, ""):
        found.setdefault(path, line)
    return found


def _walk(table: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        here = f"{path}.{key}" if path else key
        yield here, written(here, key, value)
        rows = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        for row in rows:
            if isinstance(row, dict):
                yield from _walk(row, here if isinstance(value, dict) else f"{here}[]")


def written(path: str, key: str, value: Any) -> str:
    """A key with a value as it stands in a document: tables of their own at the top, one line below."""
    if path == key and isinstance(value, dict):
        return f"[{key}]\n{_lines(value)}"
    if path == key and value and isinstance(value, list) and isinstance(value[0], dict):
        return f"[[{key}]]\n{_lines(value[0])}"
    return f"{key} = {_inline(value)}"


def _lines(table: dict[str, Any]) -> str:
    return "\n".join(f"{key} = {_inline(value)}" for key, value in table.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(each)}" for key, each in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return str(tomlkit.item(value).as_string())


def _made(model: type[BaseModel], path: str, seen: tuple[type[BaseModel], ...] = ()) -> Iterator[tuple[str, str]]:
    """Every key of a block and of the blocks in it, with a value that the schema takes."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        here = f"{path}.{key}" if path else key
        yield here, written(here, key, sample(field))
        for inner, is_list in _blocks(field.annotation):
            if inner not in (*seen, model):
                yield from _made(inner, f"{here}[]" if is_list else here, (*seen, model))


def sample(field: FieldInfo) -> Any:
    """A value that a field takes."""
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    for value in (*_literals(field.annotation), *SAMPLES):
        try:
            adapter.validate_python(value)
        except ValidationError:
            continue
        return value
    for inner, is_list in _blocks(field.annotation):
        row = {each.alias or name: sample(each) for name, each in inner.model_fields.items() if each.is_required()}
        return [row] if is_list else row
    return "A sentence."


def _literals(annotation: Any) -> Iterator[Any]:
    """The first word of each closed list in an annotation, alone and as a list."""
    for each in get_args(annotation):
        if isinstance(each, str):
            yield each
            yield [each]
            return
        if each is not None:
            yield from _literals(each)


def _blocks(annotation: Any, is_list: bool = False) -> Iterator[tuple[type[BaseModel], bool]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, is_list
    for each in get_args(annotation):
        yield from _blocks(each, is_list or get_origin(annotation) is tuple)
