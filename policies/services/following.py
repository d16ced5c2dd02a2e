"""A district's roles follow the policy in force: what they are called, what they carry, and which there are."""

from datetime import date, datetime

from django.db import transaction

from accounts.access import local_day
from accounts.models import Appointment, District, Role
from accounts.services import rebuild_grants
from accounts.wording import full_day, listing
from records.events import CLOCK, record

from ..document import Policy, RoleSpec
from ..models import Followed, PolicyVersion
from ..selectors import document_of, version_to_follow


@transaction.atomic
def come_into_force(*, district: District, at: datetime) -> int:
    """Let a district's roles follow the version that has come into force; 0 where they do already."""
    District.objects.select_for_update().get(pk=district.pk)
    done = follow(district, at=at)
    if done is None:
        return 0
    version, stayed = done
    record(
        verb="come-into-force",
        subject=("policy", version.pk),
        sentence=f"let the roles follow {version}, in force from {full_day(version.in_force_from)}",
        by=CLOCK,
        at=at,
        district_id=district.pk,
        reason=f"People are appointed to {listing(stayed)}: where it is held stays as it was." if stayed else "",
    )
    return 1


def follow(district: District, *, at: datetime) -> tuple[PolicyVersion, list[str]] | None:
    """Make a district's roles what the version names that they follow today: that version, and the roles whose scope stayed
    as it was, by label. None where they follow it already.

    Within the transaction of a deed, which holds the district. Appointments are left as they are.
    """
    on = local_day(at, district.time_zone)
    version = version_to_follow(district.pk, on)
    if version is None or Followed.objects.filter(version=version).exists():
        return None
    Followed.objects.update_or_create(district=district, defaults={"version": version, "since": at})
    stayed = _make_roles(district, document_of(version), on)
    rebuild_grants(on, district_id=district.pk)
    return version, stayed


def foresee(version: PolicyVersion) -> None:
    """Make the roles that only a version to come names: people can be appointed from its first day on, and nobody sees them as
    vacant before."""
    policy, begins_on = document_of(version), version.in_force_from
    known = {role.key: role for role in Role.objects.filter(district=version.district_id)}
    for spec in policy.roles:
        role = known.get(spec.key) or _new(version.district, spec)
        if role.pk is None or (role.begins_on and begins_on < role.begins_on):
            role.begins_on = begins_on
            _say(role, spec, policy)


def _make_roles(district: District, policy: Policy, on: date) -> list[str]:
    """A role with appointments keeps its scope: its holders would otherwise answer for other places overnight. Loading refuses
    such a document, and what was given since then is found here."""
    known = {role.key: role for role in Role.objects.filter(district=district)}
    given = set(Appointment.objects.filter(role__district=district).exclude(ends_on__lt=on).values_list("role__key", flat=True))
    stayed = []
    for spec in policy.roles:
        role = known.get(spec.key) or _new(district, spec)
        role.begins_on = None
        if spec.given is not None:
            role.capabilities = list(spec.given)
        if spec.key in given and role.scope != spec.scope:
            stayed.append(spec.label)
        else:
            role.scope = spec.scope
        _say(role, spec, policy)
    return stayed


def _new(district: District, spec: RoleSpec) -> Role:
    return Role(district=district, key=spec.key, scope=spec.scope, capabilities=list(spec.capabilities))


def _say(role: Role, spec: RoleSpec, policy: Policy) -> None:
    role.label, role.delegable = spec.label, spec.delegable
    role.recorded_by, role.appointed_by = list(spec.recorded_by), list(spec.appointed_by)
    role.stands_in_for = [other.key for other in policy.roles if other.if_vacant == spec.key]
    role.save()
