"""The deeds around complaints."""

from .filing import Filing, add_reply, count_wrong_receipt, file_complaint, forget_visitors, may_look
from .handling import (
    acknowledge,
    answer_question,
    ask_question,
    bring_in,
    conclude,
    unlock_contact,
    write_message,
    write_note,
)
from .passing import attach_site, pass_on, take_over

__all__ = [
    "Filing",
    "acknowledge",
    "add_reply",
    "answer_question",
    "ask_question",
    "attach_site",
    "bring_in",
    "conclude",
    "count_wrong_receipt",
    "file_complaint",
    "forget_visitors",
    "may_look",
    "pass_on",
    "take_over",
    "unlock_contact",
    "write_message",
    "write_note",
]
