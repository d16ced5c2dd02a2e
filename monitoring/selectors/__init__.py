"""Questions about duties, check-ins and who hears of them. Nothing here writes."""

from .acknowledging import about, asked_of, to_acknowledge, where
from .answering import dates_of, effects_of_resting, effects_of_resuming, guidance, outcome, owed_in_words, question, why_closed
from .attention import Month, last_tick, months_until, overdue_by_rung
from .by_mail import asked_by_mail, closed_by_mail, link_behind
from .check_ins import PAGE, Line, check_in_seen_by, how_late, lines, mine_to_answer, my_check_ins, owed_by, supervised
from .chosen import Chosen, chosen_rhythm, dates_under, first_under, may_choose_rhythm
from .confirmations import AskedLine, Progress, asked_lines, confirmation_seen_by, mine_to_confirm, progress_of
from .held import check_ins_of_leaver, check_ins_that_follow
from .helping import call_seen_by, call_waits_for, calls_waiting_for
from .holding_back import held_back_mails, unsent_mails
from .leaving import (
    HandOverProgress,
    facts_of_leaving,
    hand_overs_of,
    is_reminded,
    leaving_item,
    leaving_waiting_for,
    left_or_leaving,
)
from .pages import claims_item, offer_item, pages_waiting_for, search_item
from .reach import heard, roster_of, who_helps
from .record import record_parts
from .recounted import Moving, Shift, in_batches, moving, no_longer_overdue, running, shifts
from .roster import Roster, unique
from .unasked import own_duty, rhythm_of, unasked_duties, unasked_duty
from .upkeep import inactive_since, minimum_of, stands_now
from .waiting import Waiting, open_check_ins, waiting_batches
from .watch import WatchPanel, next_dates, site_watch_panel

__all__ = [
    "PAGE",
    "AskedLine",
    "Chosen",
    "HandOverProgress",
    "Line",
    "Month",
    "Moving",
    "Progress",
    "Roster",
    "Shift",
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
    "check_ins_of_leaver",
    "check_ins_that_follow",
    "chosen_rhythm",
    "claims_item",
    "closed_by_mail",
    "confirmation_seen_by",
    "dates_of",
    "dates_under",
    "effects_of_resting",
    "effects_of_resuming",
    "facts_of_leaving",
    "first_under",
    "guidance",
    "hand_overs_of",
    "heard",
    "held_back_mails",
    "how_late",
    "in_batches",
    "inactive_since",
    "is_reminded",
    "last_tick",
    "leaving_item",
    "leaving_waiting_for",
    "left_or_leaving",
    "lines",
    "link_behind",
    "may_choose_rhythm",
    "mine_to_answer",
    "mine_to_confirm",
    "minimum_of",
    "months_until",
    "moving",
    "my_check_ins",
    "next_dates",
    "no_longer_overdue",
    "offer_item",
    "open_check_ins",
    "outcome",
    "overdue_by_rung",
    "owed_by",
    "owed_in_words",
    "own_duty",
    "pages_waiting_for",
    "progress_of",
    "question",
    "record_parts",
    "rhythm_of",
    "roster_of",
    "running",
    "search_item",
    "shifts",
    "site_watch_panel",
    "stands_now",
    "supervised",
    "to_acknowledge",
    "unasked_duties",
    "unasked_duty",
    "unique",
    "unsent_mails",
    "waiting_batches",
    "where",
    "who_helps",
    "why_closed",
]
