"""Deciding: a step is answered, and where the policy wants it in writing the letter is kept as it was given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import wording
from accounts.access import local_day
from accounts.models import Person
from policies.document import Policy
from records.statements import insert
from requests.models import Answer, Seat, Step, Submission
from requests.selectors import facts, is_decided_in_writing
from requests.services import answer_seat

from .models import Letter
from .wording import LetterText


@transaction.atomic
def decide(
    *, seat: Seat, outcome: str, by: Person, at: datetime, reason: str = "", values: dict[str, Any] | None = None
) -> Submission:
    """Answer one seat of a step; the last approval, or a decline, is also put into a written decision."""
    route = answer_seat(seat=seat, outcome=outcome, by=by, at=at, reason=reason, values=values)
    submission = route.submission
    if seat.step.kind == Step.Kind.APPROVE and is_decided_in_writing(submission, route.policy, route.steps.values()):
        _write(submission, route.policy, [row for row in route.given if row.seat.step.kind == Step.Kind.APPROVE], outcome, at)
    return submission


def _write(submission: Submission, policy: Policy, answers: Sequence[Answer], outcome: str, at: datetime) -> None:
    """Keep the letter: its words are fixed now, whatever changes later. A round has one, the first."""
    zone = submission.district.time_zone
    text = LetterText(
        district=submission.district.name,
        on=wording.full_day(local_day(at, zone)),
        requester=submission.requester.name,
        place=str(submission.place or ""),
        what=str(submission),
        verdict=outcome,
        policy=_policy_in_words(submission, policy),
        decisions=tuple(
            (
                f"{answer.person_name} for {answer.acting_for}" if answer.acting_for else answer.person_name,
                policy.role_label(answer.seat.role),
                wording.full_day(local_day(answer.at, zone)),
                answer.outcome,
                answer.reason,
                answer.seat.step.clause,
            )
            for answer in answers
        ),
        conditions=tuple((fact.label, fact.value) for fact in facts(submission, policy, with_changes=False)),
    ).text()
    letter = Letter(
        submission=submission,
        round=submission.round,
        verdict=outcome,
        text=text,
        given_by=wording.listing([answer.person_name for answer in answers])[:400],
        given_at=at,
    )
    insert([letter], unless_there=True)


def _policy_in_words(submission: Submission, policy: Policy) -> str:
    """The policy it was decided under, with the version whose clauses the letter names."""
    identity, version = policy.policy, submission.policy_version
    title = f"Policy {identity.code}, {identity.title}" if identity.code else identity.title
    return f"{title}, version {version.number}, in force from {wording.full_day(version.in_force_from)}"
