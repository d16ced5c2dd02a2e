"""Taking over a district's staff list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import Appointment, District, Person, Role
from accounts.rows import BadRows, Outcome, PersonRow
from accounts.selectors import Known
from accounts.wording import count
from records import events
from records.events import Actor

from .doers import first_day_of, keep_grants, today

AT_ONCE = 500  # rows of one statement
FIELDS = ("name", "title", "kind", "place", "supervisor", "ends_on")


@transaction.atomic
def import_people(*, district: District, rows: Sequence[PersonRow], by: Actor, at: datetime) -> tuple[Outcome, list[Person]]:
    """Add and update a district's people, known by their e-mail address; what happened, and who is new.

    A row's role is given where it is not held already; nothing is ever taken away, and nobody is mailed. Running it
    again changes nothing and records nothing. Refuses the whole list (BadRows, by line) for an unknown or doubtful
    place, supervisor or role, for somebody who has ended or is of another district, and for a volunteer without a last day.
    """
    known = Known(district, rows, on=today(district, at))
    if problems := known.problems(rows):
        raise BadRows(problems)
    new, changed = _write_people(district, rows, known)
    appointed = _write_appointments(district, rows, known, by)
    keep_grants(appointed, district=district, at=at)
    changed |= appointed - {person.pk for person in new}
    outcome = Outcome(len(new), len(changed), len(rows) - len(new) - len(changed))
    if new or changed:
        events.record(
            verb="import-people",
            subject=("district", district.pk),
            sentence=f"imported {count(len(rows), 'person', 'people')} of {district.name}: {outcome}",
            by=by,
            at=at,
            district_id=district.pk,
            details={"new": [person.pk for person in new], "changed": sorted(changed)},
        )
    return outcome, new


def _write_people(district: District, rows: Sequence[PersonRow], known: Known) -> tuple[list[Person], set[int]]:
    """Store new people, then what changed of all: a supervisor may stand further down in the same list."""
    new = [
        Person(
            district=district, email=row.email, name=row.name, kind=row.kind or Person.Kind.EMPLOYEE, password=make_password(None)
        )
        for row in rows
        if row.email not in known.people
    ]
    Person.objects.bulk_create(new, batch_size=AT_ONCE)
    known.people |= {person.email: person for person in new}
    touched = [person for row in rows if _differs(person := known.people[row.email], _said(row, known))]
    Person.objects.bulk_update(touched, FIELDS, batch_size=200)
    return new, {person.pk for person in touched} - {person.pk for person in new}


def _said(row: PersonRow, known: Known) -> dict[str, Any]:
    """What a row says about a person; what is empty it does not say."""
    said = {
        "name": row.name,
        "title": row.title,
        "kind": row.kind,
        "place": known.place_of(row) if row.place else None,
        "supervisor": known.people.get(row.supervisor_email),
        "ends_on": row.ends_on,
    }
    return {field: value for field, value in said.items() if value}


def _differs(person: Person, said: dict[str, Any]) -> bool:
    """Whether a person is not as the row says; they are afterwards."""
    changed = {field: value for field, value in said.items() if getattr(person, field) != value}
    for field, value in changed.items():
        setattr(person, field, value)
    return bool(changed)


def _write_appointments(district: District, rows: Sequence[PersonRow], known: Known, by: Actor) -> set[int]:
    """Give the roles that rows name and nobody holds there yet; to whom."""
    new = []
    for row in rows:
        if role := known.role_of(row):
            person = known.people[row.email]
            school = known.place_of(row) if role.scope == Role.Scope.SCHOOL else None
            if (person.pk, role.pk, school.pk if school else None) not in known.held:
                more = {"starts_on": first_day_of(role, known.on), "ends_on": row.ends_on, "appointed_by": by.name}
                new.append(Appointment(person=person, role=role, district=district, school=school, **more))
    Appointment.objects.bulk_create(new, batch_size=AT_ONCE)
    return {appointment.person_id for appointment in new}
