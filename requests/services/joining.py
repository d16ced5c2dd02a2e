"""Posting on a site that exists, instead of asking for another one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.access import actor
from accounts.models import Person
from accounts.rules import Refused
from policies.models import PolicyVersion
from records import events
from registry import services as registry
from registry.models import Site

from .. import rules, states
from ..models import Round, Submission
from ..selectors.filed import join_policy
from .onward import advance
from .planning import plan_round


@transaction.atomic
def ask_to_join(*, site: Site, reason: str, requester: Person, version: PolicyVersion, key: UUID, at: datetime) -> Submission:
    """Ask whoever answers for a site for leave to post there: a submission of one step."""
    found = Submission.objects.filter(key=key, requester=requester).first()
    if found is not None:
        return found
    _may_ask(site, requester)
    submission = Submission.objects.create(
        district_id=site.district_id, kind=Submission.Kind.JOIN, requester=requester, place=site.school, policy_version=version,
        status=states.OPEN, name=site.name, entity=site.entity, platform=site.platform, platform_label=site.platform_label,
        answers={"reason": reason}, key=key, site=site, started_at=at, saved_at=at, submitted_at=at,
    )  # fmt: skip
    Round.objects.create(submission=submission, number=1, place=submission.place, answers=submission.answers, submitted_at=at)
    route = plan_round(submission, join_policy(), submission.answers, by=requester, at=at)
    events.record(
        verb="submit", subject=("submission", submission.pk), sentence=f"asked to post on {site}", by=actor(requester), at=at,
        district_id=submission.district_id, reason=reason,
    )  # fmt: skip
    advance(route)
    return submission


def _may_ask(site: Site, requester: Person) -> None:
    rules.may_join(site, requester, site.posters.values_list("person_id", flat=True))
    waiting = Submission.objects.filter(site=site, requester=requester, kind=Submission.Kind.JOIN, status=states.OPEN)
    if waiting.exists():
        raise Refused(f"You asked already. It waits for {site.responsible}.")


def admit(submission: Submission, *, by: Person, at: datetime) -> None:
    """The answer was yes: the requester may post from now on."""
    site = submission.site
    if site is not None:
        registry.add_poster(site=site, person=submission.requester, by=actor(by), at=at)
