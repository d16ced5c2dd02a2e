"""Questions about sites. Nothing here writes."""

from ..rules import already_registered
from .asked import ALL, NEEDS_OWNER, STATUSES, Asked, audits, reads_more
from .export import export, may_export
from .listing import Found, Line, register_page, worded_status
from .orders import concerned, effects_of, told
from .panel import Deed, Fact, SitePanel, site_panel
from .people import people_of_sites
from .sites import Neighbours, live_at, may_read_all_of, posters_of, posts_on, similar_sites, site_seen_by, sites_of, telling

__all__ = [
    "ALL",
    "NEEDS_OWNER",
    "STATUSES",
    "Asked",
    "Deed",
    "Fact",
    "Found",
    "Line",
    "Neighbours",
    "SitePanel",
    "already_registered",
    "audits",
    "concerned",
    "effects_of",
    "export",
    "live_at",
    "may_export",
    "may_read_all_of",
    "people_of_sites",
    "posters_of",
    "posts_on",
    "reads_more",
    "register_page",
    "similar_sites",
    "site_panel",
    "site_seen_by",
    "sites_of",
    "telling",
    "told",
    "worded_status",
]
