"""What is typed in this room: parsed and checked, never stored here."""

from .handling import AnswerForm, AskForm, BringInForm, ConcludeForm, MessageForm, ReceiverNoteForm
from .public import ComplaintForm, ReceiptForm, ReplyForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "BringInForm",
    "ComplaintForm",
    "ConcludeForm",
    "MessageForm",
    "ReceiptForm",
    "ReceiverNoteForm",
    "ReplyForm",
]
