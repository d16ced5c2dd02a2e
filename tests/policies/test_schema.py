"""The JSON schema for editors is what the model says, and takes what the reader takes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from policies import durations
from policies.document import Policy
from policies.document.schema import schema_text

from .test_reference import keys

STORED = Path(__file__).parents[2] / "docs" / "policy.schema.json"


def parts(value: Any) -> Iterator[Any]:
    """A value and everything in it."""
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(each)


def test_the_stored_schema_is_what_would_be_written() -> None:
    assert STORED.read_text(encoding="utf-8") == schema_text(), "run: manage.py policy_schema"


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "policy.schema.json"
    call_command("policy_schema", to=written)
    assert written.read_text(encoding="utf-8") == schema_text()
    assert capsys.readouterr().out == f"Wrote {written}.\n"


def test_it_knows_every_key_and_is_closed_to_others() -> None:
    schema = json.loads(schema_text())
    tables = [each for each in parts(schema) if isinstance(each, dict) and "properties" in each]
    named = {key for table in tables if isinstance(table["properties"], dict) for key in table["properties"]}
    assert keys(Policy, set()) <= named
    assert [table.get("title") for table in tables if table.get("additionalProperties") is not False] == []


def test_it_speaks_of_nothing_that_toml_has_no_word_for() -> None:
    schema = json.loads(schema_text())
    assert not [each for each in parts(schema) if each is None or each == {"type": "null"}]
    assert schema["properties"]["schema"] == {"enum": [1], "type": "integer"}


@pytest.mark.parametrize(
    "text", ["1 day", "3 school days", "2 business days", "1 week", "12 months", "1 year", "next school day"]
)
def test_a_duration_is_one_for_both(text: str) -> None:
    pattern = json.loads(schema_text())["$defs"]["RungSpec"]["properties"]["after"]["pattern"]
    assert durations.parse(text)
    assert re.search(pattern, text)


@pytest.mark.parametrize("text", ["", "often", "3 schooldays", "12345 days", "1 week ", "next school days"])
def test_what_is_no_duration_is_none_for_both(text: str) -> None:
    pattern = json.loads(schema_text())["$defs"]["RungSpec"]["properties"]["after"]["pattern"]
    with pytest.raises(durations.BadDuration):
        durations.parse(text)
    assert not re.search(pattern, text)
