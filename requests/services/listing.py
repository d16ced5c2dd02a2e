"""From an approved submission to a site in the registry, in the same transaction as the last deed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts import wording
from accounts.access import actor, addressee, local_day
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import supervisor_of
from policies.document import Policy
from records import outbox
from registry import services as registry
from registry.addresses import label_of, recognise
from registry.models import Site

from .. import letters
from ..columns import columns, text
from ..models import Answer, Step, Submission
from ..selectors import made_before, registered_late

# Set at approve or assign, kept on the site by field key; people and the address have columns of their own.
NOT_TERMS = {"responsible", "posters", "address", "complaints_to"}


def list_site(submission: Submission, policy: Policy, answers: Mapping[str, Any], *, by: Person, at: datetime) -> Site:
    """Register the site with its responsible employee, posters and terms, and tell the responsible employee."""
    place = submission.place
    if place is None:
        raise Refused("Choose the school or office it is for, before it can be registered.")
    responsible = _person(submission, answers.get("responsible")) or submission.requester
    if not responsible.is_active:  # who has left cannot; their supervisor passes the site on
        on = local_day(at, submission.district.time_zone)
        responsible = supervisor_of(responsible, on=on) or by
    named = columns(policy, answers)
    entity = policy.entity(named["entity"])
    typed = text(answers.get(policy.key_of("address")))
    address = recognise(typed) if typed else None
    platform_label = named["platform_label"] or (label_of(address.platform) if address else "") or "the web"
    site = registry.register(
        district=submission.district,
        school=place,
        name=named["name"] or f"{place} on {platform_label}",
        entity=named["entity"],
        entity_label=entity.label if entity else "",
        platform=named["platform"],
        platform_label=platform_label,
        address=address,
        visibility=text(answers.get(policy.key_of("visibility"))) or policy.site.visibility.default,
        visibility_reason=text(answers.get(policy.site.visibility.reason or "")),
        responsible=responsible,
        posters=_people(submission, answers.get("posters")) or _who_posts(submission, policy, responsible),
        complaints_to=_person(submission, answers.get("complaints_to")),
        decided=decided(submission),
        policy_version=submission.policy_version,
        terms=terms(policy, answers),
        by=actor(by),
        at=at,
        note=_to_remember(submission, policy, answers, at),
    )
    submission.site = site
    submission.save(update_fields=["site"])
    if responsible.pk != by.pk:
        outbox.post(
            to=addressee(responsible),
            letter=letters.registered(submission, site),
            kind="registered",
            key=f"registered:{site.pk}:{responsible.pk}",
            at=at,
            district_id=submission.district_id,
            about=("site", site.pk),
            may_be_off="registered" in policy.mail.may_switch_off,
        )
    return site


def _to_remember(submission: Submission, policy: Policy, answers: Mapping[str, Any], at: datetime) -> str:
    """What stands in the site's history from the first day on: it is older than its approval, or registered late."""
    filed_on = local_day(submission.submitted_at or at, submission.district.time_zone)
    said = [made_before(submission, policy, answers), registered_late(submission, policy, answers, on=filed_on)]
    return " ".join(filter(None, said))


def _who_posts(submission: Submission, policy: Policy, responsible: Person) -> list[Person]:
    """Where nobody said who may post: whoever answers for it, and the volunteer who asked for it, where the policy lets them."""
    asked = submission.requester
    volunteers = asked.kind == Person.Kind.VOLUNTEER and "post" in policy.site.volunteers_may
    return [responsible, asked] if volunteers and asked.pk != responsible.pk else [responsible]


def terms(policy: Policy, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions that apply from now on: what the steps collected, and the policy's defaults where nothing was set."""
    elsewhere = {*NOT_TERMS, policy.key_of("address")}
    later = [field for field in policy.fields if field.stage != "request" and field.key not in elsewhere]
    found = {field.key: answers.get(field.key, field.default) for field in later}
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def decided(submission: Submission) -> str:
    """Who approved it and when, in words, for the site's page: "Approved by Pat Lindqvist on September 15, 2026"."""
    answers = Answer.objects.filter(
        seat__step__submission=submission,
        seat__step__round=submission.round,
        seat__step__kind=Step.Kind.APPROVE,
        outcome="approve",
    ).order_by("at")
    zone = submission.district.time_zone
    parts = [
        f"{answer.person_name}{f' for {answer.acting_for}' if answer.acting_for else ''} on "
        f"{wording.full_day(local_day(answer.at, zone))}"
        for answer in answers
    ]
    return f"Approved by {wording.listing(parts)}"[:400] if parts else "Registered without an approval, as the policy says"


def _person(submission: Submission, pk: Any) -> Person | None:
    return next(iter(_people(submission, [pk])), None) if pk else None


def _people(submission: Submission, pks: Any) -> list[Person]:
    wanted = [pk for pk in pks if isinstance(pk, int)] if isinstance(pks, Iterable) and not isinstance(pks, str) else []
    return list(
        Person.objects.filter(pk__in=wanted, district_id=submission.district_id).select_related("supervisor").order_by("name")
    )
