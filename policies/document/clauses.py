"""The text itself: its passages, how strong each is, where it is shown, and the words it defines."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from .words import Block, Cited, Clause, Label, Text

PLACES = ("activity", "school", "district")
Number = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$", max_length=20)]
BlockPath = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z][a-z0-9_]*)?$", max_length=80)]
Strength = Literal["must", "should", "may", "local", "says"]
Surface = Literal["request", "decision", "site", "check_in", "complaint"]


def template(text: str) -> str:
    """A wording with places to fill in; anything but those of PLACES in braces raises ValueError."""
    for place in re.findall(r"{([^{}]*)}", text):
        if place not in PLACES:
            raise ValueError(f"expected one of {', '.join(f'{{{each}}}' for each in PLACES)}, not {{{place[:40]}}}")
    if re.search(r"[{}]", re.sub(r"{[^{}]*}", "", text)):
        raise ValueError("expected braces in pairs, around one of " + ", ".join(PLACES))
    return text


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("expected some words")
    return text.strip()


Words = Annotated[Text, AfterValidator(_words)]


class PassageSpec(Block):
    """One demand of the text: its number, what it says in plain words, how strongly, its sentence, and where that stands.

    `level`: "must" stops, "should" warns, "may" informs, "local" is the district's own addition; "says" only explains, and
    has no quote where the text is silent. `blocks`: the parts of this document that carry it out, such as field.purpose or
    site.visibility. `shown_at`: where it is read besides the policy's own page.
    """

    number: Number
    says: Words
    level: Strength = "must"
    clause: Clause = ""
    quote: Text = ""
    blocks: tuple[BlockPath, ...] = ()
    shown_at: tuple[Surface, ...] = ()


class DefinitionSpec(Cited):
    """What a word means in this policy."""

    term: Annotated[Label, AfterValidator(_words)]
    means: Words
