"""What was typed, taken apart: only clean https addresses get through. Pure.

Follows RFC 3986 (syntax) and RFC 5891 (internationalised hosts, as the standard library encodes them).
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

LONGEST = 600  # characters, typed and canonical
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(.*)$", re.IGNORECASE | re.DOTALL)
FEDIVERSE = re.compile(r"^@([\w.-]+)@([\w.-]+\.[\w-]+)$")
EMAIL = re.compile(r"^[^/@\s]+@[^/@\s]+\.[^/@\s]+$")
LABEL = re.compile(r"^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$")
TWICE = re.compile(r"https?:/", re.IGNORECASE)
NUMERIC = re.compile(r"^(0x[0-9a-f]*|\d+)$")
SEGMENT_SAFE = "-._~!$&'()*+,;=:@"
NEVER = frozenset('\\<>"{}|^`')
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


class BadAddress(ValueError):
    """An address that cannot be registered. The message is a whole sentence; `reason` groups such sentences."""

    def __init__(self, sentence: str, reason: str) -> None:
        """Keep the sentence a person reads and the word that reports group by."""
        super().__init__(sentence)
        self.sentence = sentence
        self.reason = reason


@dataclass(frozen=True)
class Parts:
    """An address taken apart: lower-case host in its own script, decoded path segments, query pairs, fragment."""

    scheme: str
    host: str
    segments: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    fragment: str

    @property
    def path(self) -> str:
        """The decoded path without a slash at its end."""
        return "".join(f"/{segment}" for segment in self.segments)


def take_apart(typed: str) -> Parts:
    """Split what was typed; raises BadAddress for everything that is no plain https address."""
    text = typed.strip()
    _presentable(text)
    scheme, rest = _scheme(_spelled_out(text))
    split = _split(rest)
    if "@" in split.netloc:
        raise BadAddress("Leave out the name and password before the @. Nobody else may ever see them.", "password")
    host = _host(split.netloc)
    return Parts(scheme, host, _segments(split.path), tuple(parse_qsl(split.query, max_num_fields=100)), unquote(split.fragment))


def _presentable(text: str) -> None:
    if not text:
        raise BadAddress("Give the web address of the page.", "empty")
    if len(text) > LONGEST:
        raise BadAddress(f"This is {len(text)} characters long. A web address has at most {LONGEST}.", "too long")
    if any(unicodedata.category(character) in UNSEEN for character in text):
        raise BadAddress("This holds characters that cannot be seen. Type the address, or copy it again.", "unseen characters")
    if any(character.isspace() for character in text):
        raise BadAddress("A web address has no spaces. Copy it again from the browser's address line.", "spaces")
    if NEVER & set(text):
        raise BadAddress("This holds signs that no web address has. Copy it again from the browser.", "damaged")


def _spelled_out(text: str) -> str:
    if found := FEDIVERSE.match(text):
        return f"https://{found[2]}/@{found[1]}"
    if EMAIL.match(text):
        return _no_address("This is an e-mail address. Open the page and copy its web address.", "e-mail address")
    return text


def _no_address(sentence: str, reason: str) -> str:
    raise BadAddress(sentence, reason)


def _scheme(text: str) -> tuple[str, str]:
    """The scheme as typed ("" without one) and everything from the two slashes on."""
    found = SCHEME.match(text)
    if text.startswith("//"):
        return "", text
    if found is None or ("." in found[1] and not found[2].startswith("//")):
        return "", f"//{text}"
    if found[1].lower() not in ("http", "https") or not found[2].startswith("//"):
        raise BadAddress("A web address begins with https://.", "not https")
    return found[1].lower(), found[2]


def _split(rest: str) -> "SplitAddress":
    try:
        split = urlsplit(rest)
    except ValueError:
        raise BadAddress("This is not a web address. Copy it again from the browser's address line.", "damaged") from None
    return SplitAddress(split.netloc, split.path, split.query, split.fragment)


@dataclass(frozen=True)
class SplitAddress:
    """The raw pieces, before any of them is judged."""

    netloc: str
    path: str
    query: str
    fragment: str


def _host(netloc: str) -> str:
    if netloc.startswith("["):
        raise BadAddress("This leads to a machine by its number. Give the address with the name of the platform.", "IP address")
    if ":" in netloc:
        raise BadAddress("Leave out the colon and the number after the name of the site.", "port")
    host = netloc.lower().removesuffix(".")
    if "%" in host or "." not in host:
        raise BadAddress("This is not a whole web address. Copy it from the browser's address line.", "not an address")
    if NUMERIC.match(host.rsplit(".", 1)[1]):
        raise BadAddress("This leads to a machine by its number. Give the address with the name of the platform.", "IP address")
    return host


def _segments(path: str) -> tuple[str, ...]:
    kept: list[str] = []
    if TWICE.search(path):
        raise BadAddress("An address was pasted behind another one. Keep only the last one.", "pasted twice")
    for raw in path.split("/"):
        segment = unicodedata.normalize("NFC", _decoded(raw)).strip()
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return tuple(kept)


def _decoded(raw: str) -> str:
    segment = unquote(raw)
    if "\ufffd" in segment or NEVER & set(segment) or any(unicodedata.category(character) in UNSEEN for character in segment):
        raise BadAddress("Part of this address is damaged. Copy it again from the browser's address line.", "damaged")
    return segment


def ascii_host(host: str) -> str:
    """The host as it goes over the wire; raises BadAddress where it is no possible name."""
    try:
        wire = host.encode("idna").decode("ascii")
    except UnicodeError:
        wire = ""
    labels = wire.split(".")
    if len(wire) > 253 or not all(LABEL.match(label) for label in labels) or not labels[-1][:1].isalpha():
        raise BadAddress(f"{host[:80]} cannot be the name of a site. Copy the address again.", "not an address")
    return wire


def encoded(segments: tuple[str, ...]) -> str:
    """A path from decoded segments, always written the same way."""
    return "/" + "/".join(quote(segment, safe=SEGMENT_SAFE) for segment in segments)
