"""Who leaves and what hangs on them, as far as this room knows: roles, designees, the people they answer for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import Appointment, Person, Succession
from accounts.wording import count, full_day, listing
from records.statements import Given

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


SOON = timedelta(days=60)  # before a last day in which the hand-over is spoken of


def leaving_soon(district_id: int, on: date) -> QuerySet[Person]:
    """The active people of a district whose last day is near, the nearest first; also found where it passed unnoticed."""
    return with_last_day(district_id, on + SOON).select_related("supervisor", "place")


def with_last_day(district_id: int | Given, until: date | Given) -> QuerySet[Person]:
    """The active people of a district whose last day comes by a day, the nearest first."""
    known = Person.objects.filter(district_id=district_id, is_active=True, ends_on__isnull=False)
    return known.filter(ends_on__lte=until).order_by("ends_on", "pk")


def to_tell(district_id: int | Given, today: date | Given) -> QuerySet[Succession]:
    """The successions that have begun and whose successor was not told yet."""
    begun = Succession.objects.filter(district_id=district_id, told_at__isnull=True, starts_on__lte=today)
    return begun.order_by("starts_on", "id")


def to_carry_out(district_id: int | Given, today: date | Given) -> QuerySet[Succession]:
    """Those of them whose people have not followed yet."""
    return to_tell(district_id, today).filter(carried_out_at__isnull=True)


def who_left(district_id: int | Given) -> QuerySet[Person]:
    """The people of a district who have ended, by name."""
    return Person.objects.filter(district_id=district_id, is_active=False).order_by("name", "pk")


def roles_of_leavers(people: Sequence[Person]) -> dict[int, list[HeldLine]]:
    """What these people hold on their last day, and whether somebody else holds it on the day after. Two queries.

    For somebody without a last day: what they hold for good, and whether anybody else does.
    """
    last = {person.pk: person.ends_on or date.max for person in people}
    rows = Appointment.objects.filter(person__in=last, designee_of__isnull=True, ended_at__isnull=True)
    own = [row for row in rows.select_related("role", "school").order_by("pk") if _held_on(row, last[row.person_id])]
    roles = {row.role_id for row in own}
    others = Appointment.objects.filter(
        role__in=roles, designee_of__isnull=True, ended_at__isnull=True, person__is_active=True
    ).select_related("person")
    beside: dict[tuple[int, int | None], list[Appointment]] = defaultdict(list)
    for other in others if own else ():
        beside[other.role_id, other.school_id].append(other)
    lines: dict[int, list[HeldLine]] = defaultdict(list)
    for row in own:
        after = last[row.person_id]
        found = [
            other.person.name
            for other in beside[row.role_id, row.school_id]
            if other.person_id != row.person_id and _still_held(other, after)
        ]
        lines[row.person_id].append(_role_line(row, found))
    return lines


def _held_on(row: Appointment, last: date) -> bool:
    """Whether it lasts to the end, or was passed on shortly before it."""
    return row.starts_on <= last and (row.ends_on is None or row.ends_on >= min(last, date.max - SOON) - SOON)


def _still_held(row: Appointment, last: date) -> bool:
    after = last if last == date.max else last + timedelta(days=1)
    return row.starts_on <= after and (row.ends_on is None or row.ends_on >= after)


def _role_line(row: Appointment, others: Sequence[str]) -> HeldLine:
    title = f"{row.role.label}, {row.school.name if row.school else 'the whole district'}"
    if others:
        return HeldLine(
            title, f"{listing(others)} {'holds' if len(others) == 1 else 'hold'} it too, or after them.", DONE, "Done", "done"
        )
    url = reverse("person-replace", args=[row.person_id])
    return HeldLine(title, "Nobody holds it afterwards.", OPEN, "Vacant then", "due", url, "Name somebody")


def what_ends_with(person: Person, *, on: date) -> list[HeldLine]:
    """What of this room ends or passes on by itself when somebody leaves. Two queries."""
    lines = []
    for row in acting_under(person, on):
        mine = row.person_id == person.pk
        principal = row.designee_of.person.name if row.designee_of else ""
        title = f"For {principal}: {row.role.label}" if mine else f"{row.person.name} acts as {row.role.label}"
        lines.append(HeldLine(title, "Ends with them."))
    if led := supervised_by(person):
        lines.append(
            HeldLine(f"Supervisor of {count(led, 'person', 'people')}", "The head of the place answers, until somebody is named.")
        )
    return lines
