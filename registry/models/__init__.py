"""The register: sites, groups that are not official, pages that were found, and pages somebody is asked about."""

from .access import ParentAccess
from .claims import Campaign, Claim
from .found import FoundPage, Search
from .groups import GroupMember, UnofficialGroup
from .handing import HandOver
from .offers import Offer
from .seasons import SeasonChoice
from .sites import Poster, Site

__all__ = [
    "Campaign",
    "Claim",
    "FoundPage",
    "GroupMember",
    "HandOver",
    "Offer",
    "ParentAccess",
    "Poster",
    "Search",
    "SeasonChoice",
    "Site",
    "UnofficialGroup",
]
