"""The deeds on submissions. Each is one transaction and one line of the audit trail."""

from .clocks import expire, fall_back
from .drafts import discard, save_draft, start
from .joining import ask_to_join
from .steps import answer_seat, close_step
from .submitting import submit, withdraw

__all__ = [
    "answer_seat",
    "ask_to_join",
    "close_step",
    "discard",
    "expire",
    "fall_back",
    "save_draft",
    "start",
    "submit",
    "withdraw",
]
