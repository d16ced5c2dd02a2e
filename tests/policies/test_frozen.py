"""A version that a district stored is read for ever as it was read then: samples of every schema number, and what they said."""

import json
from pathlib import Path
from typing import Any

import pytest

from policies.document import PolicyError, parse

FROZEN = Path(__file__).parent / "frozen"
SAMPLES = sorted(FROZEN.glob("schema_*.toml"))


def said_less(then: Any, now: Any, where: str = "") -> list[str]:
    """Where something that was read then is not read so now. Keys that came since are no loss."""
    if isinstance(then, dict) and isinstance(now, dict):
        return [line for key, value in then.items() for line in said_less(value, now.get(key), f"{where}.{key}")]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [line for at, pair in enumerate(zip(then, now, strict=True)) for line in said_less(*pair, f"{where}[{at}]")]
    return [] if then == now else [f"{where}: {then!r} then, {now!r} now"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_was_stored_under_an_older_schema_says_what_it_said(sample: Path) -> None:
    then = json.loads(sample.with_suffix(".json").read_text())
    assert said_less(then, parse(sample.read_text()).model_dump(mode="json", by_alias=True)) == []


def test_a_loss_is_noticed_wherever_it_is() -> None:
    then = {"a": [1, {"b": 2}], "c": 3}
    assert said_less(then, {"a": [1, {"b": 2, "new": 4}], "c": 3, "more": 5}) == []
    assert said_less(then, {"a": [1, {"b": 9}]}) == [".a[1].b: 2 then, 9 now", ".c: 3 then, None now"]
    assert said_less(then, {"a": [1], "c": 3}) == [".a: [1, {'b': 2}] then, [1] now"]


def test_the_number_that_is_written_today_has_a_sample() -> None:
    assert parse(SAMPLES[-1].read_text()).schema_number == len(SAMPLES) == 1


def test_a_number_that_nobody_knows_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(PolicyError, match=r"line 2: schema: expected 1, not 2"):
        parse(SAMPLES[-1].read_text().replace("schema = 1\n", "schema = 2\n"))
