"""One person takes the place of another everywhere, in one deed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from accounts import letters, rules
from accounts.access import addressee
from accounts.models import Appointment, District, Person, Succession
from accounts.selectors import held_from, supervised_by, to_carry_out
from accounts.wording import count, full_day, listing
from records import events, outbox
from records.events import Actor
from records.letters import Letter

from .appointments import end_at_once
from .doers import district_of, keep_grants, permitted, today, told

DAY = timedelta(days=1)


@transaction.atomic
def replace_holder(*, person: Person, successor: Person, starts_on: date, by: Person | Actor, at: datetime) -> Succession:
    """Put somebody in the place of another from a day on, today or later: every appointment, with the same end, the designees
    under it, and everybody whose supervisor the other is. Steps and duties of these roles follow by themselves.

    What the other does as somebody's designee ends, and whom they acted for is told. Sites are not passed on: each is
    accepted by whoever takes it. Refuses whoever may not manage people, a successor who has left or leaves before,
    a second replacement while one lies ahead, and one that would move nothing.
    """
    district = district_of(person)
    doer = permitted(by, rules.may_manage, district.pk, at=at)
    on = today(district, at)
    rules.may_be_replaced(person, successor, starts_on=starts_on, on=on)
    own = held_from(person, starts_on)
    led = supervised_by(person)
    rules.has_something_to_pass(person, bool(own or led), starts_on=starts_on)
    succession = _begin(district, person, successor, starts_on, doer, at)
    passed = [_pass_on(row, successor, starts_on=starts_on, on=on, by=doer, at=at) for row in own]
    touched = {pk for people in passed for pk in people}
    touched |= _end_designations(person, starts_on=starts_on, on=on, at=at)
    if starts_on == on:
        _lead(succession, at=at)
    keep_grants({person.pk, successor.pk, *touched}, district=district, at=at)
    held = [_role(row) for row in own]
    reply_to = told(by)
    _mail(succession, successor, letters.succeeds(succession, held), "succeeds", at, reply_to)
    _mail(succession, person, letters.succeeded(succession, held), "succeeded", at, reply_to)
    what = listing([*held, *([f"supervisor of {count(led, 'person', 'people')}"] if led else [])])
    events.record(
        verb="replace", subject=("person", person.pk),
        sentence=f"put {successor.name} in the place of {person.name} from {full_day(starts_on)} on: {what}",
        by=doer, at=at, district_id=district.pk,
        details={"successor": successor.pk, "appointments": [row.pk for row in own], "supervised": led},
    )  # fmt: skip
    return succession


@transaction.atomic
def carry_out(*, district: District, at: datetime) -> int:
    """On the day of a succession the people follow whose supervisor somebody was; how many successions. For the clock."""
    due = to_carry_out(district.pk, today(district, at))
    return sum(_lead(row, at=at) for row in due.select_related("person", "successor"))


def mark_told(*, successions: Sequence[int], at: datetime) -> int:
    """Note that these successors were mailed what waits for them; how many. No event: the mail is in the outbox."""
    return Succession.objects.filter(pk__in=successions, told_at__isnull=True).update(told_at=at)


def _begin(district: District, person: Person, successor: Person, starts_on: date, by: Actor, at: datetime) -> Succession:
    try:
        with transaction.atomic():
            return Succession.objects.create(
                district=district, person=person, successor=successor, starts_on=starts_on, replaced_at=at, replaced_by=by.name
            )
    except IntegrityError:
        raise rules.Refused(f"Somebody takes the place of {person.name} already.") from None


def _pass_on(row: Appointment, successor: Person, *, starts_on: date, on: date, by: Actor, at: datetime) -> set[int]:
    """One appointment goes over, with the designees under it; the people whose grants change."""
    rules.may_be_appointed(successor, row.role, row.school)
    begins = max(starts_on, row.starts_on)
    under = list(_lasting(Appointment.objects.filter(designee_of=row), starts_on).select_related("person"))
    new = _lasting(
        Appointment.objects.filter(person=successor, role=row.role, school=row.school, designee_of__isnull=True), begins
    ).first() or Appointment.objects.create(
        person=successor, role=row.role, district=row.district, school=row.school, starts_on=begins, ends_on=row.ends_on,
        appointed_by=by.name,
    )  # fmt: skip
    _end_before(Appointment.objects.filter(Q(pk=row.pk) | Q(designee_of=row)), starts_on, on=on, at=at)
    for designee in under:
        _follow(designee, new, max(begins, designee.starts_on), at=at)
    return {designee.person_id for designee in under}


def _follow(designee: Appointment, new: Appointment, begins: date, *, at: datetime) -> None:
    """Who acted for the one acts for the other, until the same day; not for themselves, nor longer than the other holds it."""
    ends_on = min(filter(None, [designee.ends_on, new.ends_on]))
    if designee.person_id == new.person_id or not designee.person.is_active or ends_on < begins:
        return
    made = Appointment.objects.create(
        person=designee.person, role=new.role, district=new.district, school=new.school, starts_on=begins, ends_on=ends_on,
        appointed_by=designee.appointed_by, designee_of=new,
    )  # fmt: skip
    outbox.post(
        to=addressee(made.person), letter=letters.named_designee(made, principal=new.person), kind="designee",
        key=f"designee:{made.pk}", at=at, district_id=made.district_id, about=("appointment", made.pk),
        reply_to=new.person.email,
    )  # fmt: skip


def _end_designations(person: Person, *, starts_on: date, on: date, at: datetime) -> set[int]:
    """What somebody does as a designee ends, and whom they acted for is told: only these name another."""
    held = _lasting(Appointment.objects.filter(person=person, designee_of__isnull=False, designee_of__ended_at=None), starts_on)
    rows = list(held.select_related("person", "role", "school", "district", "designee_of__person"))
    _end_before(held, starts_on, on=on, at=at)
    last = "now" if starts_on == on else full_day(starts_on - DAY)
    for row in rows:
        principal = row.designee_of.person if row.designee_of else None
        if principal is not None and principal.is_active:
            outbox.post(
                to=addressee(principal), letter=letters.lost_designee(row, principal=principal, last=last), kind="designee-lost",
                key=f"designee-lost:{row.pk}", at=at, district_id=row.district_id, about=("appointment", row.pk),
            )  # fmt: skip
    return {row.designee_of.person_id for row in rows if row.designee_of}


def _lasting(rows: QuerySet[Appointment], on: date) -> QuerySet[Appointment]:
    """Those that have not ended and last until a day at least."""
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), ended_at__isnull=True).order_by("id")


def _end_before(rows: QuerySet[Appointment], starts_on: date, *, on: date, at: datetime) -> None:
    """Let appointments end the day before; at once where that is today, or where they would begin only afterwards."""
    pks = list(_lasting(rows, starts_on).values_list("pk", flat=True))
    lasting = Appointment.objects.filter(pk__in=pks)
    if starts_on == on:
        end_at_once(lasting, on=on, at=at)
        return
    end_at_once(lasting.filter(starts_on__gte=starts_on), on=on, at=at)
    lasting.filter(starts_on__lt=starts_on, ended_at__isnull=True).update(ends_on=starts_on - DAY)


def _lead(succession: Succession, *, at: datetime) -> bool:
    """The successor is the supervisor of everybody the other was; theirs is who answered for the other."""
    claimed = Succession.objects.filter(pk=succession.pk, carried_out_at__isnull=True).update(carried_out_at=at)
    if not claimed:
        return False
    old, new = succession.person, succession.successor
    led = Person.objects.filter(supervisor=old, is_active=True)
    above = old.supervisor_id if old.supervisor_id != new.pk else None
    led.filter(pk=new.pk).update(supervisor=above)
    led.update(supervisor=new)
    return True


def _role(row: Appointment) -> str:
    return f"{row.role.label} at {row.school.name}" if row.school else row.role.label


def _mail(succession: Succession, person: Person, letter: Letter, kind: str, at: datetime, reply_to: str) -> None:
    outbox.post(
        to=addressee(person), letter=letter, kind=kind, key=f"{kind}:{succession.pk}", at=at,
        district_id=succession.district_id, about=("person", succession.person_id), reply_to=reply_to,
    )  # fmt: skip
