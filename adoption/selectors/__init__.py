"""Questions about policies that are not in force, and what they would change. Nothing here writes."""

from .checking import Checked, Mend, check
from .examples import example_for, examples
from .impact import Impact, Kept, Reason, SiteLine, impact_of, out_of_line
from .publishing import Published, publication_of, published, published_elsewhere
from .simulated import AT_ONCE, Mail, Simulation, Turn, Watch, weekday
from .simulator import simulate, unstored
from .sources import IN_FORCE, LAST, Source, draft_seen_by, drafts_of, label_of, offered, read, source_of
from .vacancies import Vacancy, vacancies

__all__ = [
    "AT_ONCE",
    "IN_FORCE",
    "LAST",
    "Checked",
    "Impact",
    "Kept",
    "Mail",
    "Mend",
    "Published",
    "Reason",
    "Simulation",
    "SiteLine",
    "Source",
    "Turn",
    "Vacancy",
    "Watch",
    "check",
    "draft_seen_by",
    "drafts_of",
    "example_for",
    "examples",
    "impact_of",
    "label_of",
    "offered",
    "out_of_line",
    "publication_of",
    "published",
    "published_elsewhere",
    "read",
    "simulate",
    "source_of",
    "unstored",
    "vacancies",
    "weekday",
]
