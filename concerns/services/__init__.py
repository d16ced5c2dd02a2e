"""The deeds of this room. Each is one transaction, one event, and the letters that go with it."""

from .evidence import keep_evidence
from .orders import acknowledge, confirm, finish, issue, lift, send_back, withdraw

__all__ = ["acknowledge", "confirm", "finish", "issue", "keep_evidence", "lift", "send_back", "withdraw"]
