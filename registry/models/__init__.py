"""The register: sites, groups that are not official, pages that were found, and pages somebody is asked about."""

from .claims import Campaign, Claim
from .found import FoundPage, Search
from .groups import GroupMember, UnofficialGroup
from .sites import Poster, Site

__all__ = ["Campaign", "Claim", "FoundPage", "GroupMember", "Poster", "Search", "Site", "UnofficialGroup"]
