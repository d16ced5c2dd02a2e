"""The document as a JSON schema, for editors that complete and check TOML while it is typed.

It says what each block looks like. Whether the blocks fit together, `checks` says.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from .policy import Policy

NOTHING = {"type": "null"}
NAMED = ("properties", "$defs")


class EditorSchema(GenerateJsonSchema):
    """Without what TOML has no word for (null) and what editors would show for nothing (a title made of the key)."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No key is explained by its own name."""
        return False


def schema_text() -> str:
    """The schema as it stands in docs/policy.schema.json."""
    schema = Policy.model_json_schema(schema_generator=EditorSchema)
    named = {**_plain(schema), "title": "Policy document of Rollcall"}
    return json.dumps(named, indent=1, sort_keys=True) + "\n"


def _plain(part: Any) -> Any:
    """Without null, without tables for defaults, a closed list for a constant: editors know an older draft of the standard."""
    if isinstance(part, list):
        return [_plain(each) for each in part if each != NOTHING]
    if not isinstance(part, dict):
        return part
    kept: dict[str, Any] = {key: _names(value) if key in NAMED else _plain(value) for key, value in part.items()}
    if not isinstance(kept.get("default", ""), bool | int | str):
        del kept["default"]
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
    choices: list[Any] = kept.pop("anyOf", [])
    return {**choices[0], **kept} if len(choices) == 1 else {**kept, **({"anyOf": choices} if choices else {})}


def _names(parts: dict[str, Any]) -> dict[str, Any]:
    """A table of keys of ours, of which one is called default: no word of the standard."""
    return {key: _plain(value) for key, value in parts.items()}
