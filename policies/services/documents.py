"""Loading a policy, and retiring one."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from accounts.access import local_day
from accounts.models import District
from accounts.wording import full_day
from records.events import Actor, record

from .. import rules
from ..document import PolicyError, parse
from ..models import PolicyVersion, Retirement
from ..selectors import against_roles, hash_of, same_in_force
from .following import follow, foresee


@transaction.atomic
def load_policy(*, district: District, text: str, in_force_from: date, by: Actor, at: datetime) -> PolicyVersion:
    """Store a document as the district's next version. Where it is in force today, the district's roles follow it at once; one
    to come changes none of them before its day, and the roles that it alone names begin on that day (services.following).

    Raises PolicyError with every problem. The same text again, for a day on which it is in force already, changes nothing and
    returns the version that holds it (selectors.same_in_force tells beforehand).
    """
    policy = parse(text)
    District.objects.select_for_update().get(pk=district.pk)
    if held := same_in_force(district.pk, text, in_force_from):
        return held
    today = local_day(at, district.time_zone)
    if problems := against_roles(district, policy, text, on=today):
        raise PolicyError(problems)
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
    follow(district, at=at)
    if in_force_from > today:
        foresee(version)
    return version


@transaction.atomic
def retire_policy(*, version: PolicyVersion, from_on: date, reason: str, by: Actor, at: datetime) -> Retirement:
    """Let a version apply no more from a day on. Its text stays, and so does everything that was filed under it.

    One that is retired before it counted for a day counts as never loaded: the roles follow the one before it again.
    """
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
    follow(district, at=at)
    return retirement


def _next_number(district: District) -> int:
    last: int | None = PolicyVersion.objects.filter(district=district).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
