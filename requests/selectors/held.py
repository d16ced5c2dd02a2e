"""What waits at the seats of one person, as lines of what hangs on somebody who leaves or is replaced."""

from dataclasses import replace

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from accounts import roles
from accounts.access import Standing
from accounts.selectors import HeldLine
from accounts.wording import count
from records.statements import Given

from .. import states
from ..models import Seat, Step, Submission
from .filed import asks_address
from .seats import open_seats_for

SHOWN = 10  # steps that are named; the rest are counted
MOST = 1001
ASKS = {
    Step.Kind.APPROVE: "Decide on {}",
    Step.Kind.ACKNOWLEDGE: "Acknowledge {}",
    Step.Kind.PROVIDE: "Give the web address of {}",
    Step.Kind.ASSIGN: "Set the duties of {}",
    Step.Kind.RECORD: "Record a step of {}",
    Step.Kind.NOTIFY: "Read {}",
}


def in_own_right(standing: Standing) -> Standing:
    """What somebody holds without what they do as a designee."""
    return replace(standing, held=tuple(held for held in standing.held if not held.acting_for_id))


def seats_left(district_id: int | Given) -> QuerySet[Seat]:
    """The open seats of a district that were somebody's own who has left, or whose site is somebody else's by now."""
    taken = Q(acts=roles.RESPONSIBLE, step__submission__site__responsible__is_active=True) & ~Q(
        step__submission__site__responsible=F("person")
    )
    return Seat.objects.filter(
        Q(person__is_active=False) | taken,
        district_id=district_id,
        acts__in=(roles.REQUESTER, roles.RESPONSIBLE),
        state=states.STEP_OPEN,
        step__submission__status=states.OPEN,
    ).order_by("id")


def steps_by_role(standing: Standing, *, limit: int = SHOWN) -> tuple[list[Seat], int]:
    """The open steps that wait for this person by their roles or as a supervisor, oldest first, and how many. Two queries."""
    rows = open_seats_for(in_own_right(standing)).exclude(acts__in=(roles.REQUESTER, roles.RESPONSIBLE))
    return list(rows[:limit]), rows.order_by().values_list("pk")[:MOST].count()


def asked_at(seat: Seat) -> str:
    """What a seat asks for, in words."""
    step, submission = seat.step, seat.step.submission
    if step.kind == Step.Kind.PROVIDE and not asks_address(step):
        return f"Give what is asked about {submission}"
    return ASKS[Step.Kind(step.kind)].format(submission)


def steps_that_follow(standing: Standing) -> list[HeldLine]:
    """The same as lines of what moves with the roles of somebody. Two queries."""
    seats, total = steps_by_role(standing)
    lines = [HeldLine(asked_at(seat), str(seat.step.submission.place or "")) for seat in seats]
    if total > len(seats):
        lines.append(HeldLine(f"and {count(total - len(seats), 'more open step')}"))
    return lines


def steps_of_leaver(standing: Standing) -> list[HeldLine]:
    """The open steps that wait for somebody, and what of their own submissions is on the way, with what becomes of each.

    Five queries.
    """
    lines = []
    _seats, total = steps_by_role(standing, limit=0)
    if total:
        meta = "Answer them, or whoever holds the role then does; where nobody does, the role the policy names instead."
        lines.append(HeldLine(count(total, "open step"), meta, url=reverse("queue"), action="To the queue"))
    own = open_seats_for(replace(standing, held=())).filter(acts__in=(roles.REQUESTER, roles.RESPONSIBLE))
    for seat in own.filter(person=standing.person)[:SHOWN]:
        url = reverse("decision", args=[seat.pk])
        lines.append(HeldLine(asked_at(seat), "Goes to their supervisor.", url=url, action="Open it"))
    mine = Submission.objects.filter(requester=standing.person)
    if drafts := mine.filter(status=states.DRAFT).count():
        meta = "Nobody else sees drafts: submit or discard them."
        lines.append(HeldLine(count(drafts, "draft"), meta, url=reverse("submissions"), action="To the drafts"))
    if under_way := mine.filter(status__in=(states.OPEN, states.RETURNED)).count():
        meta = "What is on its way goes on; what is returned waits for them."
        lines.append(HeldLine(count(under_way, "submission"), meta, url=reverse("submissions"), action="To the submissions"))
    return lines
