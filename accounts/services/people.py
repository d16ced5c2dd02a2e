"""Deeds on people by those who manage them: add, change, end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import letters, rules
from accounts.access import addressee
from accounts.models import Appointment, District, Person, School
from accounts.selectors import supervisor_of
from accounts.wording import full_day, listing
from records import outbox
from records.events import Actor

from .appointments import end_at_once, tell_designees
from .doers import district_of, keep_grants, permitted, today, told
from .doors import mail_invitation, record

FIELDS = {"ends_on": "last day", "email": "e-mail address"}  # where the column's name is not what people say


@transaction.atomic
def add_person(
    *,
    district: District,
    name: str,
    email: str,
    by: Person | Actor,
    at: datetime,
    title: str = "",
    kind: str = Person.Kind.EMPLOYEE,
    place: School | None = None,
    supervisor: Person | None = None,
    ends_on: date | None = None,
    invite: bool = False,
) -> Person:
    """Add somebody to a district, without a password; with `invite` a link to set one is mailed.

    Refuses whoever may not manage people, an address in use in any case or with a comma or line break, a volunteer
    without a last day, and a place or supervisor of another district.
    """
    doer, email = permitted(by, rules.may_manage, district.pk, at=at), email.strip().lower()
    _check(district, email, kind, place, supervisor, ends_on, at=at)
    with _one_address_each():
        person = Person.objects.create_user(
            email, name, district=district, title=title, kind=kind, place=place, supervisor=supervisor, ends_on=ends_on
        )
    if invite:
        mail_invitation(person, district, doer, by, at=at)
    record(person, "add", f"added {name}{' and mailed an invitation' if invite else ''}", doer, at)
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    name: str,
    email: str,
    title: str,
    kind: str,
    place: School | None,
    supervisor: Person | None,
    ends_on: date | None,
    by: Person | Actor,
    at: datetime,
) -> list[str]:
    """Change what is known of a person; the names of what changed. Where nothing did, nothing is recorded.

    Refuses what `add_person` refuses, and changes to somebody who has ended.
    """
    district = district_of(person)
    doer, email = permitted(by, rules.may_manage, district.pk, at=at), email.strip().lower()
    rules.is_active(person)
    _check(district, email, kind, place, supervisor, ends_on, at=at, person=person)
    said = {
        "name": name,
        "email": email,
        "title": title,
        "kind": str(kind),
        "place": place,
        "supervisor": supervisor,
        "ends_on": ends_on,
    }
    changes = {field: (getattr(person, field), value) for field, value in said.items() if getattr(person, field) != value}
    if changes:
        for field, (_, value) in changes.items():
            setattr(person, field, value)
        with _one_address_each():
            person.save(update_fields=list(changes))
        names = listing([FIELDS.get(field, field) for field in changes])
        before_after = {field: [str(old or ""), str(new or "")] for field, (old, new) in changes.items()}
        record(person, "change", f"changed {names} of {name}", doer, at, details={"changed": before_after})
    return list(changes)


@transaction.atomic
def set_last_day(*, person: Person, ends_on: date | None, by: Person | Actor, at: datetime) -> None:
    """Set the last day of somebody, move it, or take it back with None. They and whoever answers for them are told at once.

    On the day after it the clock ends them. Refuses a day in the past, a volunteer without one, the day they have already,
    somebody who has ended, and whoever may not manage people.
    """
    district = district_of(person)
    doer = permitted(by, rules.may_manage, district.pk, at=at)
    rules.is_active(person)
    rules.has_an_end_where_needed(person.kind, ends_on, on=today(district, at))
    rules.is_another_day(person, ends_on)
    before = person.ends_on
    if not Person.objects.filter(pk=person.pk, is_active=True, ends_on=before).update(ends_on=ends_on):
        raise rules.Refused(f"Somebody changed this in the same moment. Look at {person.name} again.")
    person.ends_on = ends_on
    said = f"set the last day of {person.name}: {full_day(ends_on)}" if ends_on else f"took back the last day of {person.name}"
    record(person, "set-last-day", said, doer, at, details={"last day": [str(before or ""), str(ends_on or "")]})
    supervisor = supervisor_of(person, on=today(district, at))
    for reader in [person, *([supervisor] if supervisor else [])]:
        outbox.post(
            to=addressee(reader), letter=letters.last_day(person, district, reader=reader), kind="last-day",
            key=f"last-day:{person.pk}:{reader.pk}:{at.isoformat()}", at=at, district_id=district.pk,
            about=("person", person.pk), reply_to=told(by),
        )  # fmt: skip


@transaction.atomic
def end_person(*, person: Person, by: Person | Actor, at: datetime, reason: str = "") -> None:
    """End a person at once: sign-in, sessions, appointments, designations of and for them, mail that waits for them.

    Nothing that still hangs on them blocks it: what they answer for reads from now on as needing somebody else. Their
    designees are told. Refuses oneself, somebody who has ended, and whoever may not manage people.
    """
    district = district_of(person)
    doer = permitted(by, rules.may_end, person, at=at)
    _deactivate(person, on=today(district, at), at=at)
    concerned = Appointment.objects.filter(Q(person=person) | Q(designee_of__person=person))
    ended = end_at_once(concerned, on=today(district, at), at=at)
    _end_sessions(person.pk)
    cancelled = outbox.cancel_for(person_id=person.pk)
    tell_designees([row for row in ended if row.designee_of_id and row.person_id != person.pk], at=at)
    keep_grants({person.pk, *(row.person_id for row in ended)}, district=district, at=at)
    details = {"appointments": [row.pk for row in ended], "messages_cancelled": cancelled}
    record(person, "end", f"ended {person.name}", doer, at, reason=reason, details=details)


@contextmanager
def _one_address_each() -> Iterator[None]:
    """Where somebody else was quicker with the same address, that is a refusal and not a fault."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise rules.Refused("This e-mail address is in use already.") from error


def _check(
    district: District,
    email: str,
    kind: str,
    place: School | None,
    supervisor: Person | None,
    ends_on: date | None,
    *,
    at: datetime,
    person: Person | None = None,
) -> None:
    rules.is_an_address(email)
    rules.is_nobody_elses(Person.objects.filter(email=email).first(), person)
    rules.has_an_end_where_needed(kind, ends_on, on=today(district, at))
    rules.fits_a_person(district_id=district.pk, place=place, supervisor=supervisor, person=person)


def _deactivate(person: Person, *, on: date, at: datetime) -> None:
    """From here on nobody signs in as this person; refuses where somebody else was quicker."""
    last_day = min(person.ends_on or on, on)
    said = {"is_active": False, "ended_at": at, "ends_on": last_day, "password": make_password(None)}
    if not Person.objects.filter(pk=person.pk, is_active=True).update(**said):
        raise rules.Refused(f"{person.name} has ended.")
    person.refresh_from_db(fields=list(said))


def _end_sessions(person_id: int) -> None:
    """Delete a person's sessions. They are dead already, because the person is inactive; this leaves nothing behind."""
    store = SessionStore()
    rows = Session.objects.values_list("session_key", "session_data")
    own = [key for key, data in rows.iterator() if store.decode(data).get("_auth_user_id") == str(person_id)]
    Session.objects.filter(session_key__in=own).delete()
