"""From a policy's steps to the rows of one submission's route."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import Person
from policies import routing
from policies.conditions import mentions
from policies.document import Policy, StepSpec

from .. import states
from ..models import Seat, Step, Submission
from ..selectors.seats import recording_roles, seats_of
from .route import Route


def plan_round(submission: Submission, policy: Policy, answers: Mapping[str, Any], *, by: Person, at: datetime) -> Route:
    """Write the steps and seats of this round. Steps whose condition the form already fails are marked as not needed."""
    planned = routing.plan(policy, answers)
    steps = Step.objects.bulk_create(
        Step(
            submission=submission,
            round=submission.round,
            position=position,
            key=plan.spec.key,
            kind=plan.spec.kind,
            mode=plan.spec.mode,
            state=states.WAITING if plan.needed or not settled(policy, plan.spec) else states.SKIPPED,
            holds_up_listing=plan.spec.blocks_listing,
            clause=plan.spec.clause[:200],
        )
        for position, plan in enumerate(planned)
    )
    recorded_by = recording_roles(submission.district_id)
    seats = Seat.objects.bulk_create(
        seat
        for step, plan in zip(steps, planned, strict=True)
        for seat in seats_of(step, plan.spec, submission, policy, recorded_by)
    )
    return Route(submission, policy, seats, by=by, at=at)


def settled(policy: Policy, spec: StepSpec) -> bool:
    """Whether a step's condition speaks of the form alone, so that it cannot change any more."""
    asked = {field.key for field in policy.fields_at("request")}
    return {test.field for _path, test in mentions(spec.when, spec.key)} <= asked
