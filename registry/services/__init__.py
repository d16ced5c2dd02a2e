"""The deeds of the register. Each is one transaction, one event, and the letters that go with it."""

from .about import identify, name_media_contact, record_access
from .claims import answer_claim, begin_campaign, end_campaign, pass_claim
from .found import ask_about, dismiss_found, forget_found, link_found, record_search, write_down
from .groups import declare_group, leave_group
from .sites import (
    add_poster,
    carry_out,
    change,
    close,
    doubt,
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
    trust,
)

__all__ = [
    "add_poster",
    "answer_claim",
    "ask_about",
    "begin_campaign",
    "carry_out",
    "change",
    "close",
    "declare_group",
    "dismiss_found",
    "doubt",
    "end_campaign",
    "follow",
    "forget_found",
    "hold",
    "identify",
    "leave_group",
    "link_found",
    "name_media_contact",
    "note_watch",
    "note_watch_many",
    "pass_claim",
    "record_access",
    "record_search",
    "register",
    "reinstate",
    "release",
    "remove_poster",
    "shut_down",
    "suspend",
    "trust",
    "write_down",
]
