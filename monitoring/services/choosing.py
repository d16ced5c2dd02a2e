"""Another rhythm for a duty whose rhythm was chosen when its site was approved."""

from datetime import datetime

from django.db import transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Calendars
from monitoring import rules
from monitoring.models import Duty
from monitoring.selectors import chosen_rhythm, first_under, roster_of
from monitoring.wording import small
from policies.durations import how_often, parse
from records import events
from registry import services as registry
from registry import states as sites
from registry.models import Site

from .watching import keep_watch

RELATED = ("district", "school", "policy_version", "responsible__supervisor")


@transaction.atomic
def choose_rhythm(*, site: Site, key: str, every: str, by: Person, at: datetime) -> Site:
    """Have a duty done so often from now on, in the terms of the site as in the duty itself. What is open stays open.

    Refuses whom the policy does not let set this condition, whoever answers for the site, a rhythm that the policy does not
    offer, a site that is not active, and of two at once the second.
    """
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    fresh = Site.objects.select_related(*RELATED).get(pk=site.pk)
    chosen = chosen_rhythm(fresh, key)
    roster = roster_of(fresh, standing.on)
    name = rules.chooses(standing, fresh, chosen.may_choose(fresh, roster)) if chosen else None
    if chosen is None or name is None:
        raise Refused("This is not yours to set: the policy has somebody else set it, and never whoever answers for the site.")
    before = str(fresh.terms[chosen.field])
    rules.is_another_rhythm(every, before, chosen.choices)
    if fresh.status != sites.ACTIVE:
        raise Refused(f"{fresh} is {fresh.get_status_display().lower()}: nobody looks at it.")
    if not registry.set_term(site=fresh, key=chosen.field, value=every):
        raise Refused("Somebody else has just changed the conditions of this site. Look at the page again.")
    calendars = Calendars(fresh.district)
    duties = Duty.objects.filter(site=fresh, ended_at__isnull=True, is_own=False)
    for duty in duties:
        other = chosen_rhythm(fresh, duty.key)
        if other is not None and other.field == chosen.field:
            first = first_under(duty, every, calendars.of(fresh.school_id), standing.on)
            Duty.objects.filter(pk=duty.pk, ended_at__isnull=True).update(every=every, next_due_on=first)
    keep_watch([fresh.pk], today=standing.on, calendars=calendars)
    was, becomes = how_often(parse(before)).lower(), how_often(parse(every)).lower()
    events.record(
        verb="choose_rhythm",
        subject=("site", fresh.pk),
        sentence=f"set how often the {small(chosen.spec.label)} of {fresh} is due: {becomes} instead of {was}",
        by=actor(by, acting_for=name),
        at=at,
        district_id=fresh.district_id,
        details={"field": chosen.field, "before": before, "every": every},
    )
    return fresh
