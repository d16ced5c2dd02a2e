"""Places: the list of schools, and every role of a school or district as held or vacant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts import roles
from accounts.access import Standing, appointments_in_force
from accounts.models import Appointment, District, Role, School
from accounts.wording import count, full_day, hour, listing, zone_name
from records.statements import Given, Objects

from .pages import Cursor, Page, page_of

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def places_of(district_id: int) -> list[School]:
    """Every school, department and office of a district, by name."""
    return PLACES.all(district=district_id)


PLACES: Objects[School] = Objects(lambda: School.objects.filter(district_id=Given("district")).order_by("name", "id"))


def places_seen_by(standing: Standing) -> QuerySet[School]:
    """The places of a person's own district: everybody there may know them and who holds which role."""
    return School.objects.filter(district_id=standing.district_id).select_related("district")


@dataclass(frozen=True)
class PlaceLine:
    """One place in the list, with its head."""

    pk: int
    name: str
    kind: str
    meta: str
    head: str


def places_page(standing: Standing, *, words: str = "", cursor: Cursor | None = None) -> Page[PlaceLine]:
    """Fifty places of a district by name, with who heads each. Four queries at most."""
    rows = places_seen_by(standing)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(city__icontains=words) | Q(federal_id=words))

    def say(found: list[School]) -> list[PlaceLine]:
        heads = _heads_of(found, standing.on)
        return [_place_line(place, heads[place.pk]) for place in found]

    return page_of(rows, by="name", cursor=cursor or Cursor(), say=say)


def _heads_of(places: Iterable[School], on: date) -> dict[int, list[str]]:
    heads: dict[int, list[str]] = defaultdict(list)
    for row in appointments_in_force(on).filter(school__in=list(places), designee_of__isnull=True):
        if row.school_id and roles.HEADS in row.role.capabilities:
            heads[row.school_id].append(row.person.name)
    return heads


def _place_line(place: School, heads: list[str]) -> PlaceLine:
    grades = f"grades {place.lowest_grade} to {place.highest_grade}" if place.lowest_grade and place.highest_grade else ""
    where = ", ".join(part for part in (place.city, place.state) if part)
    meta = ". ".join(part for part in (where, grades) if part)
    return PlaceLine(place.pk, place.name, place.get_kind_display(), meta, listing(heads))


def facts_of_district(district: District) -> list[tuple[str, str]]:
    """What is known of a district beside its policy, as label and value."""
    closed = listing([WEEK[day] for day in sorted(district.weekend_days)]) or "None"
    facts = [
        ("Time", zone_name(district.time_zone)),
        ("Mail domains", listing(district.email_domains) or "None said"),
        ("Private mail domains", listing(district.consumer_mail_domains) or "None said"),
        ("No school on", closed),
        ("Daily mail", f"{hour(district.digest_at)} on school days"),
    ]
    return [*facts, ("Federal id", district.federal_id)] if district.federal_id else facts


# roles, held or vacant -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HolderLine:
    """Somebody in a role: "Dee Okafor for Pat Lindqvist", since when or until when."""

    person_id: int
    name: str
    when: str


@dataclass(frozen=True)
class RoleLine:
    """A role of a place or district with its holders; without any it is vacant. `note` says where else it is decided."""

    pk: int
    label: str
    holders: tuple[HolderLine, ...]
    note: str = ""
    may_be_given: bool = True
    is_partly_vacant: bool = False


def roles_at(place: School, *, on: date) -> list[RoleLine]:
    """Every role that is held at a place, held here or vacant. Two queries."""
    rows = list(appointments_in_force(on).filter(school=place))
    return _role_lines(_shown(Role.objects.filter(district_id=place.district_id, scope=Role.Scope.SCHOOL), rows), rows)


def roles_of(district: District, *, on: date) -> list[RoleLine]:
    """Every role of a district: those held for the whole of it or by a body outside, then at how many places the others are.

    Three queries.
    """
    rows = list(appointments_in_force(on).filter(district=district))
    whole = _shown(Role.objects.filter(district=district).exclude(scope=Role.Scope.PERSON), rows)
    of_district = [role for role in whole if role.scope == Role.Scope.DISTRICT]
    outside = [_outside(role, whole) for role in whole if role.scope == Role.Scope.EXTERNAL]
    places = places_of(district.pk)
    at_places = [_at_places(role, rows, places) for role in whole if role.scope == Role.Scope.SCHOOL]
    return [*_role_lines(of_district, rows), *outside, *at_places]


def _shown(of: Iterable[Role], rows: Iterable[Appointment]) -> list[Role]:
    """The roles that a list shows: of those of a policy to come, what somebody holds."""
    held = {row.role_id for row in rows}
    return [role for role in of if role.begins_on is None or role.pk in held]


def _role_lines(of: Iterable[Role], rows: Iterable[Appointment]) -> list[RoleLine]:
    held: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows:
        held[row.role_id].append(row)
    return [RoleLine(role.pk, role.label, tuple(_holder_line(row) for row in _in_order(held[role.pk]))) for role in of]


def _in_order(rows: list[Appointment]) -> list[Appointment]:
    return sorted(rows, key=lambda row: (row.designee_of_id is not None, row.person.name))


def _holder_line(row: Appointment) -> HolderLine:
    name = f"{row.person.name} for {row.designee_of.person.name}" if row.designee_of else row.person.name
    return HolderLine(
        row.person_id, name, f"until {full_day(row.ends_on)}" if row.ends_on else f"since {full_day(row.starts_on)}"
    )


def _outside(role: Role, known: list[Role]) -> RoleLine:
    labels = [other.label for other in known if other.key in role.recorded_by]
    note = f"Decides outside Rollcall; {listing(labels, 'or')} records it." if labels else "Decides outside Rollcall."
    return RoleLine(role.pk, role.label, (), note, may_be_given=False)


def _at_places(role: Role, rows: list[Appointment], places: list[School]) -> RoleLine:
    """At how many places a role is held, offices among them: a step may wait for it there too. Held at none, it is vacant."""
    held = {row.school_id for row in rows if row.role_id == role.pk and row.designee_of_id is None}
    vacant = [place.name for place in places if place.pk not in held]
    if len(vacant) == len(places):
        return RoleLine(role.pk, role.label, (), may_be_given=False)
    note = f"Held at {len(places) - len(vacant)} of {count(len(places), 'place')}."
    if vacant:
        shown = vacant[:5] + ([count(len(vacant) - 5, "more place", "more places")] if len(vacant) > 5 else [])
        note += f" Vacant at {listing(shown)}."
    return RoleLine(role.pk, role.label, (), note, may_be_given=False, is_partly_vacant=bool(vacant))
