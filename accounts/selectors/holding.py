"""Who holds a role, who heads a place, who answers for a person, who acts for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Q

from accounts import roles
from accounts.access import appointments_in_force, in_force
from accounts.models import Appointment, Person, Role
from records.statements import Given, Objects

PAIR = 2  # places, and people, around one site or submission
SAID = ("name", "email", "kind", "is_active", "district_id", "place_id", "supervisor_id")  # of a person, what lists and mails ask


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


def appointments_around(*, district_id: int, on: date, schools: Collection[int], people: Collection[int]) -> list[Appointment]:
    """The appointments in force of a district that hold for all of it, those at some of its schools, and those of the
    designees of some of its people. One query; of person and role only what says who holds what."""
    if len(schools) > PAIR or len(people) > PAIR:
        around = Q(school_id__in=schools) | Q(school_id__isnull=True) | Q(designee_of__person_id__in=people)
        return list(appointments_in_force(on).filter(around, district_id=district_id))
    school, other_school = [*schools, 0, 0][:PAIR]
    person, other_person = [*people, 0, 0][:PAIR]
    return AROUND.all(
        on=on, district=district_id, school=school, other_school=other_school, person=person, other_person=other_person
    )


AROUND: Objects[Appointment] = Objects(
    lambda: (
        Appointment.objects.filter(
            in_force(Given("on", DateField())),
            Q(school_id__isnull=True)
            | Q(school_id=Given("school"))
            | Q(school_id=Given("other_school"))
            | Q(designee_of__person_id=Given("person"))
            | Q(designee_of__person_id=Given("other_person")),
            district_id=Given("district"),
        )
        .order_by("id")
        .select_related("person", "role", "designee_of__person")
        .only(
            *("person_id", "role_id", "district_id", "school_id", "designee_of_id"),
            *("role__key", "role__label", "role__scope", "role__capabilities", "designee_of__person_id"),
            *(f"{whose}__{field}" for whose in ("person", "designee_of__person") for field in SAID),
        )
    )
)


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
