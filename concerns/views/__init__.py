"""The pages of this room."""

from .evidence import evidence_file, order_evidence
from .handling import complaint, complaint_contact, complaint_deed, complaints, question
from .lost import lost, lost_give_up, lost_regain, lost_report
from .orders import order, order_acknowledge, order_choose, order_confirm, order_done, order_end, order_new, orders
from .public import follow, report, report_about

__all__ = [
    "complaint",
    "complaint_contact",
    "complaint_deed",
    "complaints",
    "evidence_file",
    "follow",
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
    "question",
    "report",
    "report_about",
]
