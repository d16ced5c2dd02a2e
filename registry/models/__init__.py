"""The register: sites, groups that are not official, pages that were found, and pages somebody is asked about."""

from .access import ParentAccess
from .claims import Campaign, Claim
from .consents import Consent
from .found import FoundPage, Search
from .groups import GroupMember, UnofficialGroup
from .keys import PlatformAdmin
from .record import Bundle, Exemption
from .sites import Poster, Site

__all__ = [
    "Bundle",
    "Campaign",
    "Claim",
    "Consent",
    "Exemption",
    "FoundPage",
    "GroupMember",
    "ParentAccess",
    "PlatformAdmin",
    "Poster",
    "Search",
    "Site",
    "UnofficialGroup",
]
