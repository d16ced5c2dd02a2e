"""Letting a site's duties rest, with a reason, and beginning them again."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from accounts.access import Standing, actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Calendars
from accounts.wording import full_day
from monitoring import rules, states
from monitoring.models import CheckIn, Duty
from records import events
from registry import states as sites
from registry.models import Site

from .resting import begin_again
from .watching import keep_watch


@transaction.atomic
def pause(*, site: Site, reason: str, until: date | None, by: Person, at: datetime) -> int:
    """Let every duty of a site rest, until a day or until somebody resumes them; open check-ins are no longer needed.

    Returns how many duties rest now. On the day `until` they begin again by themselves.
    """
    standing, acting_for = _standing(site, by, at, rules.may_pause)
    rules.reason_given(reason)
    rules.ends_later(until, standing.on)
    running = Duty.objects.filter(site=site, ended_at__isnull=True, paused_at__isnull=True)
    rested = running.update(paused_at=at, paused_until=until, pause_reason=reason.strip(), next_due_on=None)
    if not rested:
        raise Refused(f"{site} has no duties that could be paused.")
    CheckIn.objects.filter(site=site, state=states.OPEN).update(state=states.CANCELLED)
    keep_watch([site.pk], today=standing.on, calendars=Calendars(site.district))
    events.record(
        verb="pause",
        subject=("site", site.pk),
        sentence=f"paused the duties of {site}{f' until {full_day(until)}' if until else ''}",
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=site.district_id,
        reason=reason.strip(),
    )
    return rested


@transaction.atomic
def resume(*, site: Site, reason: str, by: Person, at: datetime) -> int:
    """Begin the paused duties of a site again, with a reason: the next due date counts from today. Returns how many."""
    standing, acting_for = _standing(site, by, at, rules.may_pause)
    rules.reason_given(reason)
    if site.status != sites.ACTIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()}: its duties rest until it is active again.")
    calendars = Calendars(site.district)
    paused = Duty.objects.filter(site=site, ended_at__isnull=True, paused_at__isnull=False)
    begun = begin_again(list(paused.select_related("site")), calendars=calendars, start=lambda _duty: standing.on)
    if not begun:
        raise Refused(f"No duty of {site} is paused.")
    keep_watch([site.pk], today=standing.on, calendars=calendars)
    events.record(
        verb="resume",
        subject=("site", site.pk),
        sentence=f"resumed the duties of {site}",
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=site.district_id,
        reason=reason.strip(),
    )
    return begun


def _standing(site: Site, by: Person, at: datetime, rule: Callable[[Standing, Site], str]) -> tuple[Standing, str]:
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    return standing, rule(standing, site)
