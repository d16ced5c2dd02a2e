"""The register: sites, groups that are not official, pages that were found, and pages somebody is asked about."""

from .access import ParentAccess
from .claims import Campaign, Claim
from .consents import Consent
from .found import FoundPage, Search
from .groups import GroupMember, UnofficialGroup
from .handing import HandOver
from .keys import PlatformAdmin
from .offers import Offer
from .record import Bundle, Exemption
from .seasons import SeasonChoice
from .sites import Poster, Site

__all__ = [
    "Bundle",
    "Campaign",
    "Claim",
    "Consent",
    "Exemption",
    "FoundPage",
    "GroupMember",
    "HandOver",
    "Offer",
    "ParentAccess",
    "PlatformAdmin",
    "Poster",
    "Search",
    "SeasonChoice",
    "Site",
    "UnofficialGroup",
]
