"""The deeds of this room. Each is one transaction, one event, and the letters that go with it."""

from . import complaints
from .clocks import close_at_once, recount, take_back, what_closing_moves, what_taking_back_moves, write_complaints, write_orders
from .evidence import keep_evidence
from .lost import give_up, note_lost, regain, report_lost
from .orders import acknowledge, confirm, finish, issue, lift, pass_order_on, send_back, suspend_for, withdraw

__all__ = [
    "acknowledge",
    "close_at_once",
    "complaints",
    "confirm",
    "finish",
    "give_up",
    "issue",
    "keep_evidence",
    "lift",
    "note_lost",
    "pass_order_on",
    "recount",
    "regain",
    "report_lost",
    "send_back",
    "suspend_for",
    "take_back",
    "what_closing_moves",
    "what_taking_back_moves",
    "withdraw",
    "write_complaints",
    "write_orders",
]
