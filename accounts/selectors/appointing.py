"""Who appoints the holders of a role, as the policy says."""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.access import appointments_in_force, standing_of
from accounts.models import Appointment, Person, Role
from accounts.rows import Appointer


def appointers(district_id: int, *, on: date) -> dict[str, Appointer]:
    """Everybody who may be named as the one who decided on an appointment, by a word for each: the holders of the roles that
    appoint somebody, and such a role itself where nobody holds it or its body has no login. Two queries, one where no role
    is appointed by another.
    """
    known = {role.key: role for role in Role.objects.filter(district_id=district_id).order_by("id")}
    wanted = [key for key in dict.fromkeys(key for role in known.values() for key in role.appointed_by) if key in known]
    if not wanted:
        return {}
    rows = appointments_in_force(on).filter(district_id=district_id, role__key__in=wanted, designee_of__isnull=True)
    found = {f"{row.role.key}-{row.person_id}": _appointer(row) for row in rows.select_related("person__place")}
    held = {each.role for each in found.values()}
    return found | {key: Appointer(key, known[key].label) for key in wanted if key not in held}


def _appointer(row: Appointment) -> Appointer:
    place = row.person.place.name if row.person.place else ""
    return Appointer(row.role.key, row.role.label, row.person.name, (place, row.person.email))


def appoints(person: Person, role: Role, *, at: datetime) -> bool:
    """Whether this person holds a role that appoints the holders of another, or that other is appointed by nobody special."""
    if not role.appointed_by:
        return True
    return any(held.role in role.appointed_by for held in standing_of(person, at=at).held)


def labels_of(district_id: int, keys: Iterable[str]) -> list[str]:
    """Roles as the district calls them."""
    return list(Role.objects.filter(district_id=district_id, key__in=list(keys)).order_by("id").values_list("label", flat=True))
