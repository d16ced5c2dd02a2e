"""What a mail says: one text and one page from one pair of templates, for every mail of the product."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.template.loader import render_to_string

WIDTH = 76  # columns of the text version; addresses are never broken
LONGEST_SUBJECT = 300  # characters, as the outbox keeps them
COLOUR = "#8a1c3b"  # the mail's edge, where the district has none of its own
FONT = "-apple-system,'Segoe UI',Roboto,Inter,Arial,sans-serif"
ORDER = {"late": 0, "due": 1, "": 2}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits for the reader: its badge says by when, its one button leads there.

    `other` says where a second link leads, in a sentence's beginning: "Answer without signing in, once".
    """

    title: str
    meta: str = ""
    badge: str = ""
    tone: str = ""
    action: str = ""
    url: str = ""
    other: str = ""
    other_url: str = ""


@dataclass(frozen=True)
class Letter:
    """A mail's words, ready for the outbox."""

    subject: str
    text: str
    html: str


def absolute(path: str) -> str:
    """A link that works in a mail: the product's public address before a path; https addresses stay as they are."""
    if path.startswith(("https://", "http://")):
        return path
    if not path.startswith("/"):
        raise ValueError(f"A mail cannot link to {path!r}: give a path that begins with a slash.")
    return f"{settings.ROLLCALL_URL}{path}"


def compose(
    *,
    subject: str,
    opening: str,
    purpose: str = "",
    items: Sequence[Item] = (),
    paragraphs: Sequence[str] = (),
    coming_up: Sequence[str] = (),
    closing: str = "",
    sender: str = "",
    colour: str = "",
    preview: str = "",
) -> Letter:
    """A letter as text and as a page: opening, purpose, paragraphs, items (late first), what is coming up, closing.

    `sender` is the district's name, `colour` its #rrggbb, `preview` what an inbox shows beside the subject. Everything
    handed in is plain text and is escaped in the page. Refuses a link that is neither a path nor http(s).
    """
    ordered = [_linked(item) for item in sorted(items, key=lambda item: ORDER[item.tone])]
    line = _one_line(subject)
    words = {
        "subject": line,
        "opening": opening,
        "purpose": purpose,
        "items": ordered,
        "paragraphs": paragraphs,
        "coming_up": coming_up,
        "closing": closing,
        "sender": f"{sender}, Rollcall" if sender else "Rollcall",
        "colour": colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else COLOUR,
        "preview": preview or (ordered[0].title if ordered else purpose),
        "font": FONT,
    }
    text = _tidy(render_to_string("mail/letter.txt", words))
    return Letter(subject=line, text=text, html=render_to_string("mail/letter.html", words))


def _linked(item: Item) -> Item:
    urls = {name: absolute(path) for name in ("url", "other_url") if (path := getattr(item, name))}
    return replace(item, **urls) if urls else item


def _one_line(subject: str) -> str:
    return textwrap.shorten(subject, LONGEST_SUBJECT, placeholder=" …")


def _tidy(text: str) -> str:
    """Lines of at most WIDTH columns where words allow it, never two empty ones in a row."""
    lines = [part for line in text.strip().splitlines() for part in _wrapped(line.rstrip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text version, for a page: lines that were broken only because they were long are whole again."""
    return ["\n".join(_whole(part.splitlines())) for part in text.strip().split("\n\n")]


def _whole(lines: list[str]) -> list[str]:
    found: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if found and line and len(before) + 1 + len(line.split(" ")[0]) > WIDTH:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
