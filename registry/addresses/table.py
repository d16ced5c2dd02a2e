"""The platform table as data: registry/platforms.toml, read once. Pure."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent.parent / "platforms.toml"
USUAL_SUBDOMAINS = "www|m|mobile"


@dataclass(frozen=True)
class Way:
    """One form an address of a platform may take: what it leads to, or why it is refused.

    Where `with_host`, the pattern describes host and path together; otherwise the path alone, on any usual host.
    """

    pattern: re.Pattern[str]
    with_host: bool = False
    to: str = ""
    refuse: str = ""
    warn: str = ""
    fold: str = "lower"


@dataclass(frozen=True)
class Platform:
    """A service: its hosts, and the ways its addresses are written, in the order they are tried."""

    key: str
    label: str
    domains: tuple[str, ...]
    subdomains: re.Pattern[str]
    short: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    fragment: bool = False
    retired: bool = False
    ways: tuple[Way, ...] = field(default=())

    def owns(self, host: str) -> str:
        """The domain of this platform that a host lies under, or nothing."""
        return next((domain for domain in self.domains if host == domain or host.endswith(f".{domain}")), "")


@dataclass(frozen=True)
class Table:
    """All platforms, the sentences of refusals and warnings, and the names of services that only forward."""

    platforms: tuple[Platform, ...]
    refusals: dict[str, str]
    warnings: dict[str, str]
    shorteners: frozenset[str]
    tracking: re.Pattern[str]

    def by_host(self, host: str) -> Platform | None:
        """The platform whose host this is."""
        return next((platform for platform in self.platforms if platform.owns(host)), None)

    def by_key(self, key: str) -> Platform | None:
        """The platform with this key."""
        return next((platform for platform in self.platforms if platform.key == key), None)

    def domains(self) -> tuple[str, ...]:
        """Every domain of every platform in use."""
        return tuple(domain for platform in self.platforms for domain in platform.domains if not platform.retired)


@cache
def table() -> Table:
    """The table, read once."""
    data = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    short = [host for row in data["platform"] for host in row.get("short", ())]
    return Table(
        platforms=tuple(_platform(row) for row in data["platform"]),
        refusals=data["refusal"],
        warnings=data["warning"],
        shorteners=frozenset([*data["forwarding"]["hosts"], *short]),
        tracking=re.compile(data["tracking"]["keys"]),
    )


def _platform(row: dict[str, Any]) -> Platform:
    return Platform(
        key=row["key"],
        label=row["label"],
        domains=tuple(row["domains"]),
        subdomains=re.compile(row.get("subdomains", USUAL_SUBDOMAINS)),
        short=tuple(row.get("short", ())),
        keep=tuple(row.get("keep", ())),
        fragment=row.get("fragment", False),
        retired=row.get("retired", False),
        ways=tuple(_way(way) for way in row.get("way", ())),
    )


def _way(row: dict[str, Any]) -> Way:
    pattern = re.compile(f"{row.get('host', '')}(?:{row['path']})", re.IGNORECASE)
    words = {key: row[key] for key in ("to", "refuse", "warn", "fold") if key in row}
    return Way(pattern=pattern, with_host="host" in row, **words)
