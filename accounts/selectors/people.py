"""People: who may be managed, the list of them, one person's appointments in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.http import urlsafe_base64_decode

from accounts import rules
from accounts.access import Standing, in_force
from accounts.models import Appointment, Person, Role, School
from accounts.tokens import password_link
from accounts.wording import count, full_day, listing

from .holding import supervisor_of
from .pages import Cursor, Page, page_of


def people_of(district_id: int) -> list[Person]:
    """Everybody active in a district, by name."""
    return list(Person.objects.filter(district_id=district_id, is_active=True).order_by("name", "id"))


def people_managed_by(standing: Standing) -> QuerySet[Person]:
    """The people of a district, for whoever manages them; for anybody else nobody."""
    if not rules.allows(rules.may_manage, standing, standing.district_id):
        return Person.objects.none()
    return Person.objects.filter(district_id=standing.district_id).select_related("district", "place", "supervisor")


def appointments_managed_by(standing: Standing) -> QuerySet[Appointment]:
    """The appointments of a district, for whoever manages its people; for anybody else none."""
    if not rules.allows(rules.may_manage, standing, standing.district_id):
        return Appointment.objects.none()
    return _whole(Appointment.objects.filter(district_id=standing.district_id))


def appointments_of_own(standing: Standing) -> QuerySet[Appointment]:
    """What a person holds today in their own right or as a designee."""
    return _whole(Appointment.objects.filter(pk__in=[held.appointment_id for held in standing.held]))


def designations_to_withdraw(standing: Standing) -> QuerySet[Appointment]:
    """The designees of a person; for whoever manages people those of the whole district."""
    whose = Q(designee_of__person=standing.person)
    if rules.allows(rules.may_manage, standing, standing.district_id):
        whose |= Q(district_id=standing.district_id, designee_of__isnull=False)
    return _whole(Appointment.objects.filter(whose))


def person_of_link(uid: str, token: str) -> Person | None:
    """Whose mailed link this is, as long as it works: not used, not older than three days, the person still active."""
    try:
        pk = int(urlsafe_base64_decode(uid).decode("ascii"))
    except ValueError:
        return None
    person = Person.objects.filter(pk=pk, is_active=True).first()
    return person if person and password_link.check_token(person, token) else None


# the list ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PersonLine:
    """One person in the list; `state` says what is unusual about them, if anything is."""

    pk: int
    name: str
    title: str
    email: str
    place: str
    state: str
    tone: str


def people_page(standing: Standing, *, words: str = "", ended: bool = False, cursor: Cursor | None = None) -> Page[PersonLine]:
    """Fifty people of a district by name, whose name or e-mail has the words; those who have ended are a list of their own."""
    rows = people_managed_by(standing).filter(is_active=not ended)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return page_of(rows, by="name", cursor=cursor or Cursor(), say=lambda found: [_person_line(row) for row in found])


def _person_line(person: Person) -> PersonLine:
    state, tone = _state(person)
    place = person.place.name if person.place else ""
    return PersonLine(person.pk, person.name, person.title, person.email, place, state, tone)


def _state(person: Person) -> tuple[str, str]:
    if not person.is_active:
        return (f"Ended {full_day(person.ended_at.date())}" if person.ended_at else "Ended"), "off"
    if person.last_login is None and not person.has_usable_password():
        return ("Invited, no password yet" if person.invited_at else "Not invited yet"), "due"
    return (f"Until {full_day(person.ends_on)}", "") if person.ends_on else ("", "")


def facts_of(person: Person, *, on: date) -> list[tuple[str, str]]:
    """What is known of a person, as label and value. Two queries at most."""
    supervisor = supervisor_of(person, on=on)
    facts = [
        ("E-mail address", person.email),
        ("What they do", person.title or "Not said"),
        ("Employee or volunteer", person.get_kind_display()),
        ("Place", person.place.name if person.place else "No place"),
        ("Supervisor", _supervisor_words(person, supervisor)),
        ("Sign-in", _state(person)[0] or "Has a password"),
    ]
    return [*facts, ("Last day", full_day(person.ends_on))] if person.ends_on else facts


def _supervisor_words(person: Person, supervisor: Person | None) -> str:
    if supervisor is None:
        return "Nobody"
    return supervisor.name if supervisor.pk == person.supervisor_id else f"{supervisor.name}, as head of the place"


# appointments in words -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AppointmentLine:
    """One appointment: what, where, for whom, from when to when, and the designees under it."""

    pk: int
    role: str
    place: str
    when: str
    acting_for: str
    person: str
    designees: "tuple[AppointmentLine, ...]"
    may_name: bool
    by: str


def appointments_of(person: Person, *, on: date) -> list[AppointmentLine]:
    """What a person holds or is about to hold, each with its designees. Two queries."""
    rows = _whole(Appointment.objects.filter(_lasting(on), person=person)).prefetch_related(
        Prefetch("designees", _whole(Appointment.objects.filter(_lasting(on))), to_attr="acting")
    )
    return [appointment_line(row, on=on) for row in rows if _still_counts(row, on)]


def appointment_line(row: Appointment, *, on: date) -> AppointmentLine:
    """An appointment as a line; its designees where they were fetched (`acting`)."""
    acting = [appointment_line(designee, on=on) for designee in getattr(row, "acting", ())]
    begun = row.starts_on <= on
    return AppointmentLine(
        pk=row.pk,
        role=row.role.label,
        place=row.school.name if row.school else "the whole district",
        when=_when(row, begun=begun),
        acting_for=row.designee_of.person.name if row.designee_of else "",
        person=row.person.name,
        designees=tuple(acting),
        may_name=begun and row.designee_of_id is None and row.role.delegable,
        by=row.appointed_by,
    )


def _when(row: Appointment, *, begun: bool) -> str:
    start = f"{'since' if begun else 'from'} {full_day(row.starts_on)}"
    return f"{start} until {full_day(row.ends_on)}" if row.ends_on else start


def _lasting(on: date) -> Q:
    """What has not ended: in force, or still to begin."""
    return Q(ended_at__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def _still_counts(row: Appointment, on: date) -> bool:
    """A designation counts only as long as the appointment it acts under."""
    under = row.designee_of
    return under is None or (under.ended_at is None and under.person.is_active and (under.ends_on is None or under.ends_on >= on))


def _whole(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return rows.select_related("person", "role", "school", "district", "designee_of__person").order_by("starts_on", "pk")


# effect of ending ----------------------------------------------------------------------------------------------------


def effects_of_ending(person: Person, *, on: date) -> list[str]:
    """What ending a person does, said before it is done. Two queries."""
    held = list(_whole(Appointment.objects.filter(in_force(on), Q(person=person) | Q(designee_of__person=person))))
    own = [row for row in held if row.person_id == person.pk]
    acting = [row.person.name for row in held if row.person_id != person.pk]
    led = Person.objects.filter(supervisor=person, is_active=True).count()
    said = [f"{person.name} can no longer sign in, from this moment on. Mail that waits for them is not sent."]
    if own:
        said.append(f"{listing([_role_words(row) for row in own])} then {'has' if len(own) == 1 else 'have'} one holder less.")
    if acting:
        said.append(f"{listing(acting)} no longer {_acts(acting)} for {person.name}, and {_is(acting)} told by mail.")
    if led:
        whom = count(led, "person", "people")
        said.append(f"For {whom} whose supervisor they are, the head of the place answers until you name another.")
    said.append("Sites they answer for stay, and show that they need somebody else. Nothing is deleted.")
    return said


def holders_beside(person: Person, role: Role, school: School | None, *, on: date) -> list[str]:
    """The names of everybody else who holds a role at a place in their own right on a day. One query."""
    held = Appointment.objects.filter(in_force(on), role=role, school=school, designee_of__isnull=True).exclude(person=person)
    return list(held.order_by("person__name").values_list("person__name", flat=True))


def effects_of_vacancy(appointment: Appointment, *, on: date) -> list[str]:
    """What ending an appointment does, said before it is done. Two queries."""
    same = Appointment.objects.filter(in_force(on), role=appointment.role, school=appointment.school).exclude(pk=appointment.pk)
    others = [row.person.name for row in _whole(same) if row.designee_of_id != appointment.pk]
    acting = [row.person.name for row in _whole(same) if row.designee_of_id == appointment.pk]
    role = _role_words(appointment)
    said = [f"{appointment.person.name} no longer decides what waits for {role}. What they decided stays."]
    still = f"{listing(others)} still {'holds' if len(others) == 1 else 'hold'} it."
    said.append(still if others else f"Nobody then holds it: {role} is vacant until you appoint somebody.")
    if acting:
        said.append(f"{listing(acting)} no longer {_acts(acting)} for {appointment.person.name}.")
    return said


def _acts(names: Sequence[str]) -> str:
    return "acts" if len(names) == 1 else "act"


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _role_words(row: Appointment) -> str:
    return f"{row.role.label} at {row.school.name}" if row.school else row.role.label
