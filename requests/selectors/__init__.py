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
from .reading import Check, Fact, Summary, Told, accepted_counts, checklist, facts, facts_of, own_words, summaries, told
from .routes import RouteLine, route_ahead, route_lines, route_of
from .seats import Sitters, mine_to_act, my_own_steps, open_seats, open_seats_for, stuck, who_may_act
from .whole import Whole, accepted, whole, whole_seen_by

__all__ = [
    "PAGE",
    "Check",
    "Fact",
    "RouteLine",
    "Sitters",
    "Summary",
    "Told",
    "Watched",
    "Whole",
    "accepted",
    "accepted_before",
    "accepted_counts",
    "checklist",
    "drafts_of",
    "facts",
    "facts_of",
    "is_decided_in_writing",
    "merged_answers",
    "mine",
    "mine_to_act",
    "my_own_steps",
    "open_seats",
    "open_seats_for",
    "own_words",
    "page_of",
    "policy_of",
    "returned_because",
    "route_ahead",
    "route_lines",
    "route_of",
    "seats_with_fallback",
    "seen_by",
    "spec_of",
    "stuck",
    "submission_number",
    "summaries",
    "told",
    "who_may_act",
    "whole",
    "whole_seen_by",
]
