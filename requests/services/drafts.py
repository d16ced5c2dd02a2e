"""Drafts: begun, saved as they are typed, discarded. Nobody but the author sees one, so none leaves a trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.access import local_day
from accounts.models import Person, School
from accounts.rules import Refused
from policies.models import PolicyVersion
from policies.selectors import document_of, version_in_force

from .. import rules, states
from ..checks import without_refused
from ..columns import columns
from ..models import Submission
from .lock import claim


@transaction.atomic
def start(
    *, requester: Person, version: PolicyVersion, place: School | None, answers: dict[str, Any], key: UUID, at: datetime
) -> Submission:
    """Begin a draft. The same form sent twice (same key) gives the same draft. A mail address that is refused is not kept."""
    policy = document_of(version)
    rules.may_file(requester, policy)
    if (place is not None and place.district_id != version.district_id) or requester.district_id != version.district_id:
        raise Refused("Choose a place of your own district.")
    answers = without_refused(policy.fields, answers, version.district)
    draft, _new = Submission.objects.get_or_create(
        key=key,
        defaults={
            "district_id": version.district_id,
            "requester": requester,
            "place": place,
            "policy_version": version,
            "answers": answers,
            "started_at": at,
            "saved_at": at,
            **columns(policy, answers),
        },
    )
    if draft.requester_id != requester.pk:
        raise Refused("This form was already used. Open a new one.")
    return draft


@transaction.atomic
def save_draft(*, submission: Submission, place: School | None, answers: dict[str, Any], by: Person, at: datetime) -> Submission:
    """Keep what was typed so far, right or wrong, but for a mail address that the policy refuses; nothing else is checked yet.

    A draft follows the policy in force; what was submitted once keeps the version it was filed under.
    """
    fresh = claim(submission, while_in=(states.DRAFT, states.RETURNED))
    rules.may_edit(by, fresh)
    if place is not None and place.district_id != by.district_id:
        raise Refused("Choose a place of your own district.")
    fresh.policy_version = version_for(fresh, at=at)
    policy = document_of(fresh.policy_version)
    fresh.place = place
    fresh.answers = answers = without_refused(policy.fields, answers, fresh.district)
    fresh.saved_at = at
    for name, value in columns(policy, answers).items():
        setattr(fresh, name, value)
    fresh.save(update_fields=["policy_version", "place", "answers", "saved_at", "name", "entity", "platform", "platform_label"])
    return fresh


def version_for(submission: Submission, *, at: datetime) -> PolicyVersion:
    """The version whose questions a form answers: of a draft the one in force, if any; later the one it was filed under."""
    if submission.status != states.DRAFT:
        return submission.policy_version
    on = local_day(at, submission.district.time_zone)
    return version_in_force(submission.district_id, on) or submission.policy_version


@transaction.atomic
def discard(*, submission: Submission, by: Person, at: datetime) -> None:
    """Delete a draft that was never submitted. It is nobody's record yet."""
    fresh = claim(submission, while_in=(states.DRAFT,))
    rules.may_discard(by, fresh)
    fresh.delete()
