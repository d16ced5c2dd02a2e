"""When nobody acts on a complaint, or whoever received it has left: who receives it next, and who takes it over."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from accounts.rules import Refused

from ... import states
from ...models import Complaint, Receiver
from ...rules import complaints as rules
from .acting import mine, record, settle_left


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
