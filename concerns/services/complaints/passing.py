"""Who receives a complaint later: where nobody acts, where somebody has left, and once it is known which site it is about."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.access import local_day
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import calendar_of
from policies.selectors import document_of
from registry.models import Site

from ... import states
from ...models import Complaint, Receiver
from ...rules import complaints as rules
from ...selectors.clocks import anew, days_of_complaint
from ...selectors.public import spec_for
from ...selectors.receiving import holders_of, roster_of
from .acting import mine, record, settle_left
from .filing import route


@transaction.atomic
def take_over(*, complaint: Complaint, by: Person, at: datetime) -> Complaint:
    """Receive it in the place of those who have left, once. It is no longer shown as left behind.

    Refuses whoever does not receive it, what is concluded, and where everybody who receives it is still there.
    """
    fresh, standing, name = mine(complaint, by, at)
    rules.still_open(fresh)
    if not settle_left(fresh, standing, name):
        raise Refused("Nobody who receives it has left, or somebody else has taken it over already.")
    record("take_over_complaint", fresh, "took it over from somebody who has left", by, name, at)
    return fresh


@transaction.atomic
def attach_site(*, complaint: Complaint, site: Site, by: Person, at: datetime) -> Complaint:
    """Say which site a complaint is about that named none. From now on those receive it whom the policy names for that site, and
    those who look after the page read it no more; whoever hears of it for the first time is told.

    Its days are counted in the calendar of that school. No event names the site. Refuses what `can_be_attached` refuses.
    """
    fresh, standing, name = mine(complaint, by, at)
    site = Site.objects.select_related("responsible__supervisor", "school", "district").get(pk=site.pk)
    rules.can_be_attached(fresh, site)
    known = list(fresh.receivers.all())
    told = {holder.person.pk for holder in holders_of(fresh, known, roster_of(fresh, standing.on), besides=())}
    policy = document_of(fresh.policy_version)
    days = calendar_of(district=fresh.district, school_id=site.school_id)
    filed_on = local_day(fresh.filed_at, fresh.district.time_zone)
    counted = days_of_complaint(policy, fresh.kind, fresh.category, filed_on=filed_on, days=days)
    fresh.site, fresh.place, fresh.kind = site, site.school, states.SITE
    fresh.answer_by = anew(fresh.answer_by, counted[0], days, standing.on)
    fresh.settle_by = anew(fresh.settle_by, counted[1], days, standing.on)
    fresh.save(update_fields=["site", "place", "kind", "answer_by", "settle_by"])
    route(fresh, spec_for(policy, fresh.category), at, known=known, told={*told, by.pk})
    record("attach_site", fresh, "said which site it is about", by, name, at)
    return fresh


@transaction.atomic
def pass_on(*, complaint: Complaint, receivers: Sequence[Receiver], late_since: date | None) -> list[Receiver]:
    """Let the next receive it too, because nobody can act or nobody did in time; the clock does this, once.

    They hear of it in the letter of that morning. Returns who was added.
    """
    waiting = Complaint.objects.filter(pk=complaint.pk, state__in=states.OPEN)
    if late_since is not None:
        if not waiting.filter(state=states.WAITING, late_since__isnull=True).update(late_since=late_since):
            return []
        complaint.late_since = late_since
    known = {(row.role, row.person_id) for row in Receiver.objects.filter(complaint=complaint)}
    new = [row for row in receivers if (row.role, row.person_id) not in known]
    return Receiver.objects.bulk_create(new, ignore_conflicts=True)  # two sweeps may do this at once
