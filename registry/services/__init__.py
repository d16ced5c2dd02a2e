"""The deeds of the register. Each is one transaction, one event, and the letters that go with it."""

from .about import identify, name_media_contact, record_access
from .claims import answer_claim, begin_campaign, end_campaign, pass_claim
from .found import ask_about, dismiss_found, forget_found, link_found, record_search, write_down
from .groups import declare_group, leave_group
from .handing import close_left, tick_hand_over
from .offers import accept_offer, decline_offer, end_offers, offer_site, withdraw_offer
from .seasons import choose_for_season
from .sites import (
    add_poster,
    change,
    close,
    follow,
    hold,
    note_watch,
    note_watch_many,
    register,
    reinstate,
    release,
    remove_poster,
    shut_down,
    suspend,
)

__all__ = [
    "accept_offer",
    "add_poster",
    "answer_claim",
    "ask_about",
    "begin_campaign",
    "change",
    "choose_for_season",
    "close",
    "close_left",
    "declare_group",
    "decline_offer",
    "dismiss_found",
    "end_campaign",
    "end_offers",
    "follow",
    "forget_found",
    "hold",
    "identify",
    "leave_group",
    "link_found",
    "name_media_contact",
    "note_watch",
    "note_watch_many",
    "offer_site",
    "pass_claim",
    "record_access",
    "record_search",
    "register",
    "reinstate",
    "release",
    "remove_poster",
    "shut_down",
    "suspend",
    "tick_hand_over",
    "withdraw_offer",
    "write_down",
]
