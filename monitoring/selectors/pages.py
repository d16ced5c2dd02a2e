"""What people are asked about pages: a look at the public internet, whose a page is, and whether they take over a site."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from accounts.access import Standing
from accounts.schooldays import SchoolDays
from accounts.selectors import Holder, calendar_of
from accounts.wording import full_day
from records.letters import Item
from registry.models import Claim, Offer
from registry.selectors import (
    ClaimsWaiting,
    OfferLine,
    SearchTask,
    claims_in_words,
    claims_waiting_for,
    offer_line,
    offers_waiting_for,
    search_waiting_for,
)

from .check_ins import how_late


def search_item(task: SearchTask, holder: Holder, *, days: SchoolDays, today: date) -> Item:
    """The look that is due, to somebody whose task it is or who stands in for them."""
    badge, tone = how_late(task.due_on or today, days, today=today)
    sentences = [
        "For pages that say they are of the district.",
        f"Somebody last looked on {full_day(task.last_on)}." if task.last_on else "Nobody has looked yet.",
        f"You look for {holder.acting_for.name}." if holder.acting_for else "",
    ]
    meta = " ".join(filter(None, sentences))
    return Item("Look at the public internet", meta, badge, tone, "Look and record it", reverse("found-pages"))


def claims_item(claims: Sequence[Claim], *, today: date) -> Item:
    """The pages one person is asked about, the nearest day first."""
    return _item(claims_in_words(claims, today=today))


def _item(waiting: ClaimsWaiting) -> Item:
    return Item(waiting.title, waiting.meta, waiting.badge, waiting.tone, "Answer", waiting.url)


def offer_item(offer: Offer, *, today: date) -> Item:
    """A site that somebody is asked to answer for."""
    return _offered(offer_line(offer, today=today))


def _offered(line: OfferLine) -> Item:
    return Item(line.title, line.meta, line.badge, line.tone, "Answer", line.url)


def pages_waiting_for(standing: Standing) -> list[Item]:
    """All of it, for the home page of one person: what is late first. Two queries for people without a role and without pages."""
    claims, search = claims_waiting_for(standing), search_waiting_for(standing)
    found = [_offered(line) for line in offers_waiting_for(standing)] + ([_item(claims)] if claims else [])
    if search is not None and standing.person.district is not None:
        days = calendar_of(district=standing.person.district, school_id=None)
        found.append(search_item(*search, days=days, today=standing.on))
    return sorted(found, key=lambda item: item.tone != "late")
