"""The deeds of the register. Each is one transaction, one event, and the letters that go with it."""

from .about import identify, name_media_contact, record_access, set_term
from .claims import answer_claim, begin_campaign, end_campaign, pass_claim
from .consents import check_consent, end_consent, record_consent
from .found import ask_about, dismiss_found, forget_found, link_found, record_search, write_down
from .groups import declare_group, leave_group
from .handing import close_left, tick_hand_over
from .keys import add_admin, confirm_admins, keep_keys, remove_admin
from .offers import accept_offer, decline_offer, end_offers, offer_site, withdraw_offer
from .orders import carry_out, close, doubt, hold, reinstate, release, shut_down, suspend, trust
from .posting import add_poster, remove_poster
from .record import decide_exemption, take_out
from .seasons import choose_for_season
from .sites import change, follow, register
from .watch import note_watch, note_watch_many

__all__ = [
    "accept_offer",
    "add_admin",
    "add_poster",
    "answer_claim",
    "ask_about",
    "begin_campaign",
    "carry_out",
    "change",
    "check_consent",
    "choose_for_season",
    "close",
    "close_left",
    "confirm_admins",
    "decide_exemption",
    "declare_group",
    "decline_offer",
    "dismiss_found",
    "doubt",
    "end_campaign",
    "end_consent",
    "end_offers",
    "follow",
    "forget_found",
    "hold",
    "identify",
    "keep_keys",
    "leave_group",
    "link_found",
    "name_media_contact",
    "note_watch",
    "note_watch_many",
    "offer_site",
    "pass_claim",
    "record_access",
    "record_consent",
    "record_search",
    "register",
    "reinstate",
    "release",
    "remove_admin",
    "remove_poster",
    "set_term",
    "shut_down",
    "suspend",
    "take_out",
    "tick_hand_over",
    "trust",
    "withdraw_offer",
    "write_down",
]
