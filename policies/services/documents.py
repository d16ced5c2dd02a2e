"""Loading a policy, and retiring one."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from accounts.access import local_day
from accounts.models import District, Role
from accounts.wording import full_day
from records.events import Actor, record

from .. import rules
from ..document import Policy, PolicyError, parse
from ..models import PolicyVersion, Retirement
from ..selectors import against_roles, hash_of, same_in_force


@transaction.atomic
def load_policy(*, district: District, text: str, in_force_from: date, by: Actor, at: datetime) -> PolicyVersion:
    """Store a document as the district's next version, and make the roles it names.

    Roles that exist get its label, scope and capabilities; appointments are left as they are. Raises PolicyError with
    every problem. The same text again, for a day on which it is in force already, changes nothing and returns the
    version that holds it (selectors.same_in_force tells beforehand).
    """
    policy = parse(text)
    District.objects.select_for_update().get(pk=district.pk)
    if held := same_in_force(district.pk, text, in_force_from):
        return held
    _make_roles(district, policy, text, on=local_day(at, district.time_zone))
    version = PolicyVersion.objects.create(
        district=district,
        number=_next_number(district),
        key=policy.policy.key,
        title=policy.policy.title,
        schema=policy.schema_number,
        text=text,
        sha256=hash_of(text),
        in_force_from=in_force_from,
        loaded_at=at,
        loaded_by=by.name,
    )
    record(
        verb="load",
        subject=("policy", version.pk),
        sentence=f"loaded {version}, in force from {full_day(in_force_from)}",
        by=by,
        at=at,
        district_id=district.pk,
        details={"sha256": version.sha256, "in_force_from": in_force_from.isoformat()},
    )
    return version


@transaction.atomic
def retire_policy(*, version: PolicyVersion, from_on: date, reason: str, by: Actor, at: datetime) -> Retirement:
    """Let a version apply no more from a day on. Its text stays, and so does everything that was filed under it."""
    district = District.objects.select_for_update().get(pk=version.district_id)
    known = Retirement.objects.filter(version=version).first()
    rules.may_be_retired(known, from_on, reason, on=local_day(at, district.time_zone))
    retirement = Retirement.objects.create(
        version=version, from_on=from_on, reason=reason.strip(), retired_at=at, retired_by=by.name
    )
    record(
        verb="retire",
        subject=("policy", version.pk),
        sentence=f"retired {version}, from {full_day(from_on)}",
        by=by,
        at=at,
        district_id=version.district_id,
        reason=reason.strip(),
    )
    return retirement


def _next_number(district: District) -> int:
    last: int | None = PolicyVersion.objects.filter(district=district).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _make_roles(district: District, policy: Policy, text: str, *, on: date) -> None:
    held = {role.key: role for role in Role.objects.filter(district=district)}
    if problems := against_roles(district, policy, text, on=on):
        raise PolicyError(problems)
    for spec in policy.roles:
        role = held.get(spec.key) or Role(district=district, key=spec.key, capabilities=list(spec.capabilities))
        role.label, role.scope, role.delegable = spec.label, spec.scope, spec.delegable
        role.recorded_by, role.appointed_by = list(spec.recorded_by), list(spec.appointed_by)
        role.stands_in_for = [other.key for other in policy.roles if other.if_vacant == spec.key]
        if spec.given is not None:
            role.capabilities = list(spec.given)
        role.save()
