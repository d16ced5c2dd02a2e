"""The deeds of this room."""

from .complaints import (
    Filing,
    acknowledge,
    add_reply,
    answer_question,
    ask_question,
    bring_in,
    conclude,
    count_wrong_receipt,
    file_complaint,
    forget_visitors,
    may_look,
    pass_on,
    unlock_contact,
    write_message,
    write_note,
)

__all__ = [
    "Filing",
    "acknowledge",
    "add_reply",
    "answer_question",
    "ask_question",
    "bring_in",
    "conclude",
    "count_wrong_receipt",
    "file_complaint",
    "forget_visitors",
    "may_look",
    "pass_on",
    "unlock_contact",
    "write_message",
    "write_note",
]
