"""What follows when a step closes: the next ones open, people are told, and in the end the site stands in the registry."""

from datetime import datetime
from typing import Any

from accounts import roles
from accounts.access import addressee, local_day
from accounts.models import Person
from policies import routing
from policies.conditions import holds
from policies.document import Policy
from records import outbox

from .. import letters, states
from ..models import Seat, Step, Submission
from ..selectors import Sitters, merged_answers, spec_of
from .listing import list_site


def advance(submission: Submission, policy: Policy, *, by: Person, at: datetime) -> None:
    """Open what may open, until only steps that wait for somebody are left; list the site and finish when it is time."""
    steps = {step.key: step for step in submission.steps.filter(round=submission.round)}
    while True:
        _list_when_ready(submission, policy, steps, by=by, at=at)
        ready = routing.opens(policy, {key: step.state for key, step in steps.items()})
        if not ready:
            break
        answers = merged_answers(submission)
        for step in (steps[key] for key in ready):
            if holds(spec_of(policy, step).when, answers):
                _open(submission, policy, step, answers, at=at)
            else:
                _set(step, states.SKIPPED)
    if all(step.state in (*states.SATISFIED, states.CANCELLED) for step in steps.values()):
        submission.status = states.DONE
        submission.ended_at = at
        submission.save(update_fields=["status", "ended_at"])


def _open(submission: Submission, policy: Policy, step: Step, answers: dict[str, Any], *, at: datetime) -> None:
    """Open a step for its seats; a step that only tells people does so and closes at once."""
    step.submission = submission
    seats = list(step.seats.select_related("person__supervisor"))
    for seat in seats:
        seat.step = step
        if seat.acts == roles.RESPONSIBLE and seat.person is None:
            seat.person = responsible_of(submission, answers)
    sitters = Sitters(seats, on=local_day(at, submission.district.time_zone))
    for seat in seats:
        seat.opened_at = at
        seat.fell_at = at if seat.fallback and sitters.vacant(seat) else None
    if step.kind == Step.Kind.NOTIFY:
        step.told = _tell(submission, policy, step, seats, sitters, at=at)
    closed = step.kind == Step.Kind.NOTIFY
    step.state = states.STEP_DONE if closed else states.STEP_OPEN
    step.opened_at = at
    step.closed_at = at if closed else None
    step.save()
    for seat in seats:
        seat.state = step.state
    Seat.objects.bulk_update(seats, ["state", "opened_at", "fell_at", "person"])


def _tell(submission: Submission, policy: Policy, step: Step, seats: list[Seat], sitters: Sitters, *, at: datetime) -> str:
    """Mail everybody a notify step names, and say in words who was told."""
    told = [holder for seat in seats for holder in sitters.of(seat)]
    letter = letters.told(submission, policy)
    for person in {holder.person.pk: holder.person for holder in told}.values():
        outbox.post(
            to=addressee(person),
            letter=letter,
            kind="notify",
            key=f"notify:{step.pk}:{person.pk}",
            at=at,
            district_id=submission.district_id,
            about=("submission", submission.pk),
        )
    return letters.were_told([str(holder) for holder in told])


def responsible_of(submission: Submission, answers: dict[str, Any]) -> Person:
    """Who answers for the content: whom somebody assigned, else who was named in the form, else the requester."""
    named = answers.get("responsible")
    found = (
        Person.objects.filter(pk=named, district_id=submission.district_id).select_related("supervisor").first()
        if named
        else None
    )
    return found or submission.requester


def _list_when_ready(submission: Submission, policy: Policy, steps: dict[str, Step], *, by: Person, at: datetime) -> None:
    """Put the site into the registry once no step that holds it up is left and its address is known."""
    if submission.kind != Submission.Kind.SITE or submission.site_id is not None:
        return
    if any(_holds_up(step) for step in steps.values()):
        return
    list_site(submission, policy, merged_answers(submission), by=by, at=at)


def _holds_up(step: Step) -> bool:
    """Whether a listing still waits for this step. Telling people never holds it up: that happens by itself."""
    return step.holds_up_listing and step.kind != Step.Kind.NOTIFY and step.state in (states.WAITING, states.STEP_OPEN)


def _set(step: Step, state: str) -> None:
    step.state = state
    step.save(update_fields=["state"])
    step.seats.update(state=state)


def cancel_open(submission: Submission) -> None:
    """Close what is open or still to come, because the submission itself ended or went back."""
    pending = (states.WAITING, states.STEP_OPEN)
    Seat.objects.filter(step__submission=submission, state__in=pending).update(state=states.CANCELLED)
    submission.steps.filter(state__in=pending).update(state=states.CANCELLED)
