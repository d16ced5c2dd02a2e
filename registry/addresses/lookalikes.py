"""Hosts that pretend to be a platform. Pure.

After Unicode Technical Standard 39: letters of one label come from one script; what looks like a known name is not
another one. The table holds the Cyrillic and Greek letters that look like Latin ones, and digits in place of letters.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

from .hygiene import BadAddress

TWINS = str.maketrans(
    "абвгԁеѕіјкӏмпорԛгстухѵԝьһɡոսցαβγεηικνορτυχωℓı",
    "a6brdesijklmnopqrctyxvwbhgnugaByenikvoptuxwli".replace("B", "b"),
)
DIGITS = str.maketrans("01357", "olest")
LONG_NAME = 7  # letters from which on a name is guarded against typing errors as well
FAMILIES = ({"HIRAGANA", "KATAKANA", "CJK"}, {"HANGUL", "CJK"}, {"BOPOMOFO", "CJK"})


def readable(host: str) -> str:
    """The host in its own script: xn-- labels decoded; raises BadAddress where they are not what they claim."""
    return ".".join(_readable(label) for label in host.split("."))


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        shown = label[4:].encode("ascii").decode("punycode")
        honest = shown.lower().encode("idna").decode("ascii") == label
    except (UnicodeError, ValueError):
        honest = False
    if not honest:
        raise BadAddress(f"{label[:80]} is not a name that can be read. Copy the address again.", "look-alike")
    return shown


def scripts(label: str) -> set[str]:
    """The scripts of a label's letters, by the first word of each letter's Unicode name."""
    return {unicodedata.name(letter, "UNKNOWN").split(" ")[0].split("-")[0] for letter in label if letter.isalpha()}


def plain(text: str) -> str:
    """How a name looks at a glance: without accents, in Latin letters where they look the same."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(TWINS)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


@cache
def glance(text: str) -> str:
    """The same, with digits read as letters and rn, vv read as m, w."""
    return plain(text).translate(DIGITS).replace("rn", "m").replace("vv", "w").replace("-", "")


def refuse_lookalike(host: str, known: Iterable[str]) -> None:
    """Raise BadAddress where a host that is none of the known ones passes for one, or mixes its letters."""
    for label in host.split("."):
        _one_script(label, host)
    for domain in known:
        if _passes_for(host, domain):
            raise BadAddress(
                f"This is not {domain}: the name of the site is {host[:80]}. Open the real page and copy its address.",
                "look-alike",
            )


def _one_script(label: str, host: str) -> None:
    if label.isascii():
        return
    found = scripts(label)
    mixed = len(found) > 1 and not any(found <= family for family in FAMILIES)
    if mixed or (found != {"LATIN"} and plain(label).isascii()):
        raise BadAddress(f"{host[:80]} mixes letters that look alike. Open the real page and copy its address.", "look-alike")


def _passes_for(host: str, domain: str) -> bool:
    brand = domain.split(".")[0]
    seen = plain(host)
    if f".{domain}." in f".{seen}." or f".{domain}-" in f".{seen}":
        return True
    last = ".".join(seen.split(".")[-domain.count(".") - 1 :])
    if glance(last) == glance(domain):
        return True
    if len(brand) < LONG_NAME:
        return False
    return f".{domain}" in f".{seen}" or f"-{domain}" in seen or one_slip(last, domain)


def one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, added, wrong or swapped with its neighbour."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    pairs = enumerate(zip(typed, meant, strict=False))
    start = next((at for at, (one, other) in pairs if one != other), min(len(typed), len(meant)))
    one, other = typed[start:], meant[start:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
