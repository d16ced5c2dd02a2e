"""The sites of people who leave, or have left: who takes each, and what is left to do on the platform."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from accounts.access import Standing
from accounts.models import Person
from accounts.rules import allows
from accounts.selectors import DONE, OPEN, HeldLine
from accounts.wording import full_day
from policies.selectors import document_of

from .. import passing, states
from ..models import HandOver, Offer, Poster, Site

MOST_PEOPLE = 10_000  # of one district who have left
MOST_SITES = 500  # of the people of one page
REMOVE, RECOVERY = "Remove them on the platform", "Change the recovery address"
Lines = dict[int, list[HeldLine]]


def left_behind(district_id: int) -> QuerySet[Site]:
    """The live sites of a district whose responsible employee has left. The people are read first: their numbers find the
    sites by an index, however many sites there are."""
    gone = Person.objects.filter(district_id=district_id, is_active=False).order_by("pk").values_list("pk", flat=True)
    return Site.objects.filter(responsible_id__in=list(gone[:MOST_PEOPLE]), district_id=district_id, status__in=states.LIVE)


def how_many_left_behind(district_id: int) -> dict[int, int]:
    """How many live sites each person left behind who has left, by person. Two queries."""
    rows = left_behind(district_id).order_by().values_list("responsible_id").annotate(number=Count("pk"))
    return {pk: number for pk, number in rows if pk is not None}


def sites_of_leavers(people: Sequence[Person]) -> Lines:
    """Every site that these people answer for or post on, or gave away: done once somebody else has accepted it and the old one
    is out on the platform, or once it is closed. Four queries, however many people."""
    pks = [person.pk for person in people]
    lines: Lines = defaultdict(list)
    held = Site.objects.filter(responsible__in=pks, status__in=states.LIVE)
    sites = list(held.select_related("school", "responsible", "policy_version").defer("policy_version__text")[:MOST_SITES])
    offers = Offer.objects.filter(site__responsible__in=pks, state=states.OPEN).select_related("person")
    asked = {offer.site_id: offer for offer in offers}
    for site in sites:
        lines[site.responsible_id or 0].append(_held(site, asked.get(site.pk)))
    given = HandOver.objects.filter(person__in=pks).exclude(site__responsible=F("person"), site__status__in=states.LIVE)
    for row in given.select_related("site__school", "site__responsible")[:MOST_SITES]:
        lines[row.person_id].append(_given(row))
    posts = Poster.objects.filter(person__in=pks, site__status__in=states.LIVE).exclude(site__responsible=F("person"))
    for poster in posts.select_related("site__school")[:MOST_SITES]:
        lines[poster.person_id].append(_posts(poster))
    return lines


def _held(site: Site, offer: Offer | None) -> HeldLine:
    left = site.responsible is not None and not site.responsible.is_active
    closes = site.policy_version is not None and document_of(site.policy_version).leaving.responsible == "close"
    then = " Is closed on the last day, unless somebody takes it." if closes else ""
    asked = f"{offer.person} is asked, until {full_day(offer.answer_by)}" if offer else "Somebody else accepts it"
    badge = "Needs owner" if left else f"Waits for {offer.person}" if offer else "Nobody is asked yet"
    return HeldLine(
        title=site.name,
        meta=f"{site.platform_label}, {site.school.name}.{then}",
        state=OPEN,
        badge=badge,
        tone="late" if left else "due" if offer is None else "",
        url=reverse("offer", args=[offer.pk]) if offer else reverse("site-offer", args=[site.pk]),
        action="Look at the offer" if offer else "Hand it over",
        detail=((asked, False), (REMOVE, False), (RECOVERY, False)),
    )


def _given(row: HandOver) -> HeldLine:
    site = row.site
    where = f"{site.platform_label}, {site.school.name}."
    if site.status not in states.LIVE:
        return HeldLine(site.name, f"{where} {site.get_status_display()}.", DONE, "Done", "done")
    is_poster = row.was == HandOver.Was.POSTER
    first = "No longer a poster" if is_poster else f"{site.responsible} answers for it"
    detail = [(first, True), (_ticked(REMOVE, "Removed on the platform", row.removed_on), row.removed_on is not None)]
    if not is_poster:
        detail.append((_ticked(RECOVERY, "Recovery address changed", row.recovery_on), row.recovery_on is not None))
    done = row.is_done
    return HeldLine(
        title=site.name,
        meta=where,
        state=DONE if done else OPEN,
        badge="Done" if done else "On the platform",
        tone="done" if done else "due",
        url="" if done else reverse("hand-over-tick", args=[row.pk]),
        action="" if done else "Tick what is done",
        detail=tuple(detail),
    )


def _ticked(to_do: str, done: str, on: date | None) -> str:
    return f"{done}, {full_day(on)}" if on else to_do


def _posts(poster: Poster) -> HeldLine:
    site = poster.site
    return HeldLine(
        title=site.name,
        meta=f"{site.platform_label}, {site.school.name}. They post there.",
        state=OPEN,
        badge="Poster",
        url=reverse("site", args=[site.pk]),
        action="Open the site",
        detail=(("Take them off the posters", False), (REMOVE, False)),
    )


def hand_over_seen_by(standing: Standing, pk: int) -> HandOver:
    """What is left to do after somebody gave a site away, for those who may tick it; otherwise HandOver.DoesNotExist."""
    row = HandOver.objects.select_related("person", "site__school", "site__district", "site__responsible__supervisor").get(
        pk=pk, site__district_id=standing.district_id
    )
    if not allows(passing.may_tick, standing, row):
        raise HandOver.DoesNotExist
    return row
