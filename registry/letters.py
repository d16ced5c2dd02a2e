"""The letters this room sends: an order about a site, told at once to whoever answers for it and to the head of its place."""

from django.urls import reverse

from accounts.wording import full_day
from records.letters import Item, Letter, compose

from .models import Site

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
