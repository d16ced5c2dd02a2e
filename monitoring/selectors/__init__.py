"""Questions about duties, check-ins and who hears of them. Nothing here writes."""

from .acknowledging import about, asked_of, to_acknowledge, where
from .answering import effects_of_resting, effects_of_resuming, guidance, outcome, owed_in_words, question, why_closed
from .by_mail import asked_by_mail, closed_by_mail, link_behind
from .check_ins import PAGE, Line, check_in_seen_by, how_late, lines, mine_to_answer, my_check_ins, owed_by
from .confirmations import (
    AskedLine,
    Progress,
    asked_lines,
    confirmation_seen_by,
    mine_to_confirm,
    progress_of,
)
from .helping import call_seen_by, call_waits_for, calls_waiting_for
from .pages import claims_item, pages_waiting_for, search_item
from .reach import heard, roster_of, who_helps
from .roster import Roster, unique
from .unasked import unasked_duties, unasked_duty
from .waiting import Waiting, waiting_batches
from .watch import WatchPanel, next_dates, site_watch_panel

__all__ = [
    "PAGE",
    "AskedLine",
    "Line",
    "Progress",
    "Roster",
    "Waiting",
    "WatchPanel",
    "about",
    "asked_by_mail",
    "asked_lines",
    "asked_of",
    "call_seen_by",
    "call_waits_for",
    "calls_waiting_for",
    "check_in_seen_by",
    "claims_item",
    "closed_by_mail",
    "confirmation_seen_by",
    "effects_of_resting",
    "effects_of_resuming",
    "guidance",
    "heard",
    "how_late",
    "lines",
    "link_behind",
    "mine_to_answer",
    "mine_to_confirm",
    "my_check_ins",
    "next_dates",
    "outcome",
    "owed_by",
    "owed_in_words",
    "pages_waiting_for",
    "progress_of",
    "question",
    "roster_of",
    "search_item",
    "site_watch_panel",
    "to_acknowledge",
    "unasked_duties",
    "unasked_duty",
    "unique",
    "waiting_batches",
    "where",
    "who_helps",
    "why_closed",
]
