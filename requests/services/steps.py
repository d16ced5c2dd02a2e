"""Answering a step: the one deed behind approve, return, decline, acknowledge, provide, assign and record."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.access import Standing, actor, addressee, standing_of
from accounts.models import Person
from accounts.rules import Refused
from policies.document import Policy
from records import events, outbox

from .. import letters, rules, states
from ..models import Answer, Seat, Step, Submission
from ..selectors import policy_of, spec_of
from .joining import admit
from .lock import claim
from .route import advance, cancel_open

VERBS = {
    "approve": "approved",
    "return": "returned",
    "decline": "declined",
    "acknowledge": "acknowledged",
    "assign": "set the duties of",
    "provide": "gave the web address of",
    "record": "recorded a step of",
}


@transaction.atomic
def close_step(
    *, seat: Seat, outcome: str, by: Person, at: datetime, reason: str = "", values: dict[str, Any] | None = None
) -> Submission:
    """Write down one person's answer to one seat and let the route go on.

    Who may act is asked inside the transaction, so a designee whose time ended is refused. Of two people who answer at
    once one wins; the other reads who was faster. A return ends the round; a decline of a step that holds up the
    listing ends the submission, another only closes itself.
    """
    submission, fresh = _claim_seat(seat)
    policy = policy_of(submission)
    acting_for = rules.may_act(_standing(by, at), fresh)
    _check(policy, fresh, outcome, reason)
    answer = Answer.objects.create(
        seat=fresh,
        person=by,
        person_name=by.name,
        acting_for=acting_for,
        outcome=outcome,
        reason=reason,
        values=values or {},
        at=at,
    )
    fresh.state = states.STEP_DONE
    fresh.save(update_fields=["state"])
    events.record(
        verb=outcome,
        subject=("submission", submission.pk),
        sentence=f"{VERBS[outcome]} {submission}",
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=submission.district_id,
        reason=reason,
        details={"step": fresh.step.key, "round": submission.round, **({"values": values} if values else {})},
    )
    _go_on(submission, policy, fresh, answer, by=by, at=at)
    _tell_requester(submission, policy, fresh.step, answer, by=by, at=at)
    return submission


def _claim_seat(seat: Seat) -> tuple[Submission, Seat]:
    """Lock the submission and read the seat again; says who was faster where somebody was."""
    try:
        submission = claim(seat.step.submission, while_in=(states.OPEN,))
    except Refused as gone:
        raise Refused(_faster(seat) or gone.sentence) from None
    fresh = Seat.objects.select_related("person__supervisor", "step").get(pk=seat.pk)
    fresh.step.submission = submission
    if fresh.state != states.STEP_OPEN or fresh.step.state != states.STEP_OPEN:
        raise Refused(_faster(fresh) or "This step is closed already.")
    return submission, fresh


def _faster(seat: Seat) -> str:
    """Who answered this step already, as a sentence; blank where nobody did."""
    answer = Answer.objects.filter(seat__step_id=seat.step_id).order_by("-id").first()
    if answer is None:
        return ""
    name = f"{answer.person_name} for {answer.acting_for}" if answer.acting_for else answer.person_name
    return f"This was already decided by {name}: {VERBS[answer.outcome].split()[0]}."


def _standing(by: Person, at: datetime) -> Standing:
    return standing_of(Person.objects.select_related("district", "supervisor").get(pk=by.pk), at=at)


def _check(policy: Policy, seat: Seat, outcome: str, reason: str) -> None:
    """The policy's own limits: which verdicts the step has, and which need a reason."""
    spec = spec_of(policy, seat.step)
    allowed = spec.outcomes if seat.step.kind == Step.Kind.APPROVE else (seat.step.kind,)
    if outcome not in allowed:
        raise Refused(f"This step cannot be answered with “{outcome}”.")
    if outcome in spec.reason_required_for and not reason.strip():
        raise Refused("Give a reason: the policy asks for one, and the person who asked will read it.")


def _go_on(submission: Submission, policy: Policy, seat: Seat, answer: Answer, *, by: Person, at: datetime) -> None:
    step = seat.step
    if answer.outcome == "return":
        _close(step, "return", at)
        submission.status = states.RETURNED
        submission.save(update_fields=["status"])
        cancel_open(submission)
    elif answer.outcome == "decline" and step.holds_up_listing:
        _close(step, "decline", at)
        submission.status = states.DECLINED
        submission.ended_at = at
        submission.save(update_fields=["status", "ended_at"])
        cancel_open(submission)
    elif answer.outcome == "decline" or step.mode == "any" or _all_answered(step):
        _close(step, answer.outcome, at)
        if submission.kind == Submission.Kind.JOIN and answer.outcome == "approve":
            admit(submission, by=by, at=at)
        advance(submission, policy, by=by, at=at)


def _all_answered(step: Step) -> bool:
    """Whether every role of the step has answered; of the recorders of one body, one is enough."""
    seats = list(step.seats.all())
    done = {seat.role for seat in seats if seat.state == states.STEP_DONE}
    return done == {seat.role for seat in seats}


def _close(step: Step, outcome: str, at: datetime) -> None:
    step.state = states.STEP_DONE
    step.outcome = outcome
    step.closed_at = at
    step.save(update_fields=["state", "outcome", "closed_at"])
    step.seats.filter(state=states.STEP_OPEN).update(state=states.CANCELLED)


def _tell_requester(submission: Submission, policy: Policy, step: Step, answer: Answer, *, by: Person, at: datetime) -> None:
    """A verdict reaches the requester at once, with its reason and what happens next."""
    if step.kind != Step.Kind.APPROVE or submission.requester_id == by.pk:
        return
    outbox.post(
        to=addressee(submission.requester),
        letter=letters.verdict(submission, policy, answer),
        kind="decision",
        key=f"decision:{answer.pk}",
        at=at,
        district_id=submission.district_id,
        about=("submission", submission.pk),
        reply_to=by.email,
    )
