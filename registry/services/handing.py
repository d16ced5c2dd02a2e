"""Deeds after somebody gave a site away: what was done on the platform is ticked, what they left behind is closed."""

from datetime import date, datetime

from django.db import transaction

from accounts.access import actor, addressee, local_day, standing_of
from accounts.models import District, Person
from accounts.rules import Refused
from accounts.selectors import heads
from accounts.wording import full_day
from policies.models import PolicyVersion
from policies.selectors import document_of
from records import events, outbox
from records.events import CLOCK

from .. import letters, passing, rules, states
from ..models import HandOver, Site
from ..selectors.handing import left_behind

CHUNK = 500  # sites of one sweep
SAID = {
    "removed": "recorded that {person} is removed from {site} on the platform, since {on}",
    "recovery": "recorded that the recovery address of {site} is changed, since {on}",
}
REASON = "Its responsible employee has left, and the policy has such sites closed."


def note_passed(*, site: Site, person: Person | None, at: datetime, was: str = HandOver.Was.RESPONSIBLE) -> None:
    """Note that somebody gave a site away, or no longer posts on it; nothing is ticked yet. Part of a deed, without an event."""
    if person is None:
        return
    begun = {"was": was, "passed_at": at, "removed_on": None, "removed_name": "", "recovery_on": None, "recovery_name": ""}
    HandOver.objects.update_or_create(site=site, person=person, defaults=begun)


@transaction.atomic
def tick_hand_over(*, hand_over: HandOver, what: str, on: date, by: Person, at: datetime) -> None:
    """Record what was done on the platform, and when: the old one "removed", the "recovery" address changed. Once each.

    By whoever may offer the site, or by the one who gave it away. Refuses a day that lies ahead or before they gave it away.
    """
    standing = standing_of(by, at=at)
    passing.may_tick(standing, hand_over)
    rules.has_come(on, standing.on)
    if what not in SAID or (what == "recovery" and hand_over.was == HandOver.Was.POSTER):
        raise Refused("Choose what was done.")
    day, name = f"{what}_on", f"{what}_name"
    ticked = HandOver.objects.filter(pk=hand_over.pk, **{f"{day}__isnull": True}).update(**{day: on, name: by.name})
    if not ticked:
        raise Refused("Somebody recorded this already.")
    setattr(hand_over, day, on)
    setattr(hand_over, name, by.name)
    site = hand_over.site
    events.record(
        verb=f"tick_{what}", subject=("site", site.pk),
        sentence=SAID[what].format(person=hand_over.person, site=site, on=full_day(on)),
        by=actor(by, acting_for=passing.in_whose_name(standing, site) or ""), at=at, district_id=site.district_id,
    )  # fmt: skip


@transaction.atomic
def close_left(*, district: District, at: datetime) -> int:
    """Close the sites of those who have left, where the policy of the site says so; the head of its place is told. How many."""
    versions = PolicyVersion.objects.filter(district=district).defer("text")
    closing = [version.pk for version in versions if document_of(version).leaving.responsible == "close"]
    if not closing:
        return 0
    rows = left_behind(district.pk).filter(policy_version__in=closing).select_related("school", "district", "responsible")
    return sum(_close(site, at) for site in rows.order_by("id")[:CHUNK])


def _close(site: Site, at: datetime) -> int:
    closed = Site.objects.filter(pk=site.pk, status__in=states.LIVE, responsible=site.responsible_id).update(
        status=states.CLOSED, status_reason=REASON, status_since=at, suspended_until=None
    )
    if not closed:
        return 0
    note_passed(site=site, person=site.responsible, at=at)
    events.record(
        verb="close", subject=("site", site.pk), sentence=f"closed {site}", by=CLOCK, at=at, district_id=site.district_id,
        reason=REASON,
    )  # fmt: skip
    letter = letters.order(deed="close", site=site, who=CLOCK.name, reason=REASON)
    for holder in heads(school_id=site.school_id, on=local_day(at, site.district.time_zone)):
        outbox.post(
            to=addressee(holder.person), letter=letter, kind="directive", key=f"site-{site.pk}-left-{holder.person.pk}", at=at,
            district_id=site.district_id, about=("site", site.pk),
        )  # fmt: skip
    return 1
