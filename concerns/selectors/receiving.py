"""Who receives a complaint today, and which complaints somebody receives. Never those who may be concerned by it."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts import roles
from accounts.access import Held, Standing
from accounts.models import Person, Role
from accounts.selectors import Holder
from monitoring.selectors import Roster, unique
from policies.document import Policy
from policies.document.orders import ComplaintSpec
from registry.models import Site

from .. import states
from ..models import Complaint, Concerned, Receiver
from .public import spec_for

RECEIVERS = Prefetch("receivers", queryset=Receiver.objects.select_related("person__supervisor"))
PERSON_FIELDS = {"complaints_to": "complaints_to_id", "responsible": "responsible_id"}


def roster_of(complaint: Complaint, on: date) -> Roster:
    """Who holds what around a complaint on a day. One query."""
    person = complaint.site.responsible if complaint.site else None
    named = [row.person for row in complaint.receivers.select_related("person") if row.person]
    around = [each for each in named if not each.is_active] + ([person] if person else [])
    people = {each.pk for each in named} | {pk for each in around for pk in (each.pk, each.supervisor_id)} - {None}
    schools = {complaint.place_id, *(each.place_id for each in around)} - {None}
    return Roster(complaint.district_id, on, schools={pk for pk in schools if pk}, people={pk for pk in people if pk})


def looking_after(site: Site | None) -> set[int]:
    """Those a complaint about a site may be about: who answers for it and who may post there."""
    if site is None:
        return set()
    return {site.responsible_id or 0, *site.posters.values_list("person_id", flat=True)} - {0}


def receivers_by_policy(complaint: Complaint, spec: ComplaintSpec, roster: Roster) -> list[Receiver]:
    """Roles stay roles; whoever is looked up from a person, and whoever a site names, is a person.

    A parent who asks for access asks whoever answers for the site and their supervisor. What is about somebody's own page
    goes to no role at a school where the policy names one of the district: the page may be theirs.
    """
    if complaint.kind == states.ACCESS:
        return _unique(complaint, (_people(roster, key, complaint) for key in (roles.RESPONSIBLE, roles.SUPERVISOR)))
    named = [key for key in spec.to if not key.startswith("field:") and key not in roles.BY_PERSON]
    scopes = dict(Role.objects.filter(district=complaint.district_id, key__in=named).values_list("key", "scope"))
    apart = complaint.kind == states.PERSONAL and Role.Scope.DISTRICT in scopes.values()
    fitting = [key for key in named if not (apart and scopes.get(key) == Role.Scope.SCHOOL)]
    found: list[list[Receiver]] = []
    for key in spec.to:
        if key.startswith("field:"):
            found.append(_named_by_site(complaint, key.removeprefix("field:")))
        elif key in roles.BY_PERSON:
            found.append(_people(roster, key, complaint))
        elif key in fitting:
            found.append([Receiver(complaint=complaint, role=key)])
    return _unique(complaint, found)


def _named_by_site(complaint: Complaint, field: str) -> list[Receiver]:
    site = complaint.site
    if site is None:
        return []
    pk = getattr(site, PERSON_FIELDS[field]) if field in PERSON_FIELDS else site.terms.get(field)
    known = Person.objects.filter(pk=pk, district_id=complaint.district_id) if isinstance(pk, int) else Person.objects.none()
    return [Receiver(complaint=complaint, person=person) for person in known]


def _people(roster: Roster, role: str, complaint: Complaint) -> list[Receiver]:
    of = complaint.site.responsible if complaint.site else None
    holders = roster.holders(role, school_id=complaint.place_id, of=of)
    return [Receiver(complaint=complaint, person=holder.person) for holder in holders if holder.acting_for is None]


def _unique(complaint: Complaint, groups: Iterable[Iterable[Receiver]]) -> list[Receiver]:
    found: dict[tuple[str, int | None], Receiver] = {}
    for row in (row for group in groups for row in group):
        found.setdefault((row.role, row.person_id), row)
    return list(found.values())


def holders_of(complaint: Complaint, receivers: Iterable[Receiver], roster: Roster, *, besides: Collection[int]) -> list[Holder]:
    """Who can act on these seats today, without those concerned and without whoever stands in for one of them.

    In the place of somebody who has left: whoever answered for them.
    """
    of = complaint.site.responsible if complaint.site else None
    groups = [
        _instead_of(row.person, roster) if row.person else roster.holders(row.role, school_id=complaint.place_id, of=of)
        for row in receivers
    ]
    return [holder for holder in unique(each for group in groups for each in group) if not _is_one_of(holder, besides)]


def _instead_of(person: Person, roster: Roster) -> list[Holder]:
    return roster.standing_for(person) if person.is_active else roster.supervisors(person, school_id=person.place_id)


def _is_one_of(holder: Holder, people: Collection[int]) -> bool:
    return holder.person.pk in people or (holder.acting_for is not None and holder.acting_for.pk in people)


def next_receivers(
    complaint: Complaint, roster: Roster, *, known: Collection[int], besides: Collection[int], why: str
) -> list[Receiver]:
    """Who comes after those who cannot or do not act; never anybody concerned.

    The supervisor of whoever answers for the site, the head of the place, the supervisors of those who know, else the role
    that audits the register.
    """
    of = complaint.site.responsible if complaint.site else None
    knowing = list(Person.objects.filter(pk__in=known).select_related("supervisor"))
    groups = [
        roster.supervisors(of, school_id=complaint.place_id) if of else [],
        roster.supervisors(None, school_id=complaint.place_id),
        [holder for person in knowing for holder in roster.supervisors(person, school_id=person.place_id)],
    ]
    for group in groups:
        people = [each.person for each in group if each.acting_for is None and each.person.pk not in {*known, *besides}]
        if people:
            return [Receiver(complaint=complaint, person=person, why=why) for person in people]
    auditors, holders = roster.last_resort()
    return [Receiver(complaint=complaint, role=role, why=why) for role in auditors if holders]


def received_by(standing: Standing) -> QuerySet[Complaint]:
    """The complaints somebody receives today, in their own right, as a designee, or in the place of somebody who has left whom
    they answered for; never one that concerns them."""
    if not standing.district_id or not standing.person.is_active:
        return Complaint.objects.none()
    concerned = Concerned.objects.filter(complaint=OuterRef("complaint"))
    ways = [Q(person=standing.person.pk) | _left_to(standing, standing.person.pk)]
    ways += [(Q(person=pk) | _left_to(standing, pk)) & ~Q(Exists(concerned.filter(person=pk))) for pk in standing.acts_for]
    for held in standing.held:
        way = Q(role=held.role) & (Q() if held.school_id is None else Q(complaint__place_id=held.school_id))
        ways.append(way if held.acting_for_id is None else way & ~Q(Exists(concerned.filter(person=held.acting_for_id))))
    mine = Receiver.objects.filter(reduce(or_, ways), complaint=OuterRef("pk"))
    own = Concerned.objects.filter(complaint=OuterRef("pk"), person=standing.person.pk)
    return Complaint.objects.filter(Exists(mine), ~Exists(own), district_id=standing.district_id)


def _heading(standing: Standing) -> list[Held]:
    return [held for held in standing.held if roles.HEADS in held.capabilities and held.school_id]


def _left_to(standing: Standing, pk: int) -> Q:
    """Receivers who have left and for whom this person answered: as their supervisor, else as the head of their place."""
    way = Q(person__supervisor=pk)
    headed = {held.school_id for held in _heading(standing) if (held.acting_for_id or standing.person.pk) == pk}
    if headed:
        alone = Q(person__supervisor__isnull=True) | Q(person__supervisor__is_active=False)
        way |= alone & Q(person__place__in=headed)
    return Q(person__is_active=False) & way


def have_left(complaint: Complaint) -> list[Receiver]:
    """The receivers of a complaint who have left: until somebody takes it over."""
    return [row for row in complaint.receivers.all() if row.person is not None and not row.person.is_active]


def acting_for(standing: Standing, complaint: Complaint) -> str:
    """In whose name somebody acts on a complaint they receive: "" in their own right."""
    rows = list(complaint.receivers.all())
    left = [row.person for row in have_left(complaint) if row.person]
    people, keys = {row.person_id for row in rows} | {each.supervisor_id for each in left}, {row.role for row in rows}
    if standing.person.pk in people:
        return ""
    fitting = [held for held in standing.held if held.role in keys and held.school_id in (None, complaint.place_id)]
    names = [held.acting_for for held in fitting] + [name for pk, name in standing.acts_for.items() if pk in people]
    places = {each.place_id for each in left}
    names += [held.acting_for for held in _heading(standing) if held.school_id in places]
    return min(names, key=bool, default="")


def roles_to_bring_in(complaint: Complaint, policy: Policy) -> list[str]:
    """The roles that the policy has end complaints, or some of them, and that do not receive this one yet."""
    spec = spec_for(policy, complaint.category)
    endings, referrals = (row.by for row in spec.endings), (row.by for row in spec.referrals)
    named = [*spec.determined_by, *chain.from_iterable([*endings, *referrals])]
    known = {row.role for row in complaint.receivers.all()}
    return [key for key in dict.fromkeys(named) if key not in known and key not in roles.BY_PERSON]
