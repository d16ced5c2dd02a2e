"""What changed from one text to the next: lines side by side, and within a changed line its words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\s+|\w+|[^\w\s]")
MOST = 1_000_000  # pairs that are compared one by one; beyond that all of it counts as changed

Kind = Literal["same", "gone", "new"]
Span = tuple[int, int, int, int]  # from and to, in the old text and in the new one


@dataclass(frozen=True)
class Piece:
    """Some words of a line: in both texts, only in the old one, or only in the new one."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Pair:
    """A line of the old text beside one of the new; an empty side where the line is only in the other text."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two sides differ."""
        return any(piece.kind != "same" for piece in (*self.before, *self.after))


def side_by_side(old: str, new: str) -> list[Pair]:
    """Every line of both texts, empty ones left out, in pairs."""
    before, after = lines(old), lines(new)
    pairs: list[Pair] = []
    for same, (start, end, begin, finish) in _spans(before, after):
        gone, come = before[start:end], after[begin:finish]
        if same:
            pairs += [Pair((Piece("same", line),), (Piece("same", line),)) for line in gone]
        else:
            for at in range(max(len(gone), len(come))):
                pairs.append(_changed(gone[at] if at < len(gone) else "", come[at] if at < len(come) else ""))
    return pairs


def lines(text: str) -> list[str]:
    """The lines of a text without the empty ones and without the spaces around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _changed(old: str, new: str) -> Pair:
    if not old or not new:
        return Pair(_piece("gone", old), _piece("new", new))
    before, after = WORD.findall(old), WORD.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for same, (start, end, begin, finish) in _spans(before, after):
        left += _piece("same" if same else "gone", "".join(before[start:end]))
        right += _piece("same" if same else "new", "".join(after[begin:finish]))
    return Pair(tuple(left), tuple(right))


def _piece(kind: Kind, text: str) -> tuple[Piece, ...]:
    return (Piece(kind, text),) if text else ()


def _spans(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, Span]]:
    """Stretches of both, in order, and whether they are the same."""
    if len(before) * len(after) > MOST:
        return [(False, (0, len(before), 0, len(after)))]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(tag == "equal", (start, end, begin, finish)) for tag, start, end, begin, finish in matcher.get_opcodes()]
