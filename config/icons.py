"""Drawings of the icons: heroicons, style "mini", 20 px. Read once from the installed package, then remembered.

Which of them the page that is being drawn used is noted beside it, for the sprite at its end.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags.heroicons import heroicon_mini

NAME = re.compile(r"[a-z0-9-]+")
_noted: ContextVar[set[str] | None] = ContextVar("icons of the page that is being drawn", default=None)


@contextmanager
def noting(*, whole: bool) -> Iterator[None]:
    """While a page is drawn: note its icons, unless it is a part of a page (not `whole`), which has no sprite."""
    before = _noted.set(set() if whole else None)
    try:
        yield
    finally:
        _noted.reset(before)


def noted() -> set[str] | None:
    """The names of the icons this page used so far; None where no sprite follows."""
    return _noted.get()


@cache
def _strokes(name: str) -> SafeString:
    """What is inside the drawing's svg element; refuses what cannot be a name."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no icon's name.")
    svg = str(heroicon_mini(name))
    strokes = svg[svg.index(">") + 1 : svg.rindex("</svg>")].strip()
    return mark_safe(strokes)  # noqa: S308 -- markup of the heroicons package, not of anybody's input


@cache
def reference(name: str) -> SafeString:
    """A short svg that points at the page's drawing of this icon."""
    _strokes(name)
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@cache
def symbol(name: str) -> SafeString:
    """The page's drawing of this icon."""
    return format_html('<symbol id="i-{}" viewBox="0 0 20 20">{}</symbol>', name, _strokes(name))


@cache
def drawing(name: str) -> SafeString:
    """The icon drawn in place, for pages without a sprite."""
    return format_html('<svg class="i" viewBox="0 0 20 20" aria-hidden="true">{}</svg>', _strokes(name))
