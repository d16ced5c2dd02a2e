"""What is typed in this room: parsed and checked, never stored here."""

from .evidence import EvidenceForm
from .handling import AnswerForm, AskForm, AttachForm, BringInForm, ConcludeForm, MessageForm, ReceiverNoteForm, TakeOverForm
from .lost import GiveUpForm, NoteForm, RegainForm, ReportForm
from .orders import EndForm, OrderForm, ProofForm, SendBackForm
from .public import ComplaintForm, ReceiptForm, ReplyForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "AttachForm",
    "BringInForm",
    "ComplaintForm",
    "ConcludeForm",
    "EndForm",
    "EvidenceForm",
    "GiveUpForm",
    "MessageForm",
    "NoteForm",
    "OrderForm",
    "ProofForm",
    "ReceiptForm",
    "ReceiverNoteForm",
    "RegainForm",
    "ReplyForm",
    "ReportForm",
    "SendBackForm",
    "TakeOverForm",
]
