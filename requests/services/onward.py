"""What follows when a step closes: the next ones open, people are told, and in the end the site stands in the registry."""

from typing import Any

from accounts import roles
from accounts.access import addressee
from accounts.models import Person
from policies import routing
from policies.conditions import holds
from records import outbox

from .. import letters, rules, states
from ..models import Seat, Step, Submission
from ..selectors import Sitters, made_before, spec_of
from .changing import apply_change
from .listing import list_site
from .route import Route


def advance(route: Route) -> None:
    """Open what may open, until only steps that wait for somebody are left; list the site and finish when it is time.

    Writes the route.
    """
    submission, policy = route.submission, route.policy
    while True:
        _list_when_ready(route)
        ready = routing.opens(policy, {key: step.state for key, step in route.steps.items()})
        if not ready:
            break
        answers = route.merged()
        for step in (route.steps[key] for key in ready):
            if holds(spec_of(policy, step).when, answers):
                _open(route, step, answers)
            else:
                route.set_with_seats(step, states.SKIPPED)
    if all(step.state in (*states.SATISFIED, states.CANCELLED) for step in route.steps.values()):
        submission.status = states.DONE
        submission.ended_at = route.at
        submission.save(update_fields=["status", "ended_at"])
        if submission.kind == Submission.Kind.CHANGE:
            apply_change(submission, by=route.by, at=route.at)
    route.write()


def _open(route: Route, step: Step, answers: dict[str, Any]) -> None:
    """Open a step for its seats; a step that only tells people does so and closes at once."""
    seats = route.seats[step.key]
    for seat in seats:
        if seat.acts == roles.RESPONSIBLE and seat.person is None:
            seat.person = responsible_of(route.submission, answers)
            route.set(seat, person_id=seat.person.pk)
    keep_from(route, step, answers)
    sitters = route.sitters(seats)
    closed = step.kind == Step.Kind.NOTIFY
    state = states.STEP_DONE if closed else states.STEP_OPEN
    for seat in seats:
        vacant = bool(seat.fallback) and sitters.vacant(seat)
        falls = vacant and (closed or bool(sitters.sitting(seat)))  # else a school day is left to appoint somebody: clocks.py
        waits = vacant and not falls
        route.set(
            seat, state=state, opened_at=route.at, fell_at=route.at if falls else None, vacant_at=route.at if waits else None
        )
    if closed:
        route.set(step, told=_tell(route, step, seats, sitters), closed_at=route.at)
    route.set(step, state=state, opened_at=route.at)


def keep_from(route: Route, step: Step, answers: dict[str, Any]) -> None:
    """Write on the seats of a step whom the policy keeps from it (`not_by`)."""
    said = rules.kept_from(
        spec_of(route.policy, step),
        given=((answer.seat.role, answer.person_id) for answer in route.given),
        requester=route.submission.requester_id,
        responsible=lambda: responsible_of(route.submission, answers).pk,
    )
    for seat in route.seats[step.key]:
        if rules.may_be_kept_from(seat) and seat.not_for != said:
            route.set(seat, not_for=said)


def _tell(route: Route, step: Step, seats: list[Seat], sitters: Sitters) -> str:
    """Mail everybody a notify step names, and say in words who was told."""
    told = [holder for seat in seats for holder in sitters.of(seat)]
    people = {holder.person.pk: holder.person for holder in told}.values()
    note = made_before(route.submission, route.policy, route.merged())
    letter = letters.told(route.submission, route.policy, note)
    outbox.put(
        outbox.Outgoing(
            to=addressee(person),
            letter=letter,
            kind="notify",
            key=f"notify:{step.pk}:{person.pk}",
            at=route.at,
            district_id=route.submission.district_id,
            about=("submission", route.submission.pk),
        )
        for person in people
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


def _list_when_ready(route: Route) -> None:
    """Put the site into the registry once no step that holds it up is left and its address is known."""
    submission = route.submission
    if submission.kind != Submission.Kind.SITE or submission.site_id is not None:
        return
    if any(_holds_up(step) for step in route.steps.values()):
        return
    list_site(submission, route.policy, route.merged(), by=route.by, at=route.at)


def _holds_up(step: Step) -> bool:
    """Whether a listing still waits for this step. Telling people never holds it up: that happens by itself."""
    return step.holds_up_listing and step.kind != Step.Kind.NOTIFY and step.state in (states.WAITING, states.STEP_OPEN)
