"""Who lives in the demonstration, and how a district of it is settled. Every name is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Appointment, District, Person, Role, School
from accounts.services import CONSUMER_MAIL_DOMAINS
from policies.models import PolicyVersion
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR

from .pages import PAGES, Page


@dataclass(frozen=True)
class Someone:
    """One invented person: the part of their address before the @, name, what they do, where, and their supervisor."""

    key: str
    name: str
    title: str
    place: str
    supervisor: str = ""
    role: str = ""
    volunteer: bool = False


PEOPLE = (
    Someone("superintendent", "Sue Brandt", "superintendent", "office", role="superintendent"),
    Someone("director", "Tom Adeyemi", "technology director", "office", "superintendent", "technology_director"),
    Someone("community", "Casey Moreno", "community relations", "office", "superintendent", "community_relations"),
    Someone("principal", "Pat Lindqvist", "principal", "birchwood", "superintendent", "principal"),
    Someone("supervisor", "Sam Whitfield", "head of science", "birchwood", "principal"),
    Someone("designee", "Dee Okafor", "assistant principal", "birchwood", "principal"),
    Someone("teacher", "Maya Ortega", "science teacher", "birchwood", "supervisor"),
    Someone("volunteer", "Val Novak", "robotics volunteer", "birchwood", "supervisor", volunteer=True),
    Someone("drama", "Andre Fontaine", "drama teacher", "birchwood", "principal"),
    Someone("soccer", "Idris Cole", "soccer coach", "birchwood", "principal"),
    Someone("counselor", "Priya Raman", "counselor", "birchwood", "principal"),
    Someone("music", "Leah Kim", "music teacher", "birchwood", "principal"),
    Someone("elm.principal", "Erin Voss", "principal", "elm", "superintendent", "principal"),
    Someone("elm.library", "Noor Haddad", "librarian", "elm"),
    Someone("elm.grade4", "Ed Castell", "grade 4 teacher", "elm"),
    Someone("elm.chorus", "Milo Sandahl", "music teacher", "elm", "elm.principal"),
    Someone("river.principal", "Rosa Tanaka", "principal", "river", "superintendent", "principal"),
    Someone("river.art", "Jonas Beck", "art teacher", "river"),
    Someone("river.track", "Ines Park", "track coach", "river"),
)
SIGN_IN = (
    "teacher", "principal", "designee", "supervisor", "community", "director", "superintendent", "administration", "volunteer",
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    """One invented district: what its mail ends in, the preset it is under, its places as (name, town), people and pages."""

    name: str
    domain: str
    colour: str
    policy: str
    places: Mapping[str, tuple[str, str]]
    people: tuple[Someone, ...]
    pages: tuple[Page, ...]


LAKESIDE = Home(
    "Lakeside Community Schools", "lakeside.example", "#8a1c3b", "model",
    {
        "birchwood": ("Birchwood High School", "Lakeside"),
        "elm": ("Elm Street Elementary", "Lakeside"),
        "river": ("River Bend Middle School", "Lakeside"),
        "office": ("District Office", ""),
    },
    PEOPLE, PAGES,
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the seeding of one district works with."""

    home: Home
    district: District
    places: dict[str, School]
    people: dict[str, Person]
    version: PolicyVersion


def settle(home: Home, *, since: date, until: date, at: datetime) -> World:
    """A district under its policy, its schools and its office, everybody in place since a day. The grants come after it."""
    district = District.objects.create(
        name=home.name, time_zone="America/Chicago", email_domains=[home.domain], colour=home.colour,
        consumer_mail_domains=CONSUMER_MAIL_DOMAINS,
    )  # fmt: skip
    version = load_policy(district=district, text=preset_text(home.policy), in_force_from=since, by=OPERATOR, at=at)
    places = {key: _place(district, key, name, town) for key, (name, town) in home.places.items()}
    world = World(home, district, places, {}, version)
    for who in home.people:
        world.people[who.key] = _person(who, world, until=until, at=at)
        if who.role:
            _appoint(world, who, since)
    if "designee" in world.people:
        principal = Appointment.objects.get(person=world.people["principal"])
        Appointment.objects.create(
            person=world.people["designee"], role=principal.role, district=district, school=principal.school, starts_on=since,
            ends_on=until, appointed_by=principal.person.name, designee_of=principal,
        )  # fmt: skip
    return world


def _place(district: District, key: str, name: str, town: str) -> School:
    if key == "office":
        return School.objects.create(district=district, name=name, kind=School.Kind.OFFICE)
    return School.objects.create(district=district, name=name, city=town, state="IL")


def _person(who: Someone, world: World, *, until: date, at: datetime) -> Person:
    person = Person(
        name=who.name, email=f"{who.key}@{world.home.domain}", title=who.title, district=world.district,
        place=world.places[who.place], supervisor=world.people.get(who.supervisor),
        kind=Person.Kind.VOLUNTEER if who.volunteer else Person.Kind.EMPLOYEE,
        ends_on=until if who.volunteer else None, invited_at=at, last_login=at,
    )  # fmt: skip
    person.set_unusable_password()
    person.save()
    return person


def _appoint(world: World, who: Someone, since: date) -> None:
    role = Role.objects.get(district=world.district, key=who.role)
    Appointment.objects.create(
        person=world.people[who.key], role=role, district=world.district, starts_on=since,
        appointed_by=world.people["superintendent"].name,
        school=world.places[who.place] if role.scope == Role.Scope.SCHOOL else None,
    )  # fmt: skip
