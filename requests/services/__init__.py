"""The deeds on submissions. Each is one transaction and one line of the audit trail."""

from .changing import now_of
from .clocks import expire, fall_back
from .drafts import discard, save_draft, start, version_for
from .joining import ask_to_join
from .leaving import pass_steps_on
from .others import ask_for, ask_to_change
from .steps import answer_seat, close_step
from .submitting import submit, withdraw

__all__ = [
    "answer_seat",
    "ask_for",
    "ask_to_change",
    "ask_to_join",
    "close_step",
    "discard",
    "expire",
    "fall_back",
    "now_of",
    "pass_steps_on",
    "save_draft",
    "start",
    "submit",
    "version_for",
    "withdraw",
]
