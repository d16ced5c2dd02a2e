"""What is recorded on the page of a site: its wording is there, who answers the media, what a parent was told."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.access import standing_of
from accounts.models import Person
from accounts.rules import Refused

from .. import rules, states
from ..models import ParentAccess, Site
from ..selectors import has_wording
from .kept import record_by


def set_term(*, site: Site, key: str, value: Any) -> bool:
    """Write one condition of a site; False where its conditions are others by now. No event: the room that asks records it."""
    terms = {**site.terms, key: value}
    changed = Site.objects.filter(pk=site.pk, terms=site.terms).update(terms=terms)
    site.terms = terms if changed else site.terms
    return bool(changed)


@transaction.atomic
def identify(*, site: Site, on: date, by: Person, at: datetime) -> Site:
    """Whoever answers for a site records that the policy's wording is on the page, since a day.

    Refuses a day that lies ahead, the day that is recorded already, and a policy without a wording.
    """
    standing = standing_of(by, at=at)
    acting_for = rules.may_identify(standing, site)
    rules.has_come(on, standing.on)
    if not has_wording(site):
        raise Refused("The policy of this site has no wording for its page.")
    if not Site.objects.filter(pk=site.pk).exclude(identified_on=on).update(identified_on=on):
        raise Refused("It is recorded already, with this day.")
    site.identified_on = on
    record_by("identify", site, f"recorded that the wording is on {site}", by, at, acting_for, details={"on": on.isoformat()})
    return site


@transaction.atomic
def name_media_contact(*, site: Site, person: Person, by: Person, at: datetime) -> Site:
    """Name who answers questions of the public and the media about a site."""
    standing = standing_of(by, at=at)
    rules.may_name_posters(standing, site)
    rules.may_answer_for(person, site.district_id)
    if not Site.objects.filter(pk=site.pk).exclude(media_contact=person).update(media_contact=person):
        raise Refused(f"{person} is named already.")
    site.media_contact = person
    doing = rules.in_whose_name(standing, site)
    record_by("name_media_contact", site, f"named {person} to answer the media about {site}", by, at, doing)
    return site


@transaction.atomic
def record_access(*, site: Site, asked_on: date, answer: str, by: Person, at: datetime) -> ParentAccess:
    """Write down that a parent asked for access and what they were told. Nobody is named, in the row or in the event."""
    standing = standing_of(by, at=at)
    rules.may_record_access(standing, site)
    rules.has_come(asked_on, standing.on)
    if answer not in states.ACCESS:
        raise Refused("Choose what the parent was told.")
    row = ParentAccess.objects.create(
        site=site, asked_on=asked_on, answer=answer, recorded_at=at, recorded_by=by, recorded_name=by.name
    )
    said = states.ACCESS[answer]
    sentence = f"recorded what a parent who asked for access to {site} was told: {said[:1].lower()}{said[1:]}"
    details = {"asked_on": asked_on.isoformat()}
    record_by("record_access", site, sentence, by, at, rules.in_whose_name(standing, site), details=details)
    return row
