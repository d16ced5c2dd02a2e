"""Who holds a role, who heads a place, who answers for a person, who acts for whom."""

from dataclasses import dataclass
from datetime import date

from accounts import roles
from accounts.access import appointments_in_force
from accounts.models import Appointment, Person, Role


@dataclass(frozen=True)
class Holder:
    """Somebody who may act in a role today; `acting_for` is whom a designee stands in for."""

    person: Person
    acting_for: Person | None
    label: str

    def __str__(self) -> str:
        return f"{self.person.name} for {self.acting_for.name}" if self.acting_for else self.person.name


def holders(*, role: str, district_id: int, school_id: int | None, on: date) -> list[Holder]:
    """Who holds a role of a district today, role-holders before designees. School roles are looked up at the school."""
    rows = appointments_in_force(on).filter(role__key=role, role__district_id=district_id)
    if _is_school_role(role, district_id):
        rows = rows.filter(school_id=school_id) if school_id else rows.none()
    found = [_holder(row) for row in rows]
    return sorted(found, key=lambda holder: holder.acting_for is not None)


def _is_school_role(role: str, district_id: int) -> bool:
    return Role.objects.filter(district_id=district_id, key=role, scope=Role.Scope.SCHOOL).exists()


def _holder(row: Appointment) -> Holder:
    return Holder(row.person, row.designee_of.person if row.designee_of else None, row.role.label)


def heads(*, school_id: int | None, on: date) -> list[Holder]:
    """The head or heads of a place: who holds a role there that carries "heads"."""
    if school_id is None:
        return []
    rows = appointments_in_force(on).filter(school_id=school_id)
    return [_holder(row) for row in rows if roles.HEADS in row.role.capabilities and row.designee_of_id is None]


def supervisor_of(person: Person, *, on: date) -> Person | None:
    """Who answers for a person: their own supervisor, else the head of their place, never themselves."""
    if person.supervisor and person.supervisor.is_active and person.supervisor_id != person.pk:
        return person.supervisor
    return next((holder.person for holder in heads(school_id=person.place_id, on=on) if holder.person.pk != person.pk), None)


def designees_of(person: Person, *, on: date) -> list[Person]:
    """Who acts for this person today, under any of their appointments."""
    rows = appointments_in_force(on).filter(designee_of__person=person)
    return list({row.person_id: row.person for row in rows}.values())
