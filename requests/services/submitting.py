"""Submitting a form, again after it was returned, and withdrawing it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.access import actor, local_day
from accounts.models import Person, School
from accounts.rules import Refused
from policies.derived import accepted_as
from policies.models import PolicyVersion
from policies.selectors import document_of, versions_to_accept, with_guidelines
from policies.services import acknowledge
from records import events

from .. import rules, states
from ..columns import columns
from ..models import Acceptance, Round, Submission
from .changing import release
from .drafts import version_for
from .lock import claim
from .naming import may_be_submitted
from .onward import advance
from .planning import plan_round
from .route import cancel_open


@transaction.atomic
def submit(
    *,
    submission: Submission,
    place: School | None,
    answers: dict[str, Any],
    accepted: Mapping[str, str],
    by: Person,
    at: datetime,
    asked: PolicyVersion | None = None,
) -> Submission:
    """Store the answers, the statements as they were read, and the whole route, and open its first steps.

    `accepted` maps a statement's key to the text that was on the page; a version of the guidelines among them is
    acknowledged. `asked` is the version whose questions were on the page; a draft is filed under the one in force, and refused
    where that is another by now. Refuses what the policy exempts or prohibits, and whom it wants to be taught first.
    """
    fresh = claim(submission, while_in=(states.DRAFT, states.RETURNED))
    rules.may_edit(by, fresh)
    fresh.policy_version = version_for(fresh, at=at)
    if asked is not None and asked.pk != fresh.policy_version_id:
        raise Refused("The policy of your district has changed while you wrote. Look through the questions again, then submit.")
    policy = document_of(fresh.policy_version)
    if fresh.status == states.DRAFT:
        rules.may_file(by, policy)
    on = local_day(at, fresh.district.time_zone)
    may_be_submitted(fresh, policy, answers, place, by=by, on=on)
    fresh.place = place
    again = fresh.status == states.RETURNED
    fresh.round += again
    fresh.status = states.OPEN
    fresh.answers = answers
    fresh.submitted_at = fresh.saved_at = at
    for name, value in columns(policy, answers).items():
        setattr(fresh, name, value)
    fresh.save()
    Round.objects.create(submission=fresh, number=fresh.round, place=place, answers=answers, submitted_at=at)
    versions = versions_to_accept(fresh.district_id, policy, on)
    stated = with_guidelines(policy, versions).statements_at("request")
    _accept(fresh, accepted, policy_clauses={row.key: row.clause for row in stated}, at=at)
    for key, version in versions.items():
        if key in accepted or accepted_as(key, version.number) in accepted:
            acknowledge(version=version, by=by, at=at)
    route = plan_round(fresh, policy, answers, by=by, at=at)
    events.record(
        verb="submit",
        subject=("submission", fresh.pk),
        sentence=f"submitted {fresh}{' again' if again else ''}",
        by=actor(by),
        at=at,
        district_id=fresh.district_id,
        details={"round": fresh.round},
    )
    advance(route)
    return fresh


def _accept(submission: Submission, accepted: Mapping[str, str], *, policy_clauses: Mapping[str, str], at: datetime) -> None:
    Acceptance.objects.bulk_create(
        Acceptance(
            submission=submission,
            round=submission.round,
            statement=key,
            text=text,
            clause=policy_clauses.get(key, "")[:200],
            at=at,
        )
        for key, text in accepted.items()
    )


@transaction.atomic
def withdraw(*, submission: Submission, by: Person, at: datetime) -> Submission:
    """End one's own submission: its open steps close and nobody is asked any more."""
    rules.may_withdraw(by, submission)
    fresh = claim(submission, while_in=(states.OPEN, states.RETURNED))
    fresh.status = states.WITHDRAWN
    fresh.ended_at = at
    fresh.save(update_fields=["status", "ended_at"])
    cancel_open(fresh)
    release(fresh, by=by, at=at)
    events.record(
        verb="withdraw", subject=("submission", fresh.pk), sentence=f"withdrew {fresh}", by=actor(by), at=at,
        district_id=fresh.district_id,
    )  # fmt: skip
    return fresh
