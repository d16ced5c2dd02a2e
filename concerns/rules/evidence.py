"""Who keeps evidence, who sees it, and what it says."""

from datetime import datetime

from accounts.access import Standing
from accounts.rules import Refused

from .. import states
from ..models import Directive
from .orders import carries_out, confirming, ending

LONGEST_TEXT = 20_000  # characters


def keeping(standing: Standing, directive: Directive) -> str | None:
    """In whose name this person keeps and sees evidence of an order; None if not at all.

    Whoever carries it out, gave it or confirms it; and who reads everything of the place. A mere poster does not.
    """
    for right in (carries_out, ending, confirming):
        name = right(standing, directive)
        if name is not None:
            return name
    reads = standing.person.district_id == directive.district_id and standing.reads_place(school_id=directive.site.school_id)
    return "" if reads else None


def may_keep(standing: Standing, directive: Directive) -> str:
    """Evidence is added while an order counts. Returns the name of whom they act for, or ""."""
    name = keeping(standing, directive)
    if name is None:
        raise Refused("Evidence is kept by those whom the order concerns.")
    if directive.state in (states.WITHDRAWN, states.LIFTED):
        raise Refused(f"This order says “{directive.get_state_display().lower()}”: nothing is added to it.")
    return name


def is_evidence(*, text: str, has_file: bool, seen_at: datetime, seen_by: str, at: datetime) -> None:
    """A text or a file, seen by somebody at a time that is not to come."""
    if not text.strip() and not has_file:
        raise Refused("Give the text of the post, or a picture of it.")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"Give at most {LONGEST_TEXT:,} characters of text; a picture holds more.")
    if not seen_by.strip():
        raise Refused("Say who saw it.")
    if seen_at > at:
        raise Refused("It was seen in the past: look at the day and the time.")
