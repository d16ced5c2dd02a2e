"""The kinds of value a document is made of, and the block they stand in."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints, WithJsonSchema

from policies import durations

LEVELS = ("must", "should", "may", "local")
LOCAL = "local"


def _readable(text: str) -> str:
    if any(ord(letter) < 32 and letter not in ("\n", "\t") for letter in text):
        raise ValueError("expected text without control characters")
    return text


def _duration(text: str) -> str:
    if durations.parse(text).on:
        raise durations.BadDuration(f"expected {durations.EXPECTED}, not {text!r}")
    return text


Text = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_readable)]
Short = Annotated[str, StringConstraints(max_length=300), AfterValidator(_readable)]
Label = Annotated[str, StringConstraints(max_length=120), AfterValidator(_readable)]
Clause = Annotated[str, StringConstraints(max_length=200), AfterValidator(_readable)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Keys = tuple[Key, ...]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]
Length = Annotated[str, AfterValidator(_duration), WithJsonSchema({"type": "string", "pattern": f"^(?:{durations.WRITTEN})$"})]
Count = Annotated[StrictInt, Field(ge=0, le=100_000)]
Flag = StrictBool
Level = Literal["must", "should", "may", "local"]
Stage = Literal["request", "approve", "assign", "provide", "record", "acknowledge"]
PersonKind = Literal["employee", "volunteer", "vendor"]


class Block(BaseModel):
    """A table of the document: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(Block):
    """A block that says which sentence of the policy it comes from, and how strong that sentence is.

    `level`: "must" stops, "should" warns, "may" informs, "local" is the district's own addition.
    """

    level: Level = "must"
    clause: Clause = ""
    quote: Text = ""


class Named(Cited):
    """A cited block with a key of its own and a label; without one the key is read as words."""

    key: Key
    label: Label = ""

    def model_post_init(self, _context: object, /) -> None:
        """Give it a label where the document gives none."""
        if not self.label:
            object.__setattr__(self, "label", in_words(self.key))


def in_words(key: str) -> str:
    """A key as words: account_email becomes Account email."""
    return key.replace("_", " ").strip().capitalize()
