"""Who lives in the demonstration. Every name is invented."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.access import rebuild_grants
from accounts.models import Appointment, District, Person, Role, School
from policies.models import PolicyVersion
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR

DOMAIN = "lakeside.example"


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
    Someone("river.principal", "Rosa Tanaka", "principal", "river", "superintendent", "principal"),
    Someone("river.art", "Jonas Beck", "art teacher", "river"),
    Someone("river.track", "Ines Park", "track coach", "river"),
)
SIGN_IN = ("teacher", "principal", "designee", "supervisor", "community", "director", "superintendent", "volunteer")


@dataclass(frozen=True)
class World:
    """What the seeding works with."""

    district: District
    places: dict[str, School]
    people: dict[str, Person]
    version: PolicyVersion


def settle(*, since: date, until: date, at: datetime) -> World:
    """The district under the model policy, its three schools and its office, everybody in place since a day."""
    district = District.objects.create(
        name="Lakeside Community Schools", time_zone="America/Chicago", email_domains=[DOMAIN], colour="#8a1c3b"
    )
    version = load_policy(district=district, text=preset_text("model"), in_force_from=since, by=OPERATOR, at=at)
    places = {
        "birchwood": School.objects.create(district=district, name="Birchwood High School", city="Lakeside", state="IL"),
        "elm": School.objects.create(district=district, name="Elm Street Elementary", city="Lakeside", state="IL"),
        "river": School.objects.create(district=district, name="River Bend Middle School", city="Lakeside", state="IL"),
        "office": School.objects.create(district=district, name="District Office", kind=School.Kind.OFFICE),
    }
    people: dict[str, Person] = {}
    for who in PEOPLE:
        people[who.key] = _person(who, district, places, people, until)
        if who.role:
            _appoint(people[who.key], who.role, places[who.place], since)
    principal = Appointment.objects.get(person=people["principal"])
    Appointment.objects.create(
        person=people["designee"], role=principal.role, district=district, school=principal.school, starts_on=since,
        ends_on=until, appointed_by="Pat Lindqvist", designee_of=principal,
    )  # fmt: skip
    rebuild_grants(until)
    return World(district, places, people, version)


def _person(who: Someone, district: District, places: dict[str, School], known: dict[str, Person], until: date) -> Person:
    person = Person(
        name=who.name, email=f"{who.key}@{DOMAIN}", title=who.title, district=district, place=places[who.place],
        supervisor=known.get(who.supervisor),
        kind=Person.Kind.VOLUNTEER if who.volunteer else Person.Kind.EMPLOYEE,
        ends_on=until if who.volunteer else None,
    )  # fmt: skip
    person.set_unusable_password()
    person.save()
    return person


def _appoint(person: Person, role: str, school: School, since: date) -> None:
    found = Role.objects.get(district=person.district, key=role)
    Appointment.objects.create(
        person=person, role=found, district=found.district, starts_on=since, appointed_by="Sue Brandt",
        school=school if found.scope == Role.Scope.SCHOOL else None,
    )  # fmt: skip
