"""Deeds on appointments: appoint, end, name a designee, withdraw one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from accounts import letters, rules
from accounts.access import actor, addressee, standing_of
from accounts.models import Appointment, Person, Role, School
from accounts.rows import Appointer
from accounts.selectors import appoints, labels_of
from accounts.wording import full_day, listing
from records import events, outbox
from records.events import Actor
from records.letters import Letter

from .doers import first_day_of, keep_grants, permitted, today


@transaction.atomic
def appoint(
    *,
    person: Person,
    role: Role,
    by: Person | Actor,
    at: datetime,
    school: School | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    appointer: Appointer | None = None,
) -> Appointment:
    """Give a person a role at a school or for the district, from a day to a day or for good.

    Without a first day it is today, or the day on which the role begins.

    `appointer` is who decided it, where that is not the doer; where the policy has another role appoint, the record says so.
    Refuses whoever may not manage people, people and places of another district, roles that nobody is appointed to,
    and a role that the person holds there already.
    """
    doer = permitted(by, rules.may_manage, role.district_id, at=at)
    starts_on = starts_on or first_day_of(role, today(role.district, at))
    rules.may_be_appointed(person, role, school)
    rules.begins_with_its_role(role, starts_on)
    rules.runs_forward(starts_on, ends_on)
    rules.is_not_held_yet(person, role, _same_role(person, role, school), starts_on, ends_on)
    appointment = Appointment.objects.create(
        person=person,
        role=role,
        district=role.district,
        school=school,
        starts_on=starts_on,
        ends_on=ends_on,
        appointed_by=str(appointer) if appointer else doer.name,
    )
    keep_grants({person.pk}, district=role.district, at=at)
    sentence = f"appointed {person.name} {_role(appointment)}, {_span(starts_on, ends_on)}"
    _record(appointment, "appoint", f"{sentence}{_decided(by, role, appointer, at)}", doer, at)
    return appointment


def _decided(by: Person | Actor, role: Role, appointer: Appointer | None, at: datetime) -> str:
    """Who decided on an appointment, where that is not the doer, and whom the policy has do it, where that is neither."""
    said = f"; {appointer} decided it" if appointer else ""
    fits = appointer.role in role.appointed_by if appointer else not isinstance(by, Person) or appoints(by, role, at=at)
    labels = [] if fits else labels_of(role.district_id, role.appointed_by)
    return f"{said}; the policy has {listing(labels, 'or')} appoint" if labels else said


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: Person | Actor, at: datetime, on: date | None = None) -> None:
    """End an appointment at once, or with `on` as its last day; the designees under it end with it and are told.

    Refuses whoever may not manage people, an appointment that is over, and a last day that has passed.
    """
    doer = permitted(by, rules.may_end_appointment, appointment, last_day=on, at=at)
    if on is None:
        concerned = Appointment.objects.filter(Q(pk=appointment.pk) | Q(designee_of=appointment))
        ended = end_at_once(concerned, on=today(appointment.district, at), at=at)
    else:
        ended = _shorten(appointment, on, at)
    tell_designees([row for row in ended if row.designee_of_id and row.ended_at], at=at)
    keep_grants({appointment.person_id, *(row.person_id for row in ended)}, district=appointment.district, at=at)
    sentence = f"ended the appointment of {appointment.person.name} as {_role(appointment)}"
    _record(appointment, "end-appointment", f"{sentence}, last day {full_day(on)}" if on else sentence, doer, at)


@transaction.atomic
def name_designee(
    *, appointment: Appointment, person: Person, ends_on: date, by: Person, at: datetime, starts_on: date | None = None
) -> Appointment:
    """Let somebody act under one's own appointment until a day, which the appointment must reach. They are told by mail.

    Refuses an appointment that is not the doer's own, a role that may not be passed on, oneself, and a second
    designation of the same person for the same days.
    """
    standing = standing_of(by, at=at)
    starts_on = starts_on or standing.on
    rules.may_have_designee(standing, appointment)
    rules.may_be_designee(standing, appointment, person, starts_on=starts_on, ends_on=ends_on)
    others = Appointment.objects.filter(designee_of=appointment, person=person, ended_at__isnull=True)
    rules.is_not_held_yet(person, appointment.role, others, starts_on, ends_on)
    designation = Appointment.objects.create(
        person=person,
        role=appointment.role,
        district=appointment.district,
        school=appointment.school,
        starts_on=starts_on,
        ends_on=ends_on,
        appointed_by=by.name,
        designee_of=appointment,
    )
    _mail(designation, letters.named_designee(designation, principal=by), "designee", at, reply_to=by.email)
    keep_grants({person.pk}, district=appointment.district, at=at)
    _record(
        designation,
        "name-designee",
        f"named {person.name} designee as {_role(appointment)}, {_span(starts_on, ends_on)}",
        actor(by),
        at,
    )
    return designation


@transaction.atomic
def withdraw_designee(*, designation: Appointment, by: Person, at: datetime) -> None:
    """Take back a designation at once; the designee is told by mail. For whom they act for, and whoever manages people."""
    standing = standing_of(by, at=at)
    rules.may_withdraw(standing, designation)
    ended = end_at_once(Appointment.objects.filter(pk=designation.pk), on=standing.on, at=at)
    if not ended:
        raise rules.Refused("This designation has ended already.")
    tell_designees(ended, at=at)
    keep_grants({designation.person_id}, district=designation.district, at=at)
    _record(
        designation,
        "withdraw-designee",
        f"withdrew {designation.person.name} as designee for {_role(designation)}",
        actor(by),
        at,
    )


def end_at_once(appointments: QuerySet[Appointment], *, on: date, at: datetime) -> list[Appointment]:
    """End what has not ended of some appointments; those that did. Part of a deed, records nothing of its own.

    The last day becomes today, or stays the first day of one that has not begun.
    """
    open_ones = appointments.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), ended_at__isnull=True)
    pks = list(open_ones.values_list("pk", flat=True))
    Appointment.objects.filter(pk__in=pks).update(ended_at=at, ends_on=Greatest(F("starts_on"), on))
    return list(_whole(Appointment.objects.filter(pk__in=pks)))


def tell_designees(designations: Iterable[Appointment], *, at: datetime) -> None:
    """Mail everybody who no longer acts for somebody."""
    for row in designations:
        if row.designee_of:
            _mail(row, letters.withdrew_designee(row, principal=row.designee_of.person), "designee-withdrawn", at)


def _shorten(appointment: Appointment, on: date, at: datetime) -> list[Appointment]:
    """Let an appointment and the designations under it end on a day, those that would begin later at once."""
    appointment.ends_on = on
    appointment.save(update_fields=["ends_on"])
    under = Appointment.objects.filter(designee_of=appointment, ended_at__isnull=True)
    under.filter(starts_on__lte=on, ends_on__gt=on).update(ends_on=on)
    never = end_at_once(under.filter(starts_on__gt=on), on=on, at=at)
    return [*_whole(under), *never]


def _same_role(person: Person, role: Role, school: School | None) -> QuerySet[Appointment]:
    return Appointment.objects.filter(person=person, role=role, school=school, designee_of__isnull=True, ended_at__isnull=True)


def _whole(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return rows.select_related("person", "role", "school", "district", "designee_of__person").order_by("pk")


def _role(appointment: Appointment) -> str:
    return f"{appointment.role.label} at {appointment.school.name}" if appointment.school else appointment.role.label


def _span(starts_on: date, ends_on: date | None) -> str:
    return f"from {full_day(starts_on)}" + (f" to {full_day(ends_on)}" if ends_on else "")


def _mail(designation: Appointment, letter: Letter, kind: str, at: datetime, *, reply_to: str = "") -> None:
    outbox.post(
        to=addressee(designation.person),
        letter=letter,
        kind=kind,
        key=f"{kind}:{designation.pk}",
        at=at,
        district_id=designation.district_id,
        about=("appointment", designation.pk),
        reply_to=reply_to,
    )


def _record(appointment: Appointment, verb: str, sentence: str, doer: Actor, at: datetime) -> None:
    details = {"person": appointment.person_id, "role": appointment.role.key, "school": appointment.school_id}
    events.record(
        verb=verb,
        subject=("appointment", appointment.pk),
        sentence=sentence,
        by=doer,
        at=at,
        district_id=appointment.district_id,
        details=details,
    )
