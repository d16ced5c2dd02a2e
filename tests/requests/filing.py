"""Filing and answering in one line each, for tests whose subject is what follows."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from accounts.models import Person
from policies.models import PolicyVersion
from policies.selectors import document_of
from requests import services
from requests.models import Seat, Submission
from tests.cast import AT, Cast

PURPOSE = "We show how the team designs and tests its robot, announce competitions and thank those who help us along."
ROBOTICS: dict[str, Any] = {
    "entity": "club",
    "activity": "Robotics",
    "platform": "instagram",
    "page_name": "Birchwood Robotics",
    "purpose": PURPOSE,
    "audience": ["students", "families"],
    "visibility": "private",
    "uses_logo": False,
    "account_email": "robotics@lakeside.example",
}


def draft(cast: Cast, *, by: Person | None = None, version: PolicyVersion | None = None, **answers: Any) -> Submission:
    """A draft by Maya about Birchwood Robotics on Instagram, unless said otherwise."""
    who = by or cast.maya
    return services.start(
        requester=who, version=version or cast.policy, place=who.place, answers={**ROBOTICS, **answers}, key=uuid4(), at=AT
    )


def file(cast: Cast, *, by: Person | None = None, at: datetime = AT, **answers: Any) -> Submission:
    """The same, submitted, with every statement accepted."""
    begun = draft(cast, by=by, **answers)
    policy = document_of(begun.policy_version)
    accepted = {row.key: row.text for row in policy.statements_at("request")}
    return services.submit(
        submission=begun, place=begun.place, answers=begun.answers, accepted=accepted, by=begun.requester, at=at
    )


def seat(submission: Submission, step: str) -> Seat:
    """The seat of one step in the current round."""
    return Seat.objects.select_related("step__submission").get(
        step__submission=submission, step__key=step, step__round=Submission.objects.get(pk=submission.pk).round
    )


def answer(
    submission: Submission, step: str, by: Person, outcome: str, reason: str = "", at: datetime = AT, **values: Any
) -> Submission:
    """One person's answer to one step."""
    return services.close_step(seat=seat(submission, step), outcome=outcome, by=by, at=at, reason=reason, values=values)


def again(submission: Submission, **answers: Any) -> Submission:
    """A returned submission, submitted again by its requester with these answers changed, every statement accepted."""
    fresh = Submission.objects.get(pk=submission.pk)
    policy = document_of(fresh.policy_version)
    return services.submit(
        submission=fresh,
        place=fresh.place,
        answers={**fresh.answers, **answers},
        accepted={row.key: row.text for row in policy.statements_at("request")},
        by=fresh.requester,
        at=AT,
    )
