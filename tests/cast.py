"""The people every test knows. Their relations are fixed, so that a test may say only what it is about.

Lakeside has two schools and an office; Harbor is another district, of which Lakeside must never learn anything.
"""

from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.access import Standing, standing_of
from accounts.models import Appointment, District, Person, Role, School
from accounts.services import CONSUMER_MAIL_DOMAINS, rebuild_grants
from policies.models import PolicyVersion
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR
from tests.remembered import remembered

AT = datetime(2026, 9, 15, 14, 0, tzinfo=UTC)  # Tuesday, 9:00 a.m. in Chicago
TODAY = date(2026, 9, 15)
PASSWORD = "a long demo password"
SINCE = date(2026, 8, 1)


@dataclass
class Cast:
    """Two districts and their people; attributes are first names."""

    lakeside: District
    birchwood: School
    elm: School
    office: School
    maya: Person
    pat: Person
    dee: Person
    sam: Person
    casey: Person
    tom: Person
    sue: Person
    val: Person
    ed: Person
    erin: Person
    policy: PolicyVersion
    text: tuple[str, str]  # the policy of both districts, and what is added to it
    harbor: District = field(init=False)
    harbor_high: School = field(init=False)
    hal: Person = field(init=False)
    hope: Person = field(init=False)
    hugo: Person = field(init=False)
    harbor_policy: PolicyVersion = field(init=False)

    def __getattr__(self, name: str) -> Any:
        """Whoever asks for somebody of Harbor first makes it."""
        if name not in {each.name for each in fields(self) if not each.init}:
            raise AttributeError(name)
        self.know_harbor()
        return self.__dict__[name]

    def know_harbor(self) -> None:
        """Make the other district."""
        self.__dict__.update(_harbor(*self.text))

    def client(self, person: Person) -> Client:
        """A browser in which this person is signed in."""
        client = Client()
        client.force_login(person, backend="accounts.access.PeopleBackend")
        return client

    def standing(self, person: Person, at: datetime = AT) -> Standing:
        """What a person holds at the moment of the tests."""
        return standing_of(Person.objects.get(pk=person.pk), at=at)


def person(name: str, district: District, place: School | None, **more: object) -> Person:
    """Somebody with an invented name who can sign in with PASSWORD."""
    first = name.split()[0].lower()
    domain = district.email_domains[0]
    return Person.objects.create(
        name=name, email=f"{first}@{domain}", district=district, place=place, password=make_password(PASSWORD), **more
    )


def appoint(who: Person, role: str, school: School | None = None, **more: object) -> Appointment:
    """An appointment in force since SINCE."""
    district = who.district
    assert district is not None
    return Appointment.objects.create(
        person=who,
        role=Role.objects.get(district=district, key=role),
        district=district,
        school=school,
        starts_on=SINCE,
        appointed_by="Sue Brandt",
        **more,
    )


def district(name: str, domain: str, policy: str = "model", adding: str = "") -> tuple[District, PolicyVersion]:
    """A district under a preset or a document, without people; "model+more.toml" adds a document to it, `adding` a text."""
    mail: dict[str, list[str]] = {"email_domains": [domain], "consumer_mail_domains": CONSUMER_MAIL_DOMAINS}
    made = District.objects.create(name=name, time_zone="America/Chicago", **mail)
    known, _, more = policy.partition("+")
    text = preset_text(known) if not known.endswith(".toml") else Path(known).read_text()
    text += adding + ((Path(__file__).parent / more).read_text() if more else "")
    return made, load_policy(district=made, text=text, in_force_from=SINCE, by=OPERATOR, at=datetime(2026, 8, 1, tzinfo=UTC))


def build(policy: str = "model", adding: str = "", *, alone: bool = False) -> Cast:
    """Everybody, in two districts under the same preset, with the same text added to it.

    `alone` leaves Harbor away until a test asks for anything of it: a sweep goes through every district.
    """
    if policy.endswith(".toml"):  # a document of one test
        return _made(policy, adding, alone)
    return remembered((policy, adding, alone), lambda: _made(policy, adding, alone))


def _made(policy: str, adding: str, alone: bool) -> Cast:
    cast = Cast(*_lakeside(policy, adding), text=(policy, adding))
    if not alone:
        cast.know_harbor()
    return cast


def _lakeside(policy: str, adding: str) -> tuple[Any, ...]:
    lakeside, version = district("Lakeside Community Schools", "lakeside.example", policy, adding)
    birchwood = School.objects.create(district=lakeside, name="Birchwood High School")
    elm = School.objects.create(district=lakeside, name="Elm Street Elementary")
    office = School.objects.create(district=lakeside, name="District Office", kind=School.Kind.OFFICE)
    sue = person("Sue Brandt", lakeside, office, title="superintendent")
    tom = person("Tom Adeyemi", lakeside, office, title="technology director", supervisor=sue)
    casey = person("Casey Moreno", lakeside, office, title="community relations", supervisor=sue)
    pat = person("Pat Lindqvist", lakeside, birchwood, title="principal", supervisor=sue)
    sam = person("Sam Whitfield", lakeside, birchwood, title="head of science", supervisor=pat)
    dee = person("Dee Okafor", lakeside, birchwood, title="assistant principal", supervisor=pat)
    maya = person("Maya Ortega", lakeside, birchwood, title="science teacher", supervisor=sam)
    val = person("Val Novak", lakeside, birchwood, kind=Person.Kind.VOLUNTEER, ends_on=date(2027, 6, 11), supervisor=sam)
    erin = person("Erin Voss", lakeside, elm, title="principal", supervisor=sue)
    ed = person("Ed Castell", lakeside, elm, title="teacher")
    offices: list[tuple[Person, str, School | None]] = [
        (pat, "principal", birchwood),
        (erin, "principal", elm),
        (tom, "technology_director", None),
        (casey, "community_relations", None),
        (sue, "superintendent", None),
    ]
    if "principal" in _appoint_known(offices):
        appoint(dee, "principal", birchwood, ends_on=date(2026, 12, 18), designee_of=Appointment.objects.get(person=pat))
    rebuild_grants(TODAY)
    return lakeside, birchwood, elm, office, maya, pat, dee, sam, casey, tom, sue, val, ed, erin, version


def _harbor(policy: str, adding: str) -> dict[str, Any]:
    harbor, version = district("Harbor Public Schools", "harbor.example", policy, adding)
    high = School.objects.create(district=harbor, name="Harbor High School")
    hugo = person("Hugo Ferris", harbor, high, title="technology director")
    hope = person("Hope Larkin", harbor, high, title="principal", supervisor=hugo)
    hal = person("Hal Jensen", harbor, high, title="teacher")
    _appoint_known([(hope, "principal", high), (hugo, "technology_director", None)])
    rebuild_grants(TODAY)
    return {"harbor": harbor, "harbor_high": high, "hal": hal, "hope": hope, "hugo": hugo, "harbor_policy": version}


def _appoint_known(offices: list[tuple[Person, str, School | None]]) -> set[str]:
    """Appoint to the roles that the policy has; which those are."""
    roles = set(Role.objects.filter(district=offices[0][0].district).values_list("key", flat=True))
    for who, role, school in offices:
        if role in roles:
            appoint(who, role, school)
    return roles
