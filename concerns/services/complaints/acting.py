"""How every deed of a receiver begins and ends: who does it, for whom, and the line it leaves."""

from datetime import datetime

from accounts.access import Standing, actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from records import events

from ... import states
from ...models import Complaint, Receiver
from ...selectors.receiving import RECEIVERS, acting_for, have_left, received_by


def mine(complaint: Complaint, by: Person, at: datetime) -> tuple[Complaint, Standing, str]:
    """The complaint as it is now, and in whose name its doer acts; refuses whoever does not receive it.

    Holds its row: deeds on one complaint take turns, so that nothing is written after it was erased.
    """
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    rows = received_by(standing).select_related("district", "site__responsible", "place", "policy_version", "acknowledged_by")
    fresh = rows.prefetch_related(RECEIVERS).select_for_update(of=("self",)).filter(pk=complaint.pk).first()
    if fresh is None:
        raise Refused("This complaint is not yours to handle.")
    return fresh, standing, acting_for(standing, fresh)


def settle_left(complaint: Complaint, standing: Standing, name: str) -> bool:
    """Put somebody, or whom they act for, in the place of the receivers who have left; False where none has."""
    left = [row.pk for row in have_left(complaint)]
    if not left:
        return False
    Receiver.objects.filter(pk__in=left).delete()
    taker = next((pk for pk, each in standing.acts_for.items() if each == name), standing.person.pk)
    Receiver.objects.get_or_create(complaint=complaint, person_id=taker, defaults={"why": states.TAKEN})
    return True


def record(verb: str, complaint: Complaint, sentence: str, by: Person, name: str, at: datetime, **details: str) -> None:
    """One line in the trail of a complaint."""
    events.record(
        verb=verb,
        subject=("complaint", complaint.pk),
        sentence=sentence,
        by=actor(by, acting_for=name),
        at=at,
        district_id=complaint.district_id,
        details=details or None,
    )
