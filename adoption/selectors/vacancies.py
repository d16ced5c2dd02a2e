"""Steps and complaints of the policy in force that nobody could act on, at any place: found before anything gets stuck there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Q
from django.urls import reverse

from accounts import roles, wording
from accounts.access import Standing
from accounts.models import District, Person, Role, School
from accounts.rules import allows, may_manage
from accounts.selectors import Holder, places_of
from monitoring.selectors import Roster
from policies.derived import other_forms, read_as_policy
from policies.document import Policy, StepSpec
from policies.routing import fallback, recorders, seats
from policies.selectors import document_of, version_in_force

ALWAYS_THERE = (roles.REQUESTER, roles.RESPONSIBLE)
COMPLAINTS = "complaints"  # what waits for those who receive them


@dataclass
class Vacancy:
    """A role that nobody holds, at a place or for the district, with the steps that would wait for it.

    `falls_to` says who acts instead, in words; where nobody does, the step is stuck. `appoint_url` leads to the form with
    role and place filled in; blank for a reader who does not manage people, or where there is nothing to appoint.
    """

    role: str
    label: str
    school_id: int | None
    place: str
    steps: list[str] = field(default_factory=list)
    falls_to: str = ""
    appoint_url: str = ""
    people: int = 0

    @property
    def is_stuck(self) -> bool:
        """Whether nobody at all could act."""
        return not self.falls_to

    @property
    def sentence(self) -> str:
        """Who is missing, and what would wait."""
        if not self.steps:
            return f"Nobody holds the role of {self.label}."
        who = f"Nobody can act as {self.label} at {self.place}" if self.school_id else f"Nobody can act as {self.label}"
        if self.people:
            who += (
                f" for {wording.count(self.people, 'person', 'people')} there: they have no supervisor, and no head of their own"
            )
        return f"{who}. It would wait: {wording.listing(self.steps)}."

    @property
    def instead(self) -> str:
        """Who acts until somebody is appointed."""
        if self.steps == [COMPLAINTS]:
            return f"Until then they go to {self.falls_to}." if self.falls_to else "Nobody else would receive them."
        if not self.steps:
            return f"Until then {self.falls_to} can do what the role can."
        return (
            f"After a school day it falls to {self.falls_to}."
            if self.falls_to
            else "Nobody acts instead: a request would be stuck."
        )


def vacancies(standing: Standing) -> list[Vacancy]:
    """What nobody could act on in the district of whoever asks, the stuck ones first. Five queries."""
    version = version_in_force(standing.district_id, standing.on)
    district = standing.person.district
    if version is None or district is None:
        return []
    found = list(_Look(district, document_of(version), standing.on).vacancies())
    known = list(Role.objects.filter(district=district).order_by("id"))
    pks = {row.key: row.pk for row in known}
    heads = next((row.pk for row in known if row.scope == Role.Scope.SCHOOL and roles.HEADS in row.capabilities), None)
    may_appoint = allows(may_manage, standing, district.pk)
    for row in found:
        role = heads if row.role == roles.SUPERVISOR else pks.get(row.role)  # the head of a place is the supervisor there
        chosen = {"role": role, "school": row.school_id}
        query = urlencode({key: value for key, value in chosen.items() if value})
        row.appoint_url = f"{reverse('appoint')}?{query}" if may_appoint and role else ""
    return sorted(found, key=lambda row: (not row.is_stuck, row.place, row.label))


class _Look:
    """One look at a district under its policy."""

    def __init__(self, district: District, policy: Policy, on: date) -> None:
        """Who holds what, which places there are, and who has no supervisor of their own."""
        self.policy = policy
        self.places = places_of(district.pk)
        self.roster = Roster(district.pk, on)
        alone = Q(supervisor__isnull=True) | Q(supervisor__is_active=False) | Q(supervisor=F("pk"))
        people = Person.objects.filter(alone, district=district, is_active=True, kind__in=policy.policy.applies_to)
        self.alone: dict[int | None, list[Person]] = defaultdict(list)
        for pk, place in people.values_list("pk", "place_id"):
            self.alone[place].append(Person(pk=pk, place_id=place))

    def vacancies(self) -> Iterator[Vacancy]:
        """Each role that is missing somewhere, once for each place, with everything that would wait for it: steps of a request
        for a site and of the policy's other forms, and complaints."""
        found: dict[tuple[str, int | None], Vacancy] = {}
        others = [small for form in other_forms(self.policy) if (small := read_as_policy(self.policy, form.key))]
        for step in (step for policy in (self.policy, *others) for step in policy.steps):
            if step.kind == "notify":
                continue
            for place in [None, *self.places]:
                for role in self._missing(step, place):
                    known = found.setdefault((role, place.pk if place else None), self._vacancy(role, place, step))
                    known.steps.append(step.label)
                    known.falls_to = known.falls_to and self._instead(step, place, role)
        for row in self._without_receivers():
            known = found.setdefault((row.role, row.school_id), row)
            known.steps.append(COMPLAINTS)
        yield from found.values()
        yield from (row for row in self._stood_in_for() if (row.role, None) not in found)

    def _without_receivers(self) -> Iterator[Vacancy]:
        """Roles that the policy has receive complaints and nobody holds; the others receive them, else who keeps the register."""
        named = dict.fromkeys(key for spec in self.policy.complaints for key in spec.to if self.policy.role(key))
        for role in (key for key in named if key not in roles.BY_PERSON):
            for place in [None, *self.places]:
                if not self._is_here(role, place) or self._is_manned(role, place):
                    continue
                where = (place.pk, place.name) if place else (None, "")
                instead = self._receive(role, place)
                yield Vacancy(role, self.policy.role_label(role), where[0], where[1], falls_to=instead)

    def _receive(self, role: str, place: School | None) -> str:
        """Who receives complaints where one of the roles is vacant, in words."""
        beside = [key for spec in self.policy.complaints if role in spec.to for key in spec.to if self.policy.role(key)]
        for key in dict.fromkeys(beside):
            held = self.roster.holders(key, school_id=place.pk if place else None, of=None) if key not in roles.BY_PERSON else []
            if held:
                return self._named(key, held)
        auditors, held = self.roster.last_resort()
        return self._named(auditors[0], held) if held else ""

    def _stood_in_for(self) -> Iterator[Vacancy]:
        """Vacant roles of the district for which another stands in, whether or not a step waits for them."""
        for spec in self.policy.roles:
            if spec.scope != "district" or not spec.if_vacant or self._is_manned(spec.key, None):
                continue
            if held := self.roster.holders(spec.if_vacant, school_id=None, of=None):
                yield Vacancy(spec.key, spec.label, None, "", falls_to=self._named(spec.if_vacant, held))

    def _vacancy(self, role: str, place: School | None, step: StepSpec) -> Vacancy:
        people = len(self._unsupervised(place)) if role == roles.SUPERVISOR and place else 0
        label = self.policy.role_label(role)
        where = (place.pk, place.name) if place else (None, "")
        return Vacancy(role, label, where[0], where[1], falls_to=self._instead(step, place, role), people=people)

    def _missing(self, step: StepSpec, place: School | None) -> list[str]:
        """The roles of a step that nobody holds at this place; what is looked up for the district belongs to no place."""
        sitting = [role for role in seats(step) if role not in ALWAYS_THERE]
        absent = [role for role in sitting if self._is_here(role, place) and not self._is_manned(role, place)]
        if step.mode == "any" and (len(sitting) < len(seats(step)) or self._anybody(sitting, place)):
            return []
        return [each for role in absent for each in self._to_appoint(role)]

    def _anybody(self, sitting: Iterable[str], place: School | None) -> bool:
        return any(self._is_manned(role, place) for role in sitting)

    def _to_appoint(self, role: str) -> Sequence[str]:
        """Whom to appoint where a role is vacant: of a body without a login, the first that records for it."""
        return recorders(self.policy, role)[:1]

    def _is_here(self, role: str, place: School | None) -> bool:
        """Whether a role is looked for at a place (or, without one, for the district)."""
        spec = self.policy.role(self._to_appoint(role)[0])
        at_places = role == roles.SUPERVISOR or (spec is not None and spec.scope in ("school", "person"))
        return at_places == (place is not None)

    def _is_manned(self, role: str, place: School | None) -> bool:
        if role == roles.SUPERVISOR:
            return place is None or not self._unsupervised(place)
        pk = place.pk if place else None
        return any(self.roster.holders(each, school_id=pk, of=None) for each in recorders(self.policy, role))

    def _unsupervised(self, place: School) -> list[Person]:
        """The people of a place for whom nobody answers."""
        people = self.alone.get(place.pk, [])
        return [person for person in people if not self.roster.supervisors(person, school_id=place.pk)]

    def _instead(self, step: StepSpec, place: School | None, role: str) -> str:
        """Who acts on a step whose role is vacant: the fallback and its holders, in words. Nobody does so for themselves."""
        instead = fallback(self.policy, step, role)
        held = self.roster.holders(instead, school_id=place.pk if place else None, of=None) if instead else []
        if role == roles.SUPERVISOR and place:
            asking = {person.pk for person in self._unsupervised(place)}
            held = [holder for holder in held if asking - {holder.person.pk}]
        return self._named(instead, held) if held else ""

    def _named(self, role: str, held: Sequence[Holder]) -> str:
        """A role and its holders, in words."""
        names = [holder.person.name for holder in held if holder.acting_for is None] or [str(holder) for holder in held]
        return f"{self.policy.role_label(role)}, {wording.listing(names)}"
