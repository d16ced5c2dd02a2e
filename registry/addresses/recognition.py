"""From what was typed to platform, handle and canonical form. Pure.

The canonical form is the same however the same page was typed, and recognising it gives itself again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from .hygiene import LONGEST, SEGMENT_SAFE, BadAddress, Parts, ascii_host, encoded, take_apart
from .lookalikes import readable, refuse_lookalike
from .table import Platform, Way, table

LONGEST_HANDLE = 200
ALIASES = (re.compile(r"^/users/([^/]+)$"), re.compile(r"^/web/(?:accounts/)?@([^/]+)$"))


@dataclass(frozen=True)
class Address:
    """A web address of a page: its platform ("" where the host is unknown), canonical form and handle, and as typed."""

    platform: str
    canonical: str
    handle: str
    typed: str
    warnings: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The host of the canonical form."""
        return urlsplit(self.canonical).hostname or ""

    @property
    def is_personal(self) -> bool:
        """Whether it is written the way its platform writes the profiles of people."""
        return table().warnings["personal"].format(label=label_of(self.platform)) in self.warnings


def recognise(typed: str) -> Address:
    """What page an address leads to. Raises BadAddress, with a sentence that says what to do, for everything else."""
    parts = take_apart(typed)
    host = readable(parts.host)
    platform = table().by_host(host)
    if platform is None:
        return _elsewhere(parts, host, typed.strip())
    if platform.retired:
        raise _refusal("retired", platform)
    return _on_platform(parts, host, platform, typed.strip())


def has_pages(hosts: Iterable[str]) -> bool:
    """Whether anything on one of these hosts can be opened by others; hosts that nobody knows have pages, and so has no host."""
    found = [table().by_host(host) for host in hosts]
    return not found or any(known is None or any(way.refuse != "no_pages" for way in known.ways) for known in found)


def _on_platform(parts: Parts, host: str, platform: Platform, typed: str) -> Address:
    if host in table().shorteners:
        raise _refusal("short", platform)
    path = _said(parts, platform)
    way, found = _way(path, host, platform)
    if way.refuse:
        raise _refusal(way.refuse, platform)
    groups = {name: value or "" for name, value in found.groupdict().items()}
    canonical = way.to.format(**{name: quote(_folded(value, way.fold), safe=SEGMENT_SAFE) for name, value in groups.items()})
    warnings = (table().warnings[way.warn].format(label=platform.label),) if way.warn else ()
    return _fitting(Address(platform.key, canonical, groups.get("handle", "")[:LONGEST_HANDLE], typed, warnings))


def _said(parts: Parts, platform: Platform) -> str:
    """The path, with the query keys that name a page; a hash-bang counts as path."""
    path = parts.path
    if not path and parts.fragment.startswith("!/"):
        path = parts.fragment[1:].split("?")[0].rstrip("/")
    if platform.fragment and parts.fragment:
        path = f"{path}#{parts.fragment}"
    kept = {key: value for key, value in parts.query if key in platform.keep}
    return path + "".join(f"?{key}={kept[key]}" for key in platform.keep if key in kept)


def _way(path: str, host: str, platform: Platform) -> tuple[Way, re.Match[str]]:
    front = host.removesuffix(platform.owns(host)).removesuffix(".")
    usual = not front or platform.subdomains.fullmatch(front) is not None
    for way in platform.ways:
        found = way.pattern.fullmatch(host + path) if way.with_host else usual and way.pattern.fullmatch(path)
        if found:
            return way, found
    raise _refusal("front" if usual and not path else "unclear" if usual else "host", platform)


def _folded(value: str, fold: str) -> str:
    if fold == "none":
        return value
    return value.lower().replace(".", "") if fold == "dots" else value.lower()


def _refusal(reason: str, platform: Platform) -> BadAddress:
    return BadAddress(table().refusals[reason].format(label=platform.label), reason)


def _elsewhere(parts: Parts, host: str, typed: str) -> Address:
    """A host that no platform of the table has: kept as it is, without what only tracks."""
    if host in table().shorteners:
        raise BadAddress(table().refusals["short"].format(label=host), "short")
    refuse_lookalike(host, table().domains())
    if parts.scheme == "http":
        raise BadAddress(table().refusals["plain"], "plain")
    query = [(key, value) for key, value in parts.query if not table().tracking.fullmatch(key)]
    tail = f"?{urlencode(query, quote_via=quote)}" if query else ""
    path = encoded(_same_page(parts))
    return _fitting(Address("", f"https://{ascii_host(host)}{path}{tail}", "", typed))


def _same_page(parts: Parts) -> tuple[str, ...]:
    for alias in ALIASES:
        if found := alias.match(parts.path):
            return (f"@{found[1]}",)
    return parts.segments


def _fitting(address: Address) -> Address:
    if len(address.canonical) > LONGEST:
        raise BadAddress(f"Written out, this is longer than {LONGEST} characters. Give a shorter one.", "too long")
    return address


def host_fits(address: Address, hosts: Iterable[str]) -> bool:
    """Whether an address lies on one of the hosts a policy names; all hosts of one platform count as the same. No hosts: any."""
    named = [host.lower().removeprefix("www.") for host in hosts]
    if not named:
        return True
    if any(address.host == host or address.host.endswith(f".{host}") for host in named):
        return True
    return bool(address.platform) and any(_key_of(host) == address.platform for host in named)


def _key_of(host: str) -> str:
    platform = table().by_host(host)
    return platform.key if platform else ""


def labels() -> dict[str, str]:
    """The platforms in use, key to name, by name."""
    found = {platform.key: platform.label for platform in table().platforms if not platform.retired}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def label_of(key: str) -> str:
    """The name of a platform by its key; nothing for a platform the table does not hold."""
    platform = table().by_key(key)
    return platform.label if platform else ""
