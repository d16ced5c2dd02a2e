"""Closing a call for help: what was done about it."""

from datetime import datetime

from django.db import transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from monitoring import rules
from monitoring.models import CheckIn
from monitoring.selectors import call_waits_for
from monitoring.wording import small
from records import events


@transaction.atomic
def close_help(*, check_in: CheckIn, note: str, by: Person, at: datetime) -> CheckIn:
    """Write down what became of a call for help, once. Refuses whoever it does not wait for, and an empty note."""
    note = note.strip()
    rules.help_is_said(note)
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    fresh = CheckIn.objects.select_related("duty", "site").get(pk=check_in.pk)
    if fresh.help_closed_at is not None:
        raise Refused(f"{fresh.help_closed_name} was faster: “{fresh.help_note}”")
    acting_for = call_waits_for(standing, fresh.pk)
    if acting_for is None:
        raise Refused("This call for help does not wait for you.")
    closed = CheckIn.objects.filter(pk=fresh.pk, help_closed_at__isnull=True).update(
        help_closed_at=at, help_closed_name=by.name, help_note=note
    )
    fresh.refresh_from_db()
    if not closed:
        raise Refused(f"{fresh.help_closed_name} was faster: “{fresh.help_note}”")
    events.record(
        verb="close_help",
        subject=("site", fresh.site_id),
        sentence=f"closed the call for help from the {small(fresh.duty.label)} of {fresh.site}",
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=fresh.site.district_id,
        reason=note,
        details={"check_in": fresh.pk},
    )
    return fresh
