"""Questions about policies that are not in force, and what they would change. Nothing here writes."""

from .simulator import AT_ONCE, Mail, Simulation, Turn, Watch, simulate, unstored, weekday
from .sources import IN_FORCE, Source, draft_seen_by, drafts_of, label_of, offered, read, source_of

__all__ = [
    "AT_ONCE",
    "IN_FORCE",
    "Mail",
    "Simulation",
    "Source",
    "Turn",
    "Watch",
    "draft_seen_by",
    "drafts_of",
    "label_of",
    "offered",
    "read",
    "simulate",
    "source_of",
    "unstored",
    "weekday",
]
