"""Whom a step waits for: seats joined with today's appointments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import DateField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from accounts import roles
from accounts.access import Standing, appointments_in_force
from accounts.kinds import among
from accounts.models import Appointment, Person, Role
from accounts.selectors import PAIR, Holder, appointments_around
from policies import routing
from policies.document import Policy, StepSpec
from records.statements import Given, Objects, Statement

from .. import rules, states
from ..models import Seat, Step, Submission

TEXT = "step__submission__policy_version__text"  # long, the same in every row, and parsed once per process
RELATED = ("step__submission__requester", "step__submission__place", "step__submission__policy_version", "person__supervisor")


def mine_to_act(standing: Standing) -> Q:
    """Seats this person may answer by what they hold today, in their own right or as a designee.

    The same look-up as rules.acting, as one indexed condition; rules.acting has the last word. Whom somebody supervises is
    looked up beside it: joined to each seat it would be everybody's supervisor, for the few seats that wait for one.
    """
    me = standing.person.pk
    found = Q(acts__in=(roles.REQUESTER, roles.RESPONSIBLE), person=me)
    supervised = [among("supervisor", [me, *standing.acts_for])]
    headed = {held.school_id for held in standing.held if roles.HEADS in held.capabilities and held.school_id}
    if headed:
        supervised.append(among("place", headed) & (Q(supervisor__isnull=True) | Q(supervisor__is_active=False)))
    for way in supervised:
        found |= Q(acts=roles.SUPERVISOR, person__in=Person.objects.filter(way)) & ~Q(person=me)
    for held in standing.held:
        anchor = Q() if held.scope == "district" else Q(school_id=held.school_id)
        if held.acting_for_id:
            anchor &= ~Q(step__kind__in=rules.DECIDING, step__submission__requester=held.acting_for_id)
            anchor &= ~_keeps_out(held.acting_for_id)
        found |= Q(acts=held.role) & anchor
        found |= Q(fell_at__isnull=False, fallback=held.role) & anchor
    kept_from = Q(step__kind__in=rules.DECIDING, step__submission__requester=me) | _keeps_out(me)
    return found & Q(district_id=standing.person.district_id) & ~kept_from


def _keeps_out(who: Any) -> Q:
    """Seats that the policy keeps from a person: their number, or the place where it will stand."""
    number = who if isinstance(who, Given) else Value(who)
    comma = Value(",", TextField())
    return Q(not_for__contains=Concat(comma, Cast(number, TextField()), comma))


def open_seats_for(standing: Standing) -> QuerySet[Seat]:
    """What awaits this person, oldest first: one indexed query on open seats."""
    return (
        Seat.objects.filter(mine_to_act(standing), state=states.STEP_OPEN, step__submission__status=states.OPEN)
        .select_related(*RELATED)
        .defer(TEXT)
        .order_by("opened_at", "id")
    )


def my_own_steps(person: Person) -> int:
    """How many steps of their own submissions wait for this person to give something; not counted as queue."""
    return len(OWN.rows(person=person.pk))


OWN = Statement(
    lambda: (
        Seat.objects.filter(
            acts=roles.REQUESTER, person_id=Given("person"), state=states.STEP_OPEN, step__submission__status=states.OPEN
        )
        .order_by()
        .values_list("pk")
    )
)


def open_seats(*, district_id: int | Given) -> QuerySet[Seat]:
    """Every open seat of a district, oldest first; for the sweep and the director."""
    return (
        Seat.objects.filter(district_id=district_id, state=states.STEP_OPEN, step__submission__status=states.OPEN)
        .select_related(*RELATED)
        .defer(TEXT)
        .order_by("opened_at", "id")
    )


NEAR: Objects[Appointment] = Objects(
    lambda: appointments_in_force(Given("on", DateField())).filter(
        Q(person_id=Given("person"))
        | Q(district_id=Given("district"))
        & (
            Q(school=None)
            | Q(school_id=Given("place"))
            | Q(school_id=Given("home"))
            | Q(designee_of__person_id=Given("supervisor"))
        )
    )
)


def appointments_near(submission: Submission, *, on: date, by: Person) -> list[Appointment]:
    """Every appointment of a day that any seat of this submission may ask for, and those of one person. One query.

    These are the district's own roles, those at its place and at the requester's, and the requester's supervisor's designees.
    """
    requester = submission.requester
    return NEAR.all(
        on=on,
        person=by.pk,
        district=submission.district_id,
        place=submission.place_id or 0,
        home=requester.place_id or 0,
        supervisor=requester.supervisor_id or 0,
    )


class Sitters:
    """Who may act on each of a handful of seats on a day: one query for all of them, or none."""

    def __init__(self, seats: Iterable[Seat], *, on: date, among: Sequence[Appointment] | None = None) -> None:
        """Read the appointments that matter to these seats, unless the caller has read them (`among`)."""
        self._rows = self._read(list(seats), on) if among is None else among

    @staticmethod
    def _read(seats: list[Seat], on: date) -> Sequence[Appointment]:
        wanted = {role for seat in seats for role in (seat.acts, seat.fallback) if role}
        supervised = [seat.person for seat in seats if seat.acts == roles.SUPERVISOR and seat.person]
        condition = Q(role__key__in=wanted)
        if supervised:
            condition |= Q(school_id__in={person.place_id for person in supervised})
            condition |= Q(designee_of__person_id__in={person.supervisor_id for person in supervised})
        schools = set(filter(None, [*(seat.school_id for seat in seats), *(person.place_id for person in supervised)]))
        people = {person.supervisor_id for person in supervised if person.supervisor_id}
        districts = {seat.district_id for seat in seats}
        needed = bool(wanted - set(roles.BY_PERSON)) or bool(supervised)
        if needed and len(districts) == 1 and len(schools) <= PAIR and len(people) <= PAIR:
            return appointments_around(district_id=districts.pop(), on=on, schools=schools, people=people)
        return list(appointments_in_force(on).filter(condition, district_id__in=districts)) if needed else []

    def of(self, seat: Seat) -> list[Holder]:
        """Who may act on this seat, role-holders before designees; the fallback's holders once it fell to them."""
        found = self._plain(seat)
        if not found and seat.fallback and seat.fell_at:
            found = self._without_requester(seat, self._held(seat, seat.fallback))
        return found

    def vacant(self, seat: Seat) -> bool:
        """Whether nobody can act on the seat by its own role."""
        return not self._plain(seat)

    def sitting(self, seat: Seat) -> list[Holder]:
        """Who holds the seat's own role, whether or not they may decide on this submission."""
        if seat.acts in (roles.REQUESTER, roles.RESPONSIBLE):
            return [Holder(seat.person, None, "")] if seat.person and seat.person.is_active else []
        return self._supervisors(seat) if seat.acts == roles.SUPERVISOR else self._held(seat, seat.acts)

    def _plain(self, seat: Seat) -> list[Holder]:
        found = self.sitting(seat)
        return found if seat.acts in (roles.REQUESTER, roles.RESPONSIBLE) else self._without_requester(seat, found)

    def _held(self, seat: Seat, role: str) -> list[Holder]:
        rows = [
            row
            for row in self._rows
            if row.role.key == role
            and row.district_id == seat.district_id
            and (row.role.scope == "district" or row.school_id == seat.school_id)
        ]
        return _holders(rows)

    def _supervisors(self, seat: Seat) -> list[Holder]:
        person = seat.person
        if person is None:
            return []
        own = person.supervisor
        if own is not None and own.is_active and own.pk != person.pk:
            return [Holder(own, None, ""), *self._standing_in(own)]
        heads = [
            row
            for row in self._rows
            if roles.HEADS in row.role.capabilities
            and row.school_id is not None
            and row.school_id == person.place_id
            and row.person_id != person.pk
        ]
        return _holders(heads)

    def _standing_in(self, person: Person) -> list[Holder]:
        rows = [row for row in self._rows if row.designee_of is not None and row.designee_of.person_id == person.pk]
        return list({row.person_id: Holder(row.person, person, row.role.label) for row in rows}.values())

    def _without_requester(self, seat: Seat, found: list[Holder]) -> list[Holder]:
        """Those of them who may answer it: on a step that decides neither the requester nor the requester's designee."""
        barred = rules.barred(seat)
        if not barred:
            return found
        return [holder for holder in found if not barred & {holder.person.pk, holder.acting_for.pk if holder.acting_for else 0}]


def _holders(rows: Iterable[Appointment]) -> list[Holder]:
    found = [Holder(row.person, row.designee_of.person if row.designee_of else None, row.role.label) for row in rows]
    return sorted(found, key=lambda holder: holder.acting_for is not None)


SHOWN = ("step__submission__place", "person__supervisor")
COLUMNS = (
    "step_id", "role", "acts", "fallback", "fell_at", "vacant_at", "district_id", "school_id", "person_id", "opened_at",
    "not_for", "step__kind", "step__submission__requester_id", "step__submission__name", "step__submission__platform_label",
    "step__submission__place__name", "person__name", "person__is_active", "person__place_id", "person__supervisor_id",
    "person__supervisor__name", "person__supervisor__is_active",
)  # fmt: skip


def stuck(*, district_id: int, on: date, limit: int = 500) -> list[Seat]:
    """The open seats of a district on which nobody can act today, neither by role nor as the fallback; oldest first."""
    seats = list(open_seats(district_id=district_id).select_related(None).select_related(*SHOWN).only(*COLUMNS)[:limit])
    sitters = Sitters(seats, on=on)
    return [seat for seat in seats if not sitters.of(seat)]


def who_may_act(seat: Seat, *, on: date) -> list[Holder]:
    """Who may act on one seat today, role-holders before designees."""
    return Sitters([seat], on=on).of(seat)


def recording_roles(district_id: int) -> dict[str, list[str]]:
    """For each role of a district, the roles that record what it decided; empty for roles whose holders sign in."""
    return dict(Role.objects.filter(district_id=district_id).values_list("key", "recorded_by"))


def seats_of(
    step: Step, spec: StepSpec, submission: Submission, policy: Policy, recorded_by: Mapping[str, list[str]]
) -> Iterator[Seat]:
    """The seats of one step, not stored: one for each role, or for each role that records for a body without a login."""
    for role in spec.who:
        for acts in recorded_by.get(role) or [role]:
            yield Seat(
                step=step,
                role=role,
                acts=acts,
                district_id=submission.district_id,
                school=submission.place,
                person=_anchor(role, submission),
                state=step.state,
                fallback=routing.fallback(policy, spec, acts),
            )


def _anchor(role: str, submission: Submission) -> Person | None:
    """The person a seat's holder is looked up from. Who is responsible is known once somebody assigned them."""
    if role in (roles.REQUESTER, roles.SUPERVISOR):
        return submission.requester
    if role == roles.RESPONSIBLE:
        return submission.site.responsible if submission.site else None
    return None
