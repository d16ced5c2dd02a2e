"""What is typed in this room: parsed and checked, never stored here."""

from .evidence import EvidenceForm
from .lost import GiveUpForm, NoteForm, RegainForm, ReportForm
from .orders import EndForm, OrderForm, ProofForm, SendBackForm

__all__ = [
    "EndForm",
    "EvidenceForm",
    "GiveUpForm",
    "NoteForm",
    "OrderForm",
    "ProofForm",
    "RegainForm",
    "ReportForm",
    "SendBackForm",
]
