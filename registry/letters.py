"""The letters this room sends, at once: an order about a site, and what becomes of a site that is passed on."""

from collections.abc import Sequence

from django.urls import reverse

from accounts.wording import full_day
from records.letters import Item, Letter, compose

from .models import Offer, Site

OPENINGS = {
    "suspend": "{who} suspended {site}. Nobody posts on it until it is reinstated.",
    "reinstate": "{who} reinstated {site}. Posting and its duties go on.",
    "close": "{who} closed {site}. It is no longer a site of the district, and its duties end.",
    "shut_down": "{who} ordered {site} to be shut down. Take the page itself offline today, and keep what is on it first.",
}
SUBJECTS = {
    "suspend": "Suspended: {site}",
    "reinstate": "Reinstated: {site}",
    "close": "Closed: {site}",
    "shut_down": "Shut down: {site}",
}


def order(*, deed: str, site: Site, who: str, reason: str) -> Letter:
    """What the people concerned read about an order: the effect, the reason and where to look."""
    until = f"Until {full_day(site.suspended_until)}." if site.suspended_until else ""
    return compose(
        subject=SUBJECTS[deed].format(site=site),
        opening=OPENINGS[deed].format(who=who, site=site),
        purpose=until,
        items=[Item(title=str(site), meta=site.school.name, action="Open the site", url=reverse("site", args=[site.pk]))],
        paragraphs=[f"Reason: {reason}"],
        sender=site.district.name,
        colour=site.district.colour,
    )


# a site that is passed on ---------------------------------------------------------------------------------------------


def offered(offer: Offer, *, who: str) -> Letter:
    """To the one who is asked to answer for a site."""
    site, until = offer.site, full_day(offer.answer_by)
    now = f"Until you accept, {offer.giver} answers for it." if offer.giver else "Nobody answers for it at the moment."
    return _about_offer(
        offer,
        subject=f"Will you answer for {site}?",
        opening=f"{who} asks you to answer for {site} from now on.",
        purpose=f"{now} Answer by {until}; if you do not, nothing changes.",
        paragraphs=[f"“{offer.note}”"] if offer.note else [],
        action="Look at it and answer",
        url=reverse("offer", args=[offer.pk]),
    )


def offering(offer: Offer, *, who: str) -> Letter:
    """To the one who answers for a site that somebody else offers."""
    return _about_offer(
        offer,
        subject=f"Offered to {offer.person}: {offer.site}",
        opening=f"{who} asks {offer.person} to answer for {offer.site}.",
        purpose="Until they accept, you still do.",
    )


def accepted(offer: Offer) -> Letter:
    """To those concerned: somebody else answers for a site now."""
    left = f"{offer.giver} no longer does." if offer.giver else ""
    may = "may still post there" if offer.keeps_posting else "no longer posts there"
    posts = f"{offer.giver} {may}. Change who is in charge on the platform itself as well." if offer.giver else ""
    return _about_offer(
        offer,
        subject=f"{offer.person} answers for {offer.site} now",
        opening=f"{offer.person} has accepted: they answer for {offer.site} from now on.",
        purpose=left,
        paragraphs=[posts] if posts else [],
    )


def declined(offer: Offer) -> Letter:
    """To those concerned: somebody does not want to answer for a site."""
    still = f"{offer.giver} still answers for it." if offer.giver else "Nobody answers for it."
    return _about_offer(
        offer,
        subject=f"Declined: {offer.site}",
        opening=f"{offer.person} does not take over {offer.site}.",
        purpose=f"{still} Offer it to somebody else.",
        paragraphs=[f"“{offer.reason}”"] if offer.reason else [],
    )


def withdrawn(offer: Offer, *, who: str) -> Letter:
    """To the one who was asked: nobody asks any more."""
    return _about_offer(
        offer,
        subject=f"No longer asked: {offer.site}",
        opening=f"{who} no longer asks you to answer for {offer.site}.",
        purpose="You need not do anything.",
    )


def expired(offer: Offer) -> Letter:
    """To those concerned: the one who was asked did not answer."""
    still = f"{offer.giver} still answers for it." if offer.giver else "Nobody answers for it."
    return _about_offer(
        offer,
        subject=f"Not answered: {offer.site}",
        opening=f"{offer.person} did not say by {full_day(offer.answer_by)} whether they answer for {offer.site}.",
        purpose=f"{still} Offer it again, or to somebody else.",
    )


def _about_offer(
    offer: Offer, *, subject: str, opening: str, purpose: str, paragraphs: Sequence[str] = (), action: str = "", url: str = ""
) -> Letter:
    site = offer.site
    where = url or reverse("site", args=[site.pk])
    return compose(
        subject=subject,
        opening=opening,
        purpose=purpose,
        paragraphs=paragraphs,
        items=[Item(title=str(site), meta=site.school.name, action=action or "Open the site", url=where)],
        sender=site.district.name,
        colour=site.district.colour,
    )
