"""A policy's other forms: permissions, private notices, changes of a site. Sent at once, without a draft."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.access import actor, addressee, local_day, standing_of
from accounts.models import Person, School
from accounts.rules import Refused
from accounts.selectors import Calendars
from policies import durations, routing
from policies.derived import CHANGE, PRIVATE, OtherForm, other_form
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import document_of
from records import events, outbox
from registry import services as registry
from registry.models import Site

from .. import letters, rules, states
from ..models import Round, Submission
from ..selectors import notices_before, policy_of
from ..selectors.whole import WAS
from .changing import HELD, changed_of, now_of
from .naming import may_be_named
from .onward import advance
from .planning import plan_round


@transaction.atomic
def ask_for(
    *,
    form_key: str,
    answers: dict[str, Any],
    requester: Person,
    version: PolicyVersion,
    key: UUID,
    at: datetime,
    site: Site | None = None,
) -> Submission:
    """Send a request for permission or a private notice. The same form sent twice (same key) gives one submission.

    A notice that the text wants only from the how-many-eth time stays with its author until then: nobody is asked, and on
    the day the policy names a mail recalls its advice. Refuses whom the policy is not about, and a permission about a site
    without a site the requester answers for.
    """
    found = Submission.objects.filter(key=key, requester=requester).first()
    if found is not None:
        return found
    policy = document_of(version)
    form = other_form(policy, form_key)
    if form is None:
        raise Refused("The policy of your district has no such form.")
    rules.may_ask_for(requester, policy, form)
    if form.about == "site":
        if site is None:
            raise Refused("Ask for this from the page of the site it is about.")
        rules.may_change(standing_of(requester, at=at), site)
    kept = form.kind == "notice" and notices_before(requester, form) + 1 < form.mandatory_from
    submission = _begin(
        kind=Submission.Kind(form.kind),
        form_key=form_key.replace("notice.", "note.", 1) if kept else form_key,
        name=PRIVATE if form.kind == "notice" else form.title,
        confidential=form.kind == "notice",
        place=site.school if site else requester.place,
        answers=answers, requester=requester, version=version, key=key, at=at, site=site,
    )  # fmt: skip
    _send(submission, f"asked: {submission}" if form.kind == "permission" else "gave a private notice", by=requester, at=at)
    if kept:
        _recall(submission, policy, form, at=at)
    return submission


@transaction.atomic
def ask_to_change(
    *, site: Site, answers: dict[str, Any], requester: Person, version: PolicyVersion, key: UUID, at: datetime
) -> Submission:
    """Ask for a site to be changed: the policy's own decisions come first, then the register is changed.

    Meanwhile the site stays as it is, or is suspended, as the policy says. Refuses whoever may not, a change that changes
    nothing, and a second one while the first is being decided.
    """
    found = Submission.objects.filter(key=key, requester=requester).first()
    if found is not None:
        return found
    rules.may_change(standing_of(requester, at=at), site)
    if Submission.objects.filter(site=site, kind=Submission.Kind.CHANGE, status=states.OPEN).exists():
        raise Refused("A change of this site is being decided already. Wait for it, or have it withdrawn.")
    changed = changed_of(site, answers)
    if not changed:
        raise Refused("Nothing would change. Change what should be different, then send it.")
    stopped = routing.verdict(document_of(version), {**_as_asked(version, answers), "entity": site.entity})
    if stopped is not None and stopped.effect == "refuse" and answers.get("platform") != site.platform:
        raise Refused(stopped.explain or "The policy of your district does not allow this platform.")
    submission = _begin(
        kind=Submission.Kind.CHANGE, form_key=CHANGE, name=f"Change of {site}", confidential=False, place=site.school,
        answers={**{key: answers[key] for key in (*changed, "reason")}, WAS: {key: now_of(site)[key] for key in changed}},
        requester=requester, version=version, key=key, at=at, site=site,
    )  # fmt: skip
    on = local_day(at, submission.district.time_zone)
    may_be_named(submission, document_of(version), changed, by=requester, on=on)
    if document_of(version).changes.meanwhile == "suspended" and policy_of(submission).steps:
        registry.hold(site=site, reason=HELD, by=actor(requester), at=at)
    _send(submission, f"asked for a change of {site}", by=requester, at=at)
    return submission


def _as_asked(version: PolicyVersion, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A change's platform under the key that the site request asks for it with, for the policy's own rules."""
    field = document_of(version).field_of("platform")
    return {field.key if field else "platform": answers.get("platform")}


def _begin(
    *, kind: Submission.Kind, form_key: str, name: str, confidential: bool, place: School | None, answers: dict[str, Any],
    requester: Person, version: PolicyVersion, key: UUID, at: datetime, site: Site | None,
) -> Submission:  # fmt: skip
    if place is None:
        raise Refused("You belong to no school or office yet. Ask whoever manages the people of your district.")
    return Submission.objects.create(
        district_id=version.district_id, kind=kind, form=form_key, confidential=confidential, requester=requester, place=place,
        policy_version=version, status=states.OPEN, name=name[:200], platform=site.platform if site else "", answers=answers,
        key=key, site=site, started_at=at, saved_at=at, submitted_at=at,
    )  # fmt: skip


def _send(submission: Submission, sentence: str, *, by: Person, at: datetime) -> None:
    policy = policy_of(submission)
    Round.objects.create(submission=submission, number=1, place=submission.place, answers=submission.answers, submitted_at=at)
    route = plan_round(submission, policy, submission.answers, by=by, at=at)
    events.record(
        verb="submit", subject=("submission", submission.pk), sentence=sentence, by=actor(by), at=at,
        district_id=submission.district_id,
    )  # fmt: skip
    advance(route)


def _recall(submission: Submission, policy: Policy, form: OtherForm, *, at: datetime) -> None:
    """A mail to the author alone on the day that the policy names, with the policy's advice and nothing of what was noted."""
    spec = next(row for row in policy.disclosures if f"notice.{row.key}" == form.key)
    if not spec.nudge:
        return
    district = submission.district
    today = local_day(at, district.time_zone)
    days = Calendars(district).of(submission.place_id)
    on = durations.due(today, durations.parse(spec.nudge), days)
    morning = at + timedelta(days=(on - today).days)
    outbox.post(
        to=addressee(submission.requester),
        letter=letters.recalled(submission, policy, form),
        kind="recall",
        key=f"recall:{submission.pk}",
        at=morning,
        district_id=submission.district_id,
        about=("submission", submission.pk),
        may_be_off="recall" in policy.mail.may_switch_off,
    )
