"""The questions of this room: who receives what, and what a public page shows."""

from ..letters import title_of as complaint_title
from .public import Door, Followed, address_of, address_of_district, by_receipt, door_at, followed, site_meant, spec_for
from .reading import (
    DONE,
    ComplaintPanel,
    complaint_panel,
    complaint_seen_by,
    complaints_page,
    complaints_waiting_for,
    item_of,
    question_item,
    question_seen_by,
    questions_to,
    spec_of,
)
from .receiving import (
    acting_for,
    holders_of,
    looking_after,
    next_receivers,
    received_by,
    receivers_by_policy,
    roles_to_bring_in,
    roster_of,
)

__all__ = [
    "DONE",
    "ComplaintPanel",
    "Door",
    "Followed",
    "acting_for",
    "address_of",
    "address_of_district",
    "by_receipt",
    "complaint_panel",
    "complaint_seen_by",
    "complaint_title",
    "complaints_page",
    "complaints_waiting_for",
    "door_at",
    "followed",
    "holders_of",
    "item_of",
    "looking_after",
    "next_receivers",
    "question_item",
    "question_seen_by",
    "questions_to",
    "received_by",
    "receivers_by_policy",
    "roles_to_bring_in",
    "roster_of",
    "site_meant",
    "spec_for",
    "spec_of",
]
