"""What a staff list may refer to, and what speaks against its rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from accounts.models import Appointment, District, Person, Role, School
from accounts.rows import PersonRow, Problem

AT_ONCE = 500  # addresses looked up in one query


class Known:
    """Whom and what a staff list may refer to, read once: the district's people, places, roles and who holds them."""

    def __init__(self, district: District, rows: Sequence[PersonRow], *, on: date) -> None:
        self.on = on
        self.people = {person.email: person for person in Person.objects.filter(district=district).select_related("place")}
        self.listed = {row.email for row in rows}
        self.strangers = _elsewhere(sorted(self.listed - self.people.keys()))
        self.places: dict[str, list[School]] = defaultdict(list)
        for place in School.objects.filter(district=district):
            for name in {place.name.casefold(), place.federal_id} - {""}:
                self.places[name].append(place)
        roles = Role.objects.filter(district=district)
        self.roles = {name: role for role in roles for name in (role.label.casefold(), role.key)}
        self.held = _held(district, on)

    def place_of(self, row: PersonRow) -> School | None:
        """The place a row names, else the one the person has."""
        if row.place:
            return next(iter(self.places[row.place.casefold()]), None)
        return self.people[row.email].place if row.email in self.people else None

    def role_of(self, row: PersonRow) -> Role | None:
        """The role a row names, by its key or as the district calls it."""
        return self.roles.get(row.role.casefold())

    def problems(self, rows: Sequence[PersonRow]) -> list[Problem]:
        """Everything that speaks against the rows, by line."""
        return [Problem(row.line, reason) for row in rows for reason in self._against(row)]

    def _against(self, row: PersonRow) -> Iterator[str]:
        person = self.people.get(row.email)
        if row.email in self.strangers:
            yield f"email {row.email} is in use already."
        if person and not person.is_active:
            yield f"{row.email} has ended; a list does not bring anybody back."
        yield from self._against_end(row, person)
        yield from self._against_place(row)
        yield from self._against_supervisor(row)
        yield from self._against_role(row)

    def _against_end(self, row: PersonRow, person: Person | None) -> Iterator[str]:
        kind = row.kind or (person.kind if person else Person.Kind.EMPLOYEE)
        if kind == Person.Kind.VOLUNTEER and not (row.ends_on or (person and person.ends_on)):
            yield "ends_on is empty; a volunteer needs a last day."
        if row.ends_on and row.ends_on < self.on:
            yield f"ends_on {row.ends_on} lies in the past."

    def _against_place(self, row: PersonRow) -> Iterator[str]:
        found = len(self.places.get(row.place.casefold(), ()))
        if row.place and not found:
            yield f"place “{row.place[:60]}” is not a place of this district."
        if row.place and found > 1:
            yield f"place “{row.place[:60]}” is the name of {found} places; give its ncessch instead."

    def _against_supervisor(self, row: PersonRow) -> Iterator[str]:
        supervisor = self.people.get(row.supervisor_email)
        if row.supervisor_email == row.email:
            yield "supervisor_email is the person's own."
        elif row.supervisor_email and row.supervisor_email not in self.listed and not (supervisor and supervisor.is_active):
            yield f"supervisor_email {row.supervisor_email} is nobody of this district."

    def _against_role(self, row: PersonRow) -> Iterator[str]:
        role = self.role_of(row)
        if row.role and role is None:
            yield f"role “{row.role[:60]}” is not a role of this district."
        elif role and role.scope not in (Role.Scope.SCHOOL, Role.Scope.DISTRICT):
            yield f"role “{row.role[:60]}” is not one that people are appointed to."
        elif role and role.scope == Role.Scope.SCHOOL and not self.place_of(row):
            yield f"role “{row.role[:60]}” is held at a school; give the place."
        elif role and role.begins_on and row.ends_on and row.ends_on < role.begins_on:
            yield f"role “{row.role[:60]}” begins only on {role.begins_on}, after ends_on."


def _elsewhere(emails: Sequence[str]) -> set[str]:
    """Addresses that are somebody's, of those that are nobody's here."""
    batches = [emails[first : first + AT_ONCE] for first in range(0, len(emails), AT_ONCE)]
    return {email for batch in batches for email in Person.objects.filter(email__in=batch).values_list("email", flat=True)}


def _held(district: District, on: date) -> set[tuple[int, int, int | None]]:
    own = Appointment.objects.filter(district=district, designee_of__isnull=True, ended_at__isnull=True)
    return set(own.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).values_list("person_id", "role_id", "school_id"))
