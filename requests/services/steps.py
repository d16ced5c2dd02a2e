"""Answering a step: the one deed behind approve, return, decline, acknowledge, provide, assign and record."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.access import actor, addressee
from accounts.models import Person
from accounts.rules import Refused
from policies.document import Policy
from records import events, outbox
from records.statements import Given, Objects, insert

from .. import letters, rules, states
from ..models import Answer, Seat, Step, Submission
from ..selectors import gives_address, policy_of, spec_of
from .changing import release
from .joining import admit
from .lock import lock
from .naming import may_be_named
from .onward import advance, keep_from
from .route import Route

VERBS = {
    "approve": "approved",
    "return": "returned",
    "decline": "declined",
    "acknowledge": "acknowledged",
    "assign": "set the duties of",
    "provide": "gave the web address of",
    "record": "recorded a step of",
}
NO_ADDRESS = "gave what was asked about"  # by a step that asks for no web address


@transaction.atomic
def close_step(
    *, seat: Seat, outcome: str, by: Person, at: datetime, reason: str = "", values: dict[str, Any] | None = None
) -> Submission:
    """`answer_seat` as a deed of its own."""
    return answer_seat(seat=seat, outcome=outcome, by=by, at=at, reason=reason, values=values).submission


def answer_seat(
    *, seat: Seat, outcome: str, by: Person, at: datetime, reason: str = "", values: dict[str, Any] | None = None
) -> Route:
    """Write down one person's answer to one seat and let the route go on, in the caller's transaction; the route as it is then.

    Who may act is asked inside the transaction, so a designee whose time ended is refused. Of two people who answer at
    once one wins; the other reads who was faster. A return ends the round; a decline of a step that holds up the
    listing ends the submission, another only closes itself.
    """
    route, fresh = _claim_seat(seat, by=by, at=at)
    submission = route.submission
    acting_for = rules.may_act(route.standing(), fresh)
    _check(route.policy, fresh, outcome, reason)
    may_be_named(submission, route.policy, values or {}, by=by, on=route.on)
    answer = Answer(
        seat=fresh,
        person=by,
        person_name=by.name,
        acting_for=acting_for,
        outcome=outcome,
        reason=reason,
        values=values or {},
        at=at,
    )
    insert([answer])
    route.set(fresh, state=states.STEP_DONE)
    events.record(
        verb=outcome,
        subject=("submission", submission.pk),
        sentence=f"{_did(route.policy, fresh.step, outcome)} {submission}",
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=submission.district_id,
        reason=reason,
        details={"step": fresh.step.key, "round": submission.round, **({"values": values} if values else {})},
    )
    _go_on(route, fresh, answer)
    _keep_from_the_others(route)
    _tell_requester(route, fresh.step, answer)
    return route


SEATS_OF_ROUND: Objects[Seat] = Objects(
    lambda: (
        Seat.objects.filter(step__submission_id=Given("submission"), step__round=F("step__submission__round"))
        .select_related("step__submission", "answer", "person__supervisor")
        .order_by("step__position", "id")
    )
)


def _claim_seat(seat: Seat, *, by: Person, at: datetime) -> tuple[Route, Seat]:
    """Lock the submission and read its round again, once; says who was faster where somebody was."""
    known = seat.step.submission
    if not lock(known.pk, while_in=(states.OPEN,)):
        known.refresh_from_db(fields=["status"])
        raise Refused(_faster(seat) or f"This is not possible any more. {known} is now: {states.LABELS[known.status].lower()}.")
    seats = SEATS_OF_ROUND.all(submission=known.pk)
    fresh = next((each for each in seats if each.pk == seat.pk), None)
    if fresh is None or fresh.state != states.STEP_OPEN or fresh.step.state != states.STEP_OPEN:
        raise Refused(_faster(seat) or "This step is closed already.")
    submission = _with_relations(fresh.step.submission, known)
    return Route(submission, policy_of(submission), seats, by=by, at=at), fresh


def _with_relations(submission: Submission, known: Submission) -> Submission:
    """A submission as it is now, with the district, requester, place and policy version at hand where they are the same still."""
    for name in ("district", "requester", "place", "policy_version"):
        if name in known._state.fields_cache and getattr(known, f"{name}_id") == getattr(submission, f"{name}_id"):
            setattr(submission, name, getattr(known, name))
    return submission


def _faster(seat: Seat) -> str:
    """Who answered this step already, as a sentence; blank where nobody did."""
    answer = Answer.objects.filter(seat__step_id=seat.step_id).order_by("-id").first()
    if answer is None:
        return ""
    name = f"{answer.person_name} for {answer.acting_for}" if answer.acting_for else answer.person_name
    return f"This was already decided by {name}: {VERBS[answer.outcome].split()[0]}."


def _check(policy: Policy, seat: Seat, outcome: str, reason: str) -> None:
    """The policy's own limits: which verdicts the step has, and which need a reason."""
    spec = spec_of(policy, seat.step)
    allowed = spec.outcomes if seat.step.kind == Step.Kind.APPROVE else (seat.step.kind,)
    if outcome not in allowed:
        raise Refused(f"This step cannot be answered with “{outcome}”.")
    if outcome in spec.reason_required_for and not reason.strip():
        raise Refused("Give a reason: the policy asks for one, and the person who asked will read it.")


def _did(policy: Policy, step: Step, outcome: str) -> str:
    gives_something_else = outcome == Step.Kind.PROVIDE and not gives_address(policy, step)
    return NO_ADDRESS if gives_something_else else VERBS[outcome]


def _go_on(route: Route, seat: Seat, answer: Answer) -> None:
    step, submission = seat.step, route.submission
    if answer.outcome == "return":
        _close(route, step, "return")
        submission.status = states.RETURNED
        submission.save(update_fields=["status"])
        route.cancel_open()
    elif answer.outcome == "decline" and step.holds_up_listing:
        _close(route, step, "decline")
        submission.status = states.DECLINED
        submission.ended_at = route.at
        submission.save(update_fields=["status", "ended_at"])
        route.cancel_open()
        release(submission, by=route.by, at=route.at)
    elif answer.outcome == "decline" or step.mode == "any" or _all_answered(route.seats[step.key]):
        _close(route, step, answer.outcome)
        if submission.kind == Submission.Kind.JOIN and answer.outcome == "approve":
            admit(submission, by=route.by, at=route.at)
        advance(route)
    route.write()


def _keep_from_the_others(route: Route) -> None:
    """What was answered may keep somebody from a step that is open at the same time."""
    for step in route.steps.values():
        if step.state == states.STEP_OPEN:
            keep_from(route, step, route.merged())
    route.write()


def _all_answered(seats: list[Seat]) -> bool:
    """Whether every role of the step has answered; of the recorders of one body, one is enough."""
    done = {seat.role for seat in seats if seat.state == states.STEP_DONE}
    return done == {seat.role for seat in seats}


def _close(route: Route, step: Step, outcome: str) -> None:
    route.set(step, state=states.STEP_DONE, outcome=outcome, closed_at=route.at)
    for seat in route.seats[step.key]:
        if seat.state == states.STEP_OPEN:
            route.set(seat, state=states.CANCELLED)


def _tell_requester(route: Route, step: Step, answer: Answer) -> None:
    """A verdict reaches the requester at once, with its reason and what happens next."""
    submission = route.submission
    if step.kind != Step.Kind.APPROVE or submission.requester_id == route.by.pk:
        return
    outgoing = outbox.Outgoing(
        to=addressee(submission.requester),
        letter=letters.verdict(submission, route.policy, answer),
        kind="decision",
        key=f"decision:{answer.pk}",
        at=route.at,
        district_id=submission.district_id,
        about=("submission", submission.pk),
        reply_to=route.by.email,
    )
    outbox.put([outgoing])
