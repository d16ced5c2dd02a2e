"""What people read at once about an order: what is ordered, on which site and ground, by when, and where to look."""

from datetime import date

from django.urls import reverse

from accounts.wording import full_day
from records.letters import Item, Letter, compose

from ..models import Directive

OPENINGS = {
    "issued": "{who} gave an order about {site}: {label}.",
    "finished": "{who} says that this order was carried out: {label}, {site}.",
    "confirmed": "{who} confirmed that this order was carried out: {label}, {site}.",
    "sent_back": "{who} looked and says that this is not done yet: {label}, {site}.",
    "withdrawn": "{who} withdrew an order about {site}: {label}.",
    "lifted": "{who} lifted an order about {site}: {label}.",
    "suspended": "{site} is suspended: an order about it was not carried out in time. Nobody posts on it until it is.",
    "removed": "You no longer post on {site}. {who} ordered it.",
}
SUBJECTS = {
    "issued": "Order: {label}, {name}",
    "finished": "Carried out: {label}, {name}",
    "confirmed": "Confirmed: {label}, {name}",
    "sent_back": "Not done yet: {label}, {name}",
    "withdrawn": "Withdrawn: {label}, {name}",
    "lifted": "Lifted: {label}, {name}",
    "suspended": "Suspended: {name}",
    "removed": "You no longer post on {name}",
}


def about(directive: Directive, what: str, *, who: str, action: str = "See the order", for_whom: str = "") -> Letter:
    """One letter; `what` is a key of OPENINGS. It names kind, site, ground and day, and nothing that somebody wrote."""
    site = directive.site
    words = {"who": who, "site": site, "name": site.name, "label": directive.label}
    return compose(
        subject=SUBJECTS[what].format(**words),
        opening=OPENINGS[what].format(**words),
        purpose=f"You hear of it for {for_whom}." if for_whom else "",
        items=[
            Item(
                title=f"{directive.label}: {site.name}",
                meta=f"{site.platform_label}, {site.school.name}. Ground: {directive.ground}.",
                badge=by_when(directive.due_on) if what in ("issued", "sent_back") else "",
                tone="due" if what in ("issued", "sent_back") and directive.due_on else "",
                action=action,
                url=reverse("order", args=[directive.pk]),
            )
        ],
        closing="What exactly is ordered, and why, is read behind the sign-in.",
        sender=site.district.name,
        colour=site.district.colour,
    )


def by_when(due_on: date | None) -> str:
    """The last day, where the policy sets one."""
    return f"By {full_day(due_on)}" if due_on else ""
