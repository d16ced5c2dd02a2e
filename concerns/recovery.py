"""The steps with which a page is recovered, as data: concerns/recovery.toml, read once. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent / "recovery.toml"


@dataclass(frozen=True)
class Steps:
    """What to do now, on this platform and everywhere; its own help page where one is known; what comes afterwards."""

    own: tuple[str, ...]
    everywhere: tuple[str, ...]
    afterwards: tuple[str, ...]
    help_url: str


@cache
def steps_for(platform: str) -> Steps:
    """The steps for a platform by its key; for one that is not in the table those that hold everywhere."""
    data = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    row: dict[str, Any] = next((row for row in data["platform"] if row["key"] == platform), {})
    general = data["general"]
    return Steps(tuple(row.get("steps", ())), tuple(general["steps"]), tuple(general["afterwards"]), row.get("help", ""))
