"""Sites that people are asked to answer for: what waits for whom, and how it is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.urls import reverse

from accounts import wording
from accounts.access import Standing
from accounts.models import Person
from accounts.rules import allows
from records.statements import Given, Objects

from .. import passing, states
from ..models import Offer, Site
from .panel import Fact, safe_url, terms_of
from .sites import posters_of

RELATED = (
    "site__district", "site__school", "site__responsible__supervisor", "site__policy_version", "site__complaints_to",
    "person", "giver", "offered_by",
)  # fmt: skip
MOST = 101  # of one person that the home page looks at


@dataclass(frozen=True)
class OfferLine:
    """One offer as a thing to do: of whom, and by when."""

    title: str
    meta: str
    badge: str
    tone: str
    answer_by: date
    url: str


@dataclass(frozen=True)
class OfferPanel:
    """An offer in words, for the one who is asked and for those who may take it back."""

    offer: Offer
    title: str
    purpose: str
    facts: Sequence[Fact]
    effects: Sequence[str]
    is_open: bool
    is_mine: bool
    can_withdraw: bool
    outcome: str
    reason: str


def open_offer_of(site_id: int) -> Offer | None:
    """The open offer of a site. One query."""
    return OPEN_OFFER.first(site=site_id)


OPEN_OFFER: Objects[Offer] = Objects(
    lambda: Offer.objects.filter(site_id=Given("site"), state=states.OPEN).select_related("person", "offered_by").order_by()
)


def offer_seen_by(standing: Standing, pk: int) -> Offer:
    """An offer that this person is asked about, made, may take back or may read; otherwise Offer.DoesNotExist."""
    offer = Offer.objects.select_related(*RELATED).get(pk=pk, site__district_id=standing.district_id)
    if not allows(passing.may_look, standing, offer):
        raise Offer.DoesNotExist
    return offer


def open_offers(standing: Standing) -> QuerySet[Offer]:
    """What this person is asked now, the nearest day first."""
    rows = Offer.objects.filter(person=standing.person, state=states.OPEN, site__status__in=states.LIVE)
    return rows.select_related("site__school", "giver", "offered_by").order_by("answer_by", "id")


def offers_waiting_for(standing: Standing) -> list[OfferLine]:
    """The same as things to do. One query."""
    return [offer_line(row, today=standing.on) for row in open_offers(standing)[:MOST]]


def offer_line(offer: Offer, *, today: date) -> OfferLine:
    """One offer in words."""
    late = offer.answer_by < today
    said = wording.day(offer.answer_by, today=today)
    giver = f" {offer.giver} answers for it until you accept." if offer.giver else ""
    return OfferLine(
        f"Will you answer for {offer.site.name}?",
        f"{offer.site.platform_label}, {offer.site.school.name}. {offer.offered_by} asks you.{giver}",
        f"Was due {said}" if late else f"Answer by {said}",
        "late" if late else "due",
        offer.answer_by,
        reverse("offer", args=[offer.pk]),
    )


def offers_asked(district_id: int | Given) -> QuerySet[Offer]:
    """The offers of a district that nobody has answered yet, the one to be answered first first."""
    return Offer.objects.filter(state=states.OPEN, site__district_id=district_id).order_by("answer_by", "id")


def offers_by_person(district_id: int) -> Iterator[tuple[Person, list[Offer]]]:
    """Everybody of a district who is asked to answer for a site, with what they are asked. One query."""
    rows = offers_asked(district_id).filter(site__status__in=states.LIVE, person__is_active=True)
    ordered = rows.select_related("site__school", "person", "giver", "offered_by").order_by("person_id", "answer_by", "id")
    for _person_id, group in groupby(ordered, key=lambda row: row.person_id):
        offers = list(group)
        yield offers[0].person, offers


def offer_panel(offer: Offer, standing: Standing) -> OfferPanel:
    """What somebody reads before they answer: the site, who answers for it, what it asks of them. One query."""
    site = offer.site
    mine = offer.person_id == standing.person.pk
    giver = offer.giver.name if offer.giver else "Nobody"
    asked = f"{offer.offered_by} for {offer.acting_for}" if offer.acting_for else str(offer.offered_by)
    posts = "may still post there" if offer.keeps_posting else "no longer posts there"
    posters = wording.listing([poster.person.name for poster in posters_of(site)])
    facts = [
        Fact("Platform", site.platform_label),
        *([Fact("Web address", site.address, safe_url(site.address))] if site.address else []),
        Fact("Answers for it now", giver),
        Fact("Asked by", asked, meta=f"“{offer.note}”" if offer.note else ""),
        Fact("Posters", posters or "Nobody but the responsible employee"),
        *terms_of(site),
    ]
    return OfferPanel(
        offer=offer,
        title=f"Will you answer for {site}?" if mine else f"{site} is offered to {offer.person}",
        purpose=f"{site.school}. Answer by {wording.day(offer.answer_by, today=standing.on)}.",
        facts=facts,
        effects=[
            "From the moment you accept you answer for its content, and its check-ins are yours.",
            *([f"{giver} {posts}, and is told by mail at once."] if offer.giver else []),
            "Until then nothing changes. Change who is in charge on the platform itself as well.",
        ],
        is_open=offer.state == states.OPEN,
        is_mine=mine,
        can_withdraw=offer.state == states.OPEN and allows(passing.may_withdraw, standing, offer),
        outcome=f"{offer.get_state_display()}: {offer.answered_name}." if offer.answered_name else "",
        reason=offer.reason,
    )


def effects_of_offer(site: Site) -> list[str]:
    """What offering a site does, said before it is done."""
    who = f"{site.responsible} still answers" if site.responsible else "nobody answers"
    still = f"Until they accept, {who} for it"
    return [
        "They are told by mail at once, and it stands on their home page and in their morning mail.",
        f"{still}; so it stays if they decline or do not answer.",
        "Once they accept, those concerned are told by mail at once.",
    ]
