"""A rhythm of one's own: the policy says that somebody may look, and they set how often they want to be reminded."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Calendars
from monitoring import rules, schedule, states
from monitoring.models import CheckIn, Duty
from monitoring.selectors import own_duty
from monitoring.summer import in_summer, kept
from monitoring.wording import small
from policies.document import DutySpec
from policies.durations import how_often, parse
from policies.selectors import document_of
from records import events
from registry import states as sites
from registry.models import Site

from .watching import keep_watch

RELATED = ("district", "school", "policy_version", "responsible__supervisor")


@transaction.atomic
def set_rhythm(*, site: Site, key: str, every: str, by: Person, at: datetime) -> Duty | None:
    """Be reminded of a look that the policy allows, from now on so often; empty: not any more. Returns the duty, if one runs.

    `every` is one of `rules.RHYTHMS`. The one before ends, and what was open of it is no longer needed. Only whoever sets
    it is reminded: a ladder is the policy's own. Refuses whoever may not look, another length of time, a site that is not
    active, and what would change nothing.
    """
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    fresh = Site.objects.select_related(*RELATED).get(pk=site.pk)
    spec = own_duty(fresh, key)
    role = rules.looks_as(standing, fresh, spec.who) if spec else None
    if spec is None or role is None:
        raise Refused("This look is not yours: the policy lets somebody else look.")
    rules.is_rhythm(every)
    if fresh.status != sites.ACTIVE:
        raise Refused(f"{fresh} is {fresh.get_status_display().lower()}: nobody looks at it.")
    running = Duty.objects.filter(site=fresh, key=key, is_own=True, ended_at__isnull=True)
    before = running.values_list("every", flat=True).first() or ""
    if before == every:
        raise Refused(
            f"It is so already: {how_often(parse(every)).lower()}." if every else "You are not reminded of it as it is."
        )
    CheckIn.objects.filter(duty__in=running, state=states.OPEN).update(state=states.CANCELLED)
    running.update(ended_at=at, next_due_on=None)
    calendars = Calendars(fresh.district)
    made = _begun(fresh, spec, role, every, calendars, standing.on) if every else None
    keep_watch([fresh.pk], today=standing.on, calendars=calendars)
    said = (
        f"set how often to be reminded of the {small(spec.label)} of {fresh}: {how_often(parse(every)).lower()}" if every else ""
    )
    events.record(
        verb="set_rhythm",
        subject=("site", fresh.pk),
        sentence=said or f"is no longer reminded of the {small(spec.label)} of {fresh}",
        by=actor(by, acting_for=role[1]),
        at=at,
        district_id=fresh.district_id,
        details={"duty": key, "before": before, "every": every},
    )
    return made


def _begun(site: Site, spec: DutySpec, role: tuple[str, str], every: str, calendars: Calendars, today: date) -> Duty:
    """The duty, in a savepoint: of two who set one at once the second is refused."""
    summer = kept(document_of(site.policy_version).summer) if site.policy_version else ""
    first = schedule.first_due(today, parse(every), in_summer(calendars.of(site.school_id), summer), spec.calendar)
    try:
        with transaction.atomic():
            return Duty.objects.create(
                site=site,
                key=spec.key,
                label=spec.label,
                role=role[0],
                every=every,
                calendar=spec.calendar,
                ladder=schedule.in_order({"after": rung.after, "to": list(rung.to)} for rung in spec.overdue),
                summer=summer,
                is_own=True,
                started_on=today,
                counted_from=today,
                next_due_on=first,
            )
    except IntegrityError:
        raise Refused("Somebody else has just set how often. Look at the page again.") from None
