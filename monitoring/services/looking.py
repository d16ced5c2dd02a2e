"""Recording a look that nobody asked for: a duty to which the policy gives no number."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Calendars
from monitoring import rules, states
from monitoring.models import CheckIn, Duty
from monitoring.selectors import unasked_duty
from monitoring.wording import small
from policies.document import DutySpec
from records import events
from registry import states as sites
from registry.models import Site

from .answering import call_for_help, read_again
from .watching import keep_watch

RELATED = ("district", "school", "policy_version", "responsible__supervisor")


@transaction.atomic
def record_look(*, site: Site, key: str, outcome: str, note: str, by: Person, at: datetime) -> CheckIn:
    """Write down what somebody found of their own accord. Nothing falls due by it; "need help" is mailed at once.

    The duty it belongs to has ended as soon as it is written, so that nobody is ever reminded of it. One look a day.
    """
    note = note.strip()
    rules.is_answer(outcome, note)
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    fresh = Site.objects.select_related(*RELATED).get(pk=site.pk)
    spec = unasked_duty(fresh, key)
    acting_for = rules.looking(standing, fresh, spec.who) if spec else None
    if spec is None or acting_for is None:
        raise Refused("This look is not yours to record.")
    if fresh.status != sites.ACTIVE:
        raise Refused(f"{fresh} is {fresh.get_status_display().lower()}: nobody looks at it.")
    duty = Duty.objects.filter(site=fresh, key=key, every="").first() or _ended(fresh, spec, at=at, on=standing.on)
    try:
        with transaction.atomic():
            made = CheckIn.objects.create(
                duty=duty,
                site=fresh,
                due_on=standing.on,
                opened_at=at,
                role=duty.role,
                state=states.ANSWERED,
                outcome=outcome,
                note=note,
                answered_by=by,
                answered_name=by.name,
                acting_for=acting_for,
                answered_at=at,
            )
    except IntegrityError:
        raise Refused("A look of today is recorded already.") from None
    keep_watch([fresh.pk], today=standing.on, calendars=Calendars(fresh.district), last_checked_on=standing.on)
    events.record(
        verb="look",
        subject=("site", fresh.pk),
        sentence=f"recorded “{states.OUTCOMES[outcome].lower()}” for the {small(spec.label)} of {fresh}, unasked",
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=fresh.district_id,
        reason=note,
        details={"check_in": made.pk},
    )
    if outcome == states.NEED_HELP:
        call_for_help(read_again(made.pk), by=by, at=at)
    return made


def _ended(site: Site, spec: DutySpec, *, at: datetime, on: date) -> Duty:
    return Duty.objects.create(site=site, key=spec.key, label=spec.label, role=spec.who[0], every="", started_on=on, ended_at=at)
