"""Invented data: one district with 31 schools and offices, its people, and any number of sites with their duties.

Everything follows from a row's number, so that two runs measure the same. A fiftieth of the sites (20,000 at most) fall
due on `sweep_day`, another fiftieth has been overdue for two weeks.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from accounts.models import Appointment, District, Person, Role, School
from accounts.schooldays import SchoolDays
from accounts.services import CONSUMER_MAIL_DOMAINS, rebuild_grants
from monitoring import schedule
from monitoring.models import CheckIn, Duty
from policies.document import DutySpec
from policies.models import PolicyVersion
from policies.selectors import document_of, preset_text
from policies.services import load_policy
from records.events import OPERATOR
from records.models import Event
from registry.models import Poster, Site

from .storing import bare, derive

ZONE = ZoneInfo("America/Chicago")
DOMAIN = "bench.example"
SCHOOLS = 31
BATCH = 2_000
MOST_DUE = 20_000
SINCE = 40  # days ago everything was registered
SHARE = 50  # one in so many is due, one in so many is late
EVERY = {"comments": "1 week", "supervisor_look": "1 month"}
TREES = "Alder Ash Birch Cedar Cypress Elm Hazel Juniper Larch Linden Maple Oak Pine Poplar Rowan Spruce Sumac Walnut Willow Yew"
DEEDS = "Archery Bands Biology Chess Choir Dance Debate Drama Gardens Geology History Marimba Orchestra Robotics Soccer Tutors"
PLATFORMS = ("instagram", "facebook", "youtube", "x")
PLACES = {
    "instagram": "https://www.instagram.com/{}/", "facebook": "https://www.facebook.com/{}",
    "youtube": "https://www.youtube.com/@{}", "x": "https://x.com/{}",
}  # fmt: skip
LABELS = {"instagram": "Instagram", "facebook": "Facebook", "youtube": "YouTube", "x": "X (Twitter)"}


class World(NamedTuple):
    """What rows refer to."""

    district: District
    version: PolicyVersion
    schools: list[School]
    people: list[Person]
    today: date


@cache
def sweep_day(today: date) -> date:
    """The school day on which the measured sweep finds its share due: the one after the data were made."""
    return SchoolDays().add(today, 1)


def sweep_at(on: date, hour: int, minute: int) -> datetime:
    """A local moment of a day."""
    return datetime.combine(on, time(hour, minute), tzinfo=ZONE).astimezone(UTC)


def fill(count: int, *, at: datetime) -> World:
    """So many sites and everything they need, in an empty database."""
    world = _settle(count, at=at)
    with bare(Site, Poster, Duty, CheckIn, Event):
        _sites(world, count, at)
        _hang_on(world, at)
    return world


def _settle(count: int, *, at: datetime) -> World:
    """The district, its policy, schools and people, with everybody appointed."""
    today = at.astimezone(ZONE).date()
    district = District.objects.create(
        name="Bench Community Schools", time_zone=ZONE.key, email_domains=[DOMAIN], colour="#8a1c3b",
        consumer_mail_domains=CONSUMER_MAIL_DOMAINS,
    )  # fmt: skip
    since = today - timedelta(days=200)
    version = load_policy(district=district, text=preset_text("model"), in_force_from=since, by=OPERATOR, at=at)
    names = [f"{tree} {kind} School" for kind in ("High", "Elementary") for tree in TREES.split()][: SCHOOLS - 1]
    schools = [School(district=district, name=name, city="Lakeside", state="IL") for name in names]
    schools.append(School(district=district, name="District Office", kind=School.Kind.OFFICE))
    School.objects.bulk_create(schools)
    people = _people(district, schools, each=min(100, max(6, count // 100)))
    _appoint(people, schools, since)
    rebuild_grants(today)
    return World(district, version, schools, people, today)


def _people(district: District, schools: list[School], *, each: int) -> list[Person]:
    """Of every school first the head, then the others, whose supervisor is the head."""
    nobody = make_password(None)
    words = [f"{deed} {tree}" for deed in DEEDS.split() for tree in TREES.split()]

    def person(place: int, number: int, supervisor: Person | None) -> Person:
        key = place * 1000 + number
        return Person(
            name=f"{words[key % len(words)]} {key}", email=f"person{key}@{DOMAIN}", title="teacher" if number else "head",
            district=district, place=schools[place], password=nobody, supervisor=supervisor,
        )  # fmt: skip

    heads = Person.objects.bulk_create(person(place, 0, None) for place in range(len(schools)))
    rest = [person(place, number, heads[place]) for place in range(len(schools)) for number in range(1, each)]
    return heads + Person.objects.bulk_create(rest, batch_size=BATCH)


def _appoint(people: list[Person], schools: list[School], since: date) -> None:
    """Heads of schools are principals; three people of the office hold the roles of the district."""
    roles = {role.key: role for role in Role.objects.filter(district=people[0].district)}
    office = [person for person in people if person.place_id == schools[-1].pk]
    held: list[tuple[Person, str, School | None]] = [
        (people[place], "principal", school) for place, school in enumerate(schools[:-1])
    ]
    held += [
        (person, role, None)
        for person, role in zip(office, ("superintendent", "technology_director", "community_relations"), strict=False)
    ]
    Appointment.objects.bulk_create(
        Appointment(
            person=person, role=roles[role], district=person.district, school=school, starts_on=since,
            appointed_by="The board",
        )
        for person, role, school in held
    )  # fmt: skip


def is_due(number: int, count: int) -> bool:
    """Whether this site falls due on the day of the sweep."""
    return number % max(SHARE, count // MOST_DUE) == 7


def _sites(world: World, count: int, at: datetime) -> None:
    """A site of a person for each number; one in 33 is suspended, one in 33 closed, one in 50 late."""
    day, since = sweep_day(world.today), at - timedelta(days=SINCE)
    site = Site(
        district=world.district, entity="club", entity_label="Club or activity", visibility="public", status_since=since,
        registered_at=since, decided="Registered as an existing page", policy_version=world.version,
        terms={"check_every": EVERY["comments"], "review_every": EVERY["supervisor_look"]},
    )  # fmt: skip
    later = _days(_open_day(day + timedelta(days=20 + number)) for number in range(60))
    due = f"CASE WHEN mod(n, {max(SHARE, count // MOST_DUE)}) = 7 THEN '{day}'::date ELSE ({later})[mod(n, 60) + 1] END"
    whose = [str(person.pk) for person in world.people]
    source = f"""
    generate_series(0, {count - 1}) AS n
    CROSS JOIN LATERAL (SELECT
        {_texts(TREES.split())}[mod(n * 3, 20) + 1] AS tree, {_texts(DEEDS.split())}[mod(n * 7, 16) + 1] AS deed,
        {_texts(PLATFORMS)}[mod(n / 3, 4) + 1] AS platform, {_texts(LABELS.values())}[mod(n / 3, 4) + 1] AS label,
        {_texts(PLACES.values())}[mod(n / 3, 4) + 1] AS place,
        CASE mod(n, 33) WHEN 5 THEN 'suspended' WHEN 9 THEN 'closed' ELSE 'active' END AS status
    ) AS what
    CROSS JOIN LATERAL (SELECT lower(deed) || n AS handle) AS named
    JOIN accounts_person AS person ON person.id = (ARRAY[{", ".join(whose)}])[mod(n, {len(whose)}) + 1]
    """
    watched = "CASE WHEN what.status = 'active' THEN {} END"
    derive(
        site, f"{source} ORDER BY n", school_id="person.place_id", name="tree || ' ' || deed || ' ' || n", platform="platform",
        platform_label="label", address_typed="replace(place, '{}', handle)", address="replace(place, '{}', handle)",
        handle="handle", status="what.status", responsible_id="person.id",
        complaints_to_id=f"(ARRAY[{', '.join(whose[:SCHOOLS])}])[mod(n, {SCHOOLS}) + 1]",
        next_due_on=watched.format(due), last_checked_on=f"'{world.today}'::date - (mod(n, 9) + 1)",
        overdue_since=watched.format(f"CASE WHEN mod(n, {SHARE}) = 3 THEN '{_late_since(world.today)}'::date END"),
        watched_since=watched.format(f"'{world.today - timedelta(days=SINCE)}'::date"),
    )  # fmt: skip


def _texts(words: Iterable[str]) -> str:
    return f"(ARRAY[{', '.join(repr(word) for word in words)}])"


def _days(days: Iterable[date]) -> str:
    return f"{_texts(map(str, days))}::date[]"


@cache
def _open_day(on: date) -> date:
    return SchoolDays().on_or_after(on)


@cache
def _late_since(today: date) -> date:
    return SchoolDays().on_or_before(today - timedelta(days=14))


def _hang_on(world: World, at: datetime) -> None:
    """Posters, duties, check-ins and the first line of each history: each follows from its site, and is made from it there."""
    derive(Poster(since=world.today), SITES, site_id="site.id", person_id="site.responsible_id")
    for spec in document_of(world.version).duties:
        _watch(world, spec)
    _answer(world, at)
    event = Event(
        at=at - timedelta(days=SINCE), district_id=world.district.pk, actor_name="The board", verb="register", subject_kind="site"
    )
    derive(
        event, SITES, actor_id="site.responsible_id", subject_id="site.id", sentence="'registered it: ' || site.name",
    )  # fmt: skip


SITES = "registry_site AS site"
WATCHED = "monitoring_duty AS duty JOIN registry_site AS site ON site.id = duty.site_id JOIN accounts_person AS person"
FIRST = f"{WATCHED} ON person.id = site.responsible_id WHERE duty.key = 'comments'"


def _watch(world: World, spec: DutySpec) -> None:
    """One duty of every active site; that of the comments is due when its site is."""
    ladder = schedule.in_order({"after": rung.after, "to": list(rung.to)} for rung in spec.overdue)
    days = _days(_open_day(world.today + timedelta(days=120 + number)) for number in range(30))
    duty = Duty(
        key=spec.key, label=spec.label, role=spec.who[0], every=EVERY[spec.key], calendar=spec.calendar, ladder=ladder,
        started_on=world.today - timedelta(days=SINCE),
    )  # fmt: skip
    due = "site.next_due_on" if spec.key == "comments" else f"({days})[mod(site.id, 30) + 1]"
    derive(duty, f"{SITES} WHERE site.status = 'active'", site_id="site.id", next_due_on=due)


def _answer(world: World, at: datetime) -> None:
    """An answered check-in of the comments of each, an open one of those that are late."""
    answered = CheckIn(
        due_on=world.today - timedelta(days=30), opened_at=at - timedelta(days=30), state="answered", outcome="nothing_found",
        answered_at=at - timedelta(days=29),
    )  # fmt: skip
    of_duty = {"duty_id": "duty.id", "site_id": "site.id", "role": "duty.role"}
    derive(answered, FIRST, **of_duty, answered_by_id="person.id", answered_name="person.name")
    waiting = CheckIn(due_on=_late_since(world.today), opened_at=at - timedelta(days=14))
    derive(waiting, f"{FIRST} AND site.overdue_since IS NOT NULL", **of_duty)


def _event(site: Site, at: datetime, verb: str = "register", sentence: str = "registered it") -> Event:
    return Event(
        at=at, district_id=site.district_id, actor_id=site.responsible_id, actor_name="The board", verb=verb,
        subject_kind="site", subject_id=site.pk, sentence=f"{sentence}: {site.name}",
    )  # fmt: skip


def visited(count: int) -> Iterator[Site]:
    """The sites whose pages are measured, spread over the register; active, neither due nor late."""
    found = Site.objects.filter(status="active", overdue_since__isnull=True).order_by("id")
    total = found.count()
    for place in range(count):
        yield found[place * total // count]


def tell_of(sites: list[Site], at: datetime) -> None:
    """Give each of these sites four events in all."""
    deeds = {"check_in": "answered a check-in of", "poster_add": "added a poster to", "reinstate": "reinstated"}
    Event.objects.bulk_create(_event(site, at, verb, sentence) for site in sites for verb, sentence in deeds.items())
