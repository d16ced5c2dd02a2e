"""The pages of this room. The page of one site is put together in config, from the panels of several rooms."""

from .about import identified, media_contact, parent_access
from .campaigns import campaign, campaign_end, campaign_new, campaigns
from .claims import claim, claims
from .consents import consent_checked, consent_end, consents
from .found import found_add, found_ask, found_dismiss, found_link, found_page, found_pages, found_search
from .groups import group_declare, group_leave, unofficial_group, unofficial_groups
from .handing import hand_over_tick
from .keys import admin_remove, keys, keys_change, keys_confirmed
from .offers import offer, offer_withdraw, site_offer
from .orders import close, reinstate, shut_down, suspend
from .posters import poster_remove, posters
from .register import sites, sites_csv
from .seasons import season

__all__ = [
    "admin_remove",
    "campaign",
    "campaign_end",
    "campaign_new",
    "campaigns",
    "claim",
    "claims",
    "close",
    "consent_checked",
    "consent_end",
    "consents",
    "found_add",
    "found_ask",
    "found_dismiss",
    "found_link",
    "found_page",
    "found_pages",
    "found_search",
    "group_declare",
    "group_leave",
    "hand_over_tick",
    "identified",
    "keys",
    "keys_change",
    "keys_confirmed",
    "media_contact",
    "offer",
    "offer_withdraw",
    "parent_access",
    "poster_remove",
    "posters",
    "reinstate",
    "season",
    "shut_down",
    "site_offer",
    "sites",
    "sites_csv",
    "suspend",
    "unofficial_group",
    "unofficial_groups",
]
