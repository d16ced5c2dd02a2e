"""Conditions of a policy: data about answers, never code.

A condition is a field with one test (`is`, `in`, `has`), or `all`, `any`, `not` of conditions. A question nobody
answered reads as "no": only `is = false` holds for it, and nothing ever fails on it.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator


def _value(value: Any) -> bool | int | str:
    if not isinstance(value, bool | int | str):
        raise ValueError("expected text, a whole number, true or false to compare with")
    return value


Value = Annotated[bool | int | str, PlainValidator(_value, json_schema_input_type=bool | int | str)]
TESTS = ("is_", "in_", "has")
TREES = ("all_", "any_", "not_")
SHAPE = "expected a field with one of is, in, has; or all, any, not"


class Condition(BaseModel):
    """One test of one answer, or a tree of tests."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str = ""
    is_: Value | None = Field(None, alias="is")
    in_: tuple[Value, ...] | None = Field(None, alias="in")
    has: Value | None = None
    all_: tuple["Condition", ...] | None = Field(None, alias="all")
    any_: tuple["Condition", ...] | None = Field(None, alias="any")
    not_: "Condition | None" = Field(None, alias="not")

    @model_validator(mode="after")
    def _has_one_shape(self) -> Self:
        tests = [name for name in TESTS if getattr(self, name) is not None]
        trees = [name for name in TREES if getattr(self, name) is not None]
        if len(tests) + len(trees) != 1 or bool(self.field) != bool(tests):
            raise ValueError(SHAPE)
        return self


def holds(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Whether the answers meet a condition; no condition is always met."""
    if condition is None:
        return True
    if condition.all_ is not None:
        return all(holds(part, answers) for part in condition.all_)
    if condition.any_ is not None:
        return any(holds(part, answers) for part in condition.any_)
    if condition.not_ is not None:
        return not holds(condition.not_, answers)
    return _met(condition, answers.get(condition.field))


def mentions(condition: Condition | None, path: str) -> Iterator[tuple[str, Condition]]:
    """Every test of a field in a condition, with its key path below `path`."""
    if condition is None:
        return
    if condition.field:
        yield path, condition
    for name in ("all", "any"):
        for at, part in enumerate(getattr(condition, f"{name}_") or ()):
            yield from mentions(part, f"{path}.{name}[{at}]")
    yield from mentions(condition.not_, f"{path}.not")


def values_of(condition: Condition) -> tuple[bool | int | str, ...]:
    """The values one test compares with."""
    single = condition.is_ if condition.is_ is not None else condition.has
    return condition.in_ or (() if single is None else (single,))


def _met(condition: Condition, answer: Any) -> bool:
    if condition.is_ is not None:
        return _same(answer, condition.is_)
    if condition.in_ is not None:
        return any(_same(answer, value) for value in condition.in_)
    several = answer if isinstance(answer, list | tuple | set | frozenset) else (answer,)
    return any(_same(each, condition.has) for each in several)


def _same(answer: Any, value: Any) -> bool:
    if value is False and answer in (None, ""):
        return True
    return isinstance(answer, bool) == isinstance(value, bool) and bool(answer == value)
