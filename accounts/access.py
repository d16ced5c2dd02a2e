"""What a person may do and see, from today's appointments.

Appointments decide. guardian's grants on School and District are derived from them (services.grants) for whoever asks
guardian; nothing here reads them. A site or submission is reached through its school and its own columns.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from records.events import Actor
from records.outbox import Addressee
from records.statements import Given, Objects, Statement

from . import roles
from .models import Appointment, Person, Role

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


@dataclass(frozen=True)
class Held:
    """One role somebody holds today, in their own right or as somebody's designee."""

    appointment_id: int
    role: str
    label: str
    scope: str
    capabilities: frozenset[str]
    school_id: int | None
    district_id: int
    until: date | None
    acting_for_id: int | None = None
    acting_for: str = ""


@dataclass(frozen=True)
class Standing:
    """A person on a day, with everything they hold."""

    person: Person
    on: date
    held: tuple[Held, ...]

    def can(self, capability: str, *, school_id: int | None = None) -> bool:
        """Whether a role of theirs carries the capability for this school (None: for the whole district)."""
        return any(
            capability in role.capabilities and (role.scope == Role.Scope.DISTRICT or role.school_id == school_id is not None)
            for role in self.held
        )

    def can_somewhere(self, capability: str) -> bool:
        """Whether a role of theirs carries the capability for anything at all."""
        return any(capability in role.capabilities for role in self.held)

    @property
    def district_id(self) -> int:
        """The person's district; 0, which no district has, for somebody without one."""
        return self.person.district_id or 0

    @cached_property
    def schools(self) -> frozenset[int]:
        """The schools they read everything of by a role at that school."""
        return frozenset(role.school_id for role in self.held if role.school_id and roles.READS in role.capabilities)

    @cached_property
    def reads_all(self) -> bool:
        """Whether they read everything of the district."""
        return self.can(roles.READS)

    @cached_property
    def acts_for(self) -> dict[int, str]:
        """The people whose designee they are today, by id."""
        return {role.acting_for_id: role.acting_for for role in self.held if role.acting_for_id}

    def reads_place(self, *, school_id: int | None) -> bool:
        """Whether everything of this school may be read by a role."""
        return self.reads_all or school_id in self.schools


class Waiting(NamedTuple):
    """How much waits for a person: steps of submissions, check-ins, how many of those are late, and orders. Each up to 1,001."""

    steps: int
    check_ins: int
    late: int
    orders: int = 0


class SignedIn(HttpRequest):
    """A request by somebody who is signed in, at a moment; what every view of ours is handed."""

    user: Person
    at: datetime
    standing: Standing
    waiting: Waiting
    htmx: "HtmxDetails"


def whole_number(text: str) -> int | None:
    """A number as it stands in an address or a form; None where it is not one that a row could have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def local_day(at: datetime, time_zone: str) -> date:
    """The calendar day in the district's zone."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def in_force(on: date | Given, prefix: str = "") -> Q:
    """Appointments in force on a day, of people who have not ended (also the one a designee acts under)."""
    return (
        Q(**{f"{prefix}starts_on__lte": on, f"{prefix}person__is_active": True, f"{prefix}ended_at__isnull": True})
        & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on}))
        & (
            Q(**{f"{prefix}designee_of__isnull": True})
            | Q(**{f"{prefix}designee_of__starts_on__lte": on, f"{prefix}designee_of__person__is_active": True})
            & Q(**{f"{prefix}designee_of__ended_at__isnull": True})
            & (Q(**{f"{prefix}designee_of__ends_on__isnull": True}) | Q(**{f"{prefix}designee_of__ends_on__gte": on}))
        )
    )


def appointments_in_force(on: date | Given) -> QuerySet[Appointment]:
    """Every appointment in force on a day, with person, role and whom a designee acts for."""
    return Appointment.objects.filter(in_force(on)).select_related("person", "role", "designee_of__person").order_by("id")


def held_by(appointments: Iterable[Appointment]) -> tuple[Held, ...]:
    """Appointments as values."""
    return tuple(
        Held(
            appointment_id=row.pk,
            role=row.role.key,
            label=row.role.label,
            scope=row.role.scope,
            capabilities=frozenset(row.role.capabilities),
            school_id=row.school_id,
            district_id=row.district_id,
            until=row.ends_on,
            acting_for_id=row.designee_of.person_id if row.designee_of else None,
            acting_for=row.designee_of.person.name if row.designee_of else "",
        )
        for row in appointments
    )


def standing_of(person: Person, *, at: datetime) -> Standing:
    """What this person holds at this moment, on the district's local day.

    Whoever stands in for a role of the district has what it carries while nobody holds it; its steps fall to them by their own
    clock. One query, one more for whoever holds a role that stands in for others.
    """
    if person.district is None or not person.is_active:
        return Standing(person=person, on=at.date(), held=())
    on = local_day(at, person.district.time_zone)
    rows = [row for row in map(Holding._make, HELD.rows(person=person.pk)) if row.in_force(on)]
    vacant = _vacant({key for row in rows for key in row.stands_in_for}, person.district.pk, on)
    return Standing(person=person, on=on, held=tuple(row.held(vacant) for row in rows))


def _vacant(keys: Collection[str], district_id: int, on: date) -> dict[str, list[str]]:
    """Those of some roles of a district that nobody holds on a day, with what they carry."""
    if not keys:
        return {}
    sitting = appointments_in_force(on).order_by().filter(role=OuterRef("pk"))
    roles_ = Role.objects.filter(~Exists(sitting), district_id=district_id, key__in=keys, scope=Role.Scope.DISTRICT)
    return dict(roles_.values_list("key", "capabilities"))


HOLDING = (
    "pk", "role__key", "role__label", "role__scope", "role__capabilities", "school_id", "district_id", "starts_on", "ends_on",
    "designee_of__person_id", "designee_of__person__name", "designee_of__person__is_active", "designee_of__starts_on",
    "designee_of__ends_on", "designee_of__ended_at", "role__stands_in_for",
)  # fmt: skip
HELD = Statement(
    lambda: Appointment.objects.filter(person_id=Given("person"), ended_at__isnull=True).order_by("id").values_list(*HOLDING)
)


class Holding(NamedTuple):
    """One appointment of an active person that was not ended, narrow: every page begins by reading these."""

    appointment_id: int
    role: str
    label: str
    scope: str
    capabilities: list[str]
    school_id: int | None
    district_id: int
    starts_on: date
    ends_on: date | None
    acting_for_id: int | None
    acting_for: str | None
    other_is_active: bool | None
    other_starts_on: date | None
    other_ends_on: date | None
    other_ended_at: datetime | None
    stands_in_for: list[str]

    def in_force(self, on: date) -> bool:
        """Whether it counts on this day; the same rule as `in_force` says it to the database."""
        own = self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)
        return own and (self.acting_for_id is None or self._other_in_force(on))

    def _other_in_force(self, on: date) -> bool:
        begun = self.other_starts_on is not None and self.other_starts_on <= on
        over = self.other_ended_at is not None or (self.other_ends_on is not None and self.other_ends_on < on)
        return bool(self.other_is_active) and begun and not over

    def held(self, vacant: Mapping[str, Collection[str]]) -> Held:
        """The same as a role somebody holds, with what the vacant roles carry that it stands in for."""
        more = [capability for key in self.stands_in_for for capability in vacant.get(key, ())]
        return Held(
            appointment_id=self.appointment_id,
            role=self.role,
            label=self.label,
            scope=self.scope,
            capabilities=frozenset([*self.capabilities, *more]),
            school_id=self.school_id,
            district_id=self.district_id,
            until=self.ends_on,
            acting_for_id=self.acting_for_id,
            acting_for=self.acting_for or "",
        )


def actor(person: Person, acting_for: str = "") -> Actor:
    """This person as the doer of a deed in the browser; `acting_for` is the name of whom a designee stands in for."""
    return Actor(id=person.pk, name=person.name, acting_for=acting_for)


def addressee(person: Person) -> Addressee:
    """This person as the receiver of a message."""
    return Addressee(person_id=person.pk, name=person.name, address=person.email)


SIGNED_IN: Objects[Person] = Objects(
    lambda: Person.objects.select_related("district", "place").filter(pk=Given("person")).order_by()
)


class PeopleBackend(ModelBackend):
    """Signs in by e-mail and password, and reads a signed-in person with their district and place in one query."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session; None once they have ended."""
        person = SIGNED_IN.first(person=user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
