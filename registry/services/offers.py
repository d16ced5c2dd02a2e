"""The deeds of passing a site on: offered, accepted, declined, taken back, and what the clock ends."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.access import actor, addressee, local_day, standing_of
from accounts.models import District, Person
from accounts.rules import Refused
from accounts.selectors import heads
from accounts.wording import full_day
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import document_of, training_missing
from records import events, outbox
from records.events import CLOCK, Actor
from records.letters import Letter

from .. import letters, passing, states
from ..models import Offer, Poster, Site
from ..selectors import offers_asked
from .handing import note_passed

CHUNK = 500  # offers of one sweep


@transaction.atomic
def offer_site(
    *, site: Site, person: Person, answer_by: date, by: Person, at: datetime, note: str = "", keeps_posting: bool = False
) -> Offer:
    """Ask somebody to answer for a site from now on. Until they accept, whoever answers for it still does.

    They are told at once, and so is whoever answers for the site, where somebody else offers it. Refuses a policy that has it
    decided, a second offer while one is open, and whoever may not answer for a site: volunteers, the untrained, those who leave.
    """
    standing = standing_of(by, at=at)
    passing.may_offer(standing, site)
    policy = _policy(site.policy_version)
    passing.is_not_decided(policy)
    passing.is_a_day_to_answer(answer_by, standing.on)
    _fits(site, person, policy, by=by, on=standing.on)
    acting_for = passing.in_whose_name(standing, site) or ""
    doer = actor(by, acting_for=acting_for)
    try:
        with transaction.atomic():
            offer = Offer.objects.create(
                site=site, person=person, giver_id=site.responsible_id, offered_by=by, acting_for=acting_for, offered_at=at,
                answer_by=answer_by, note=note.strip()[: passing.LONGEST_NOTE], keeps_posting=keeps_posting,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_open_already(site)) from None
    told_of = {"offer": offer.pk, "person": person.name, "answer_by": answer_by.isoformat()}
    _record("offer", offer, f"offered {site} to {person}, until {full_day(answer_by)}", by=doer, at=at, details=told_of)
    if person.pk != by.pk:
        _mail(offer, "offered", [person], letters.offered(offer, who=_who(doer)), reply_to=by.email, at=at)
    told = [site.responsible] if site.responsible and site.responsible.is_active else []
    beside = [giver for giver in told if giver.pk not in (by.pk, person.pk)]
    _mail(offer, "offering", beside, letters.offering(offer, who=_who(doer)), reply_to=by.email, at=at)
    return offer


@transaction.atomic
def accept_offer(*, offer: Offer, by: Person, at: datetime) -> Site:
    """Answer for the site from this moment on. Whoever did is told, and so are the one who offered it and the head of its place.

    Duties and open check-ins follow by themselves. Refuses anybody but the one who is asked, an offer that is closed, a site
    that somebody else answers for meanwhile or that has ended, and whoever may not answer for a site by now.
    """
    passing.may_answer(offer, by)
    site, on = offer.site, local_day(at, offer.site.district.time_zone)
    _fits(site, by, _policy(site.policy_version), by=by, on=on, again=True)
    _close(offer, states.ACCEPTED, name=by.name, at=at)
    passed = Site.objects.filter(pk=site.pk, status__in=states.LIVE, responsible=offer.giver_id)
    if not passed.update(responsible=by):
        raise Refused(f"{site} has ended, or somebody else answers for it by now. Ask whoever offered it to you.")
    if not offer.keeps_posting and offer.giver_id:
        Poster.objects.filter(site=site, person=offer.giver_id).delete()
    note_passed(site=site, person=offer.giver, at=at)
    site.responsible = by
    from_whom = f" from {offer.giver}" if offer.giver else ""
    details = {"responsible employee": [offer.giver.name if offer.giver else "nobody", by.name]}
    _record("accept_offer", offer, f"took over {site}{from_whom}", by=actor(by), at=at, details=details)
    letter = letters.accepted(offer)
    _mail(offer, "accepted", _concerned(offer, on=on, besides=by, head=True), letter, reply_to=by.email, at=at)
    return site


@transaction.atomic
def decline_offer(*, offer: Offer, by: Person, at: datetime, reason: str = "") -> None:
    """Do not take the site: whoever answers for it still does. The one who offered it is told at once, with the reason."""
    passing.may_answer(offer, by)
    reason = reason.strip()[: passing.LONGEST_NOTE]
    _close(offer, states.DECLINED, name=by.name, at=at, reason=reason)
    _record("decline_offer", offer, f"declined to answer for {offer.site}", by=actor(by), at=at, reason=reason)
    told = _concerned(offer, on=local_day(at, offer.site.district.time_zone), besides=by)
    _mail(offer, "declined", told, letters.declined(offer), reply_to=by.email, at=at)


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Person, at: datetime) -> None:
    """Take an offer back; the one who was asked is told at once, unless they have left."""
    standing = standing_of(by, at=at)
    passing.may_withdraw(standing, offer)
    doer = actor(by, acting_for=passing.in_whose_name(standing, offer.site) or "")
    _close(offer, states.WITHDRAWN, name=by.name, at=at)
    _record("withdraw_offer", offer, f"took back the offer of {offer.site} to {offer.person}", by=doer, at=at)
    if offer.person_id != by.pk and offer.person.is_active:
        _mail(offer, "withdrawn", [offer.person], letters.withdrawn(offer, who=_who(doer)), reply_to=by.email, at=at)


@transaction.atomic
def end_offers(*, district: District, at: datetime) -> int:
    """End the offers nobody answered in time, and those that came to nothing; how many. Whoever offered is told of the former.

    An offer comes to nothing when its site has ended, somebody else answers for it, or the one who is asked has left.
    """
    on = local_day(at, district.time_zone)
    rows = offers_asked(district.pk).select_related("site__district", "site__school", "person", "giver", "offered_by")
    ended = [(offer, state) for offer in rows[:CHUNK] if (state := _over(offer, on))]
    return sum(_end(offer, state, on=on, at=at) for offer, state in ended)


def _over(offer: Offer, on: date) -> str:
    """What becomes of an open offer by itself; empty while it waits."""
    site = offer.site
    if site.status not in states.LIVE or site.responsible_id != offer.giver_id or not offer.person.is_active:
        return states.ENDED
    return states.EXPIRED if offer.answer_by < on else ""


def _end(offer: Offer, state: str, *, on: date, at: datetime) -> int:
    try:
        _close(offer, state, name=CLOCK.name, at=at)
    except Refused:
        return 0
    said = "was not answered in time" if state == states.EXPIRED else "is no longer needed"
    _record("end_offer", offer, f"ended the offer of {offer.site} to {offer.person}: it {said}", by=CLOCK, at=at)
    if state == states.EXPIRED:
        _mail(offer, "expired", _concerned(offer, on=on), letters.expired(offer), at=at)
    return 1


def _fits(site: Site, person: Person, policy: Policy | None, *, by: Person, on: date, again: bool = False) -> None:
    """Whether somebody may answer for the site: the gates that hold for everybody who is named to."""
    if not again:
        passing.stays(person, on)
    passing.may_be_offered(site, person, policy)
    if policy is not None and (missing := training_missing(person, policy, on=on, read_by=by)):
        raise Refused(missing)


def _policy(version: PolicyVersion | None) -> Policy | None:
    return document_of(version) if version else None


def _close(offer: Offer, state: str, *, name: str, at: datetime, reason: str = "") -> None:
    """Only one gets here: whoever is later reads what became of the offer."""
    changed = Offer.objects.filter(pk=offer.pk, state=states.OPEN).update(
        state=state, answered_at=at, answered_name=name, reason=reason
    )
    if not changed:
        offer.refresh_from_db(fields=["state", "answered_name"])
        passing.still_open(offer)
    offer.state, offer.answered_at, offer.answered_name, offer.reason = state, at, name, reason


def _open_already(site: Site) -> str:
    other = Offer.objects.select_related("person", "offered_by").filter(site=site, state=states.OPEN).first()
    if other is None:
        return "Somebody answered in this moment. Look at the site again."
    return f"{other.offered_by} has offered it to {other.person} already. Wait for the answer, or take the offer back."


def _concerned(offer: Offer, *, on: date, besides: Person | None = None, head: bool = False) -> list[Person]:
    """Who hears what became of an offer: who made it, who answered for the site, and where it is accepted who heads its place."""
    people = [offer.offered_by, *([offer.giver] if offer.giver else [])]
    if head:
        people += [holder.person for holder in heads(school_id=offer.site.school_id, on=on)]
    return [who for who in dict.fromkeys(people) if who.is_active and (besides is None or who.pk != besides.pk)]


def _who(doer: Actor) -> str:
    return f"{doer.name} for {doer.acting_for}" if doer.acting_for else doer.name


def _mail(offer: Offer, kind: str, people: Iterable[Person], letter: Letter, *, at: datetime, reply_to: str = "") -> None:
    for person in people:
        outbox.post(
            to=addressee(person), letter=letter, kind="offer", key=f"offer-{offer.pk}-{kind}-{person.pk}", at=at,
            district_id=offer.site.district_id, about=("site", offer.site_id), reply_to=reply_to,
        )  # fmt: skip


def _record(
    verb: str,
    offer: Offer,
    sentence: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    events.record(
        verb=verb, subject=("site", offer.site_id), sentence=sentence, by=by, at=at, district_id=offer.site.district_id,
        reason=reason, details=details,
    )  # fmt: skip
