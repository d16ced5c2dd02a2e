"""Who leaves and what hangs on them, as far as this room knows: roles, designees, the people they answer for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Appointment, Person
from accounts.wording import count, full_day

OPEN, DONE, ITSELF = "open", "done", "itself"


@dataclass(frozen=True)
class HeldLine:
    """One thing that hangs on somebody: open, done, or passing on by itself. `meta` says what happens to it.

    Every room makes these of what it knows; the roof puts them together. `detail` are the parts of it that are ticked:
    (words, done).
    """

    title: str
    meta: str = ""
    state: str = ITSELF
    badge: str = ""
    tone: str = ""
    url: str = ""
    action: str = ""
    detail: tuple[tuple[str, bool], ...] = ()


def held_from(person: Person, on: date) -> list[Appointment]:
    """What somebody holds in their own right on a day or later. One query."""
    rows = Appointment.objects.filter(_lasting(on), person=person, designee_of__isnull=True)
    return list(rows.select_related("person", "role", "school", "district").order_by("starts_on", "pk"))


def supervised_by(person: Person) -> int:
    """How many active people somebody is the supervisor of. One query."""
    return Person.objects.filter(supervisor=person, is_active=True).count()


def _lasting(on: date) -> Q:
    return Q(ended_at__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def acting_under(person: Person, on: date) -> QuerySet[Appointment]:
    """The designations under somebody's appointments, and those they hold for others, that last until a day."""
    rows = Appointment.objects.filter(_lasting(on), designee_of__isnull=False, designee_of__ended_at__isnull=True)
    rows = rows.filter(Q(designee_of__person=person) | Q(person=person))
    return rows.select_related("person", "role", "school", "designee_of__person").order_by("pk")


def what_would_follow(person: Person, *, starts_on: date) -> list[HeldLine]:
    """Everything of this room that moves when somebody takes another's place on a day. Three queries."""
    lines = [
        HeldLine(f"{row.role.label}, {row.school.name if row.school else 'the whole district'}", _until(row.ends_on))
        for row in held_from(person, starts_on)
    ]
    for row in acting_under(person, starts_on):
        until = f"until {full_day(row.ends_on)}" if row.ends_on else ""
        if row.person_id == person.pk and row.designee_of:
            principal = row.designee_of.person.name
            lines.append(HeldLine(f"For {principal}: {row.role.label}", f"Ends. {principal} is told and may name another."))
        else:
            lines.append(HeldLine(f"{row.person.name} acts as {row.role.label}", f"Goes on for the new holder, {until}."))
    led = supervised_by(person)
    if led:
        lines.append(HeldLine(f"Supervisor of {count(led, 'person', 'people')}", "They follow on that day."))
    return lines


def _until(ends_on: date | None) -> str:
    return f"Until {full_day(ends_on)}, as before." if ends_on else "Until further notice, as before."
