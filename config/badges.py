"""Small marks of a page: icons, how late something is, what state it is in.

An icon is drawn once per page: `icon` writes a short reference and notes the name, `sprite` at the end of base.html writes
the drawings of exactly the names noted. Where no sprite follows (a page drawn without a request, a part of a page answered
to htmx), the drawing itself is written in place.
"""

from functools import lru_cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .icons import drawing, noted, reference, symbol

DUE_ICONS = {"late": "exclamation-triangle", "done": "check-circle"}


def icon(name: str) -> SafeString:
    """One heroicon ("mini", 20 px) by name. It is decoration: words always stand beside it."""
    names = noted()
    if names is None:
        return drawing(name)
    names.add(name)
    return reference(name)


def sprite() -> SafeString:
    """The drawings of every icon this page used."""
    drawings = format_html_join("", "{}", ((symbol(name),) for name in sorted(noted() or ())))
    return format_html('<svg class="sprite" aria-hidden="true">{}</svg>', drawings)


def due_badge(tone: str, text: Any) -> SafeString:
    """How late or how soon: "late" (red), "due" (amber), "done", or "" (grey), with the words that say so."""
    if not text:
        return SafeString()
    return _badge("due", tone, icon(DUE_ICONS.get(tone, "clock")), _words(text))


def pill(tone: str, icon_name: str, text: Any) -> SafeString:
    """A status in words: "done", "now", "due", "late", "off" (dashed) or "" (grey); the icon may be ""."""
    return _badge("pill", tone, icon(icon_name) if icon_name else SafeString(), _words(text))


@lru_cache(maxsize=1024, typed=True)
def _badge(kind: str, tone: str, drawn: SafeString, text: str) -> SafeString:
    """One badge. A list repeats few of them, so they are remembered; `typed` keeps plain text and markup apart."""
    return format_html('<span class="{}{}">{}{}</span>', kind, f" is-{tone}" if tone else "", drawn, text)


def _words(text: Any) -> str:
    return text if isinstance(text, str) else str(text)
