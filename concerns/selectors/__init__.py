"""Questions about what was ordered. Nothing here writes."""

from .effects import effects_of, effects_of_ending
from .evidence import EvidenceLine, evidence_of, evidence_seen_by
from .lists import VIEWS, OrderLine, SiteOrders, orders_page, readable, site_orders
from .lost import CasePanel, SiteLost, alarmed, case_panel, case_seen_by, site_lost
from .orders import (
    directive_seen_by,
    orderable,
    policy_for,
    poster_named,
    spec_of,
)
from .panel import Button, Entry, OrderPanel, clock, order_panel, said_of
from .reach import doers, heard_of, watchers
from .waiting import asks_of, concerns_waiting_for, lost_item, open_orders, reached

__all__ = [
    "VIEWS",
    "Button",
    "CasePanel",
    "Entry",
    "EvidenceLine",
    "OrderLine",
    "OrderPanel",
    "SiteLost",
    "SiteOrders",
    "alarmed",
    "asks_of",
    "case_panel",
    "case_seen_by",
    "clock",
    "concerns_waiting_for",
    "directive_seen_by",
    "doers",
    "effects_of",
    "effects_of_ending",
    "evidence_of",
    "evidence_seen_by",
    "heard_of",
    "lost_item",
    "open_orders",
    "order_panel",
    "orderable",
    "orders_page",
    "policy_for",
    "poster_named",
    "reached",
    "readable",
    "said_of",
    "site_lost",
    "site_orders",
    "spec_of",
    "watchers",
]
