"""What is typed in this room: parsed and checked, never stored here."""

from .evidence import EvidenceForm
from .orders import EndForm, OrderForm, ProofForm, SendBackForm

__all__ = ["EndForm", "EvidenceForm", "OrderForm", "ProofForm", "SendBackForm"]
