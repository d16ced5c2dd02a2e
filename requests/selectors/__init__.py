"""Questions about submissions, their routes and whom they wait for. Nothing here writes."""

from .falling import Watched, seats_with_fallback
from .filed import (
    PAGE,
    accepted_before,
    drafts_of,
    is_decided_in_writing,
    merged_answers,
    mine,
    page_of,
    policy_of,
    returned_because,
    seen_by,
    spec_of,
    submission_number,
)
from .reading import Check, Fact, Summary, Told, accepted_counts, checklist, facts, own_words, summaries, told
from .routes import RouteLine, changes, route_ahead, route_lines
from .seats import Sitters, mine_to_act, open_seats, open_seats_for, stuck, who_may_act

__all__ = [
    "PAGE",
    "Check",
    "Fact",
    "RouteLine",
    "Sitters",
    "Summary",
    "Told",
    "Watched",
    "accepted_before",
    "accepted_counts",
    "changes",
    "checklist",
    "drafts_of",
    "facts",
    "is_decided_in_writing",
    "merged_answers",
    "mine",
    "mine_to_act",
    "open_seats",
    "open_seats_for",
    "own_words",
    "page_of",
    "policy_of",
    "returned_because",
    "route_ahead",
    "route_lines",
    "seats_with_fallback",
    "seen_by",
    "spec_of",
    "stuck",
    "submission_number",
    "summaries",
    "told",
    "who_may_act",
]
