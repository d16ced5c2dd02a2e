"""The screens of this room."""

from .evidence import evidence_file, order_evidence
from .lost import lost, lost_give_up, lost_regain, lost_report
from .orders import order, order_acknowledge, order_choose, order_confirm, order_done, order_end, order_new, orders

__all__ = [
    "evidence_file",
    "lost",
    "lost_give_up",
    "lost_regain",
    "lost_report",
    "order",
    "order_acknowledge",
    "order_choose",
    "order_confirm",
    "order_done",
    "order_end",
    "order_evidence",
    "order_new",
    "orders",
]
