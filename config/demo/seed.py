"""Fills the demonstration by the product's own deeds, placed relative to the last school morning.

Nothing is written by hand that the product writes: registrations, submissions and answers go through the services,
due dates and mails through the sweep and the delivery, morning by morning.
"""

from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from accounts.access import actor
from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import calendar_of
from accounts.services import rebuild_grants
from adoption.services import publish_policy
from config.clock import tick
from monitoring import services as monitoring
from monitoring.models import CheckIn
from policies.selectors import document_of, preset
from records.delivery import deliver
from registry import services as registry
from registry.addresses import recognise
from registry.models import Site

from .complaints import complain_at, complain_at_lakeside
from .concerned import concern
from .endings import end_pages, end_requests
from .guidance import guide
from .keeping import EVERY, keep
from .leaving import leave
from .neighbour_stories import STORIES
from .neighbours import MILLRACE, NEIGHBOURS, WINDMERE
from .pages import ADDRESS, Page
from .people import LAKESIDE, Home, World, settle
from .stories import counting_back, tell

ZONE = ZoneInfo("America/Chicago")
MORNINGS = 12  # school days of history before the last school morning
WEEK = 5  # pages that exist are registered over so many mornings, so that they do not all fall due at once
PUBLISHED = (MILLRACE, WINDMERE)  # districts whose policy the editors of other districts read, to compare
MONDAY_TO_FRIDAY = SchoolDays()


def last_school_morning(at: datetime) -> datetime:
    """The latest school day's 07:00, local, that is not after a moment."""
    local = at.astimezone(ZONE)
    latest = local.date() if local.time() >= time(7) else local.date() - timedelta(days=1)
    return at_seven(MONDAY_TO_FRIDAY.on_or_before(latest))


def at_seven(on: date, minutes: int = 0) -> datetime:
    """Seven in the morning of a day, local, and so many minutes."""
    return datetime.combine(on, time(7), tzinfo=ZONE) + timedelta(minutes=minutes)


def seed(*, at: datetime) -> None:
    """Everything the demonstration shows, up to the evening before the last school morning."""
    last = last_school_morning(at).date()
    days = SchoolDays()
    first = before(days, last, MORNINGS)
    homes = (LAKESIDE, *NEIGHBOURS)
    watched = [home for home in homes if preset(home.policy).duty("comments")]
    worlds = [move_in(home, first=first, last=last) for home in watched]
    neglected: dict[int, date] = {}
    for count in range(MORNINGS):
        morning = days.add(first, count)
        for world in worlds:
            neglected |= register_some(world, count, at=at_seven(morning, -30), last=last)
        tick(at=at_seven(morning, 1))
        deliver(at=partial(at_seven, morning, 2))
        look_after(morning, neglected)
    for home in homes:
        if home not in watched:  # nobody is reminded there: those mornings have nothing to show, and take their time
            worlds.append(move_in(home, first=first, last=last))
            for count in range(WEEK):
                register_some(worlds[-1], count, at=at_seven(days.add(first, count), -30), last=last)
    for world in worlds:
        if world.home is LAKESIDE:
            tell(world, last=last, days=days)
            guide(world, last=last, days=days)
            complain_at_lakeside(world, counting_back(world, last=last, days=days))
            concern(world, counting_back(world, last=last, days=days))
            leave(world, counting_back(world, last=last, days=days), last=last)
            end_requests(world, counting_back(world, last=last, days=days))
            end_pages(world, counting_back(world, last=last, days=days))
        else:
            STORIES[world.home.policy](world, counting_back(world, last=last, days=days))
            if world.home in PUBLISHED:
                publish_policy(version=world.version, by=world.people["superintendent"], at=at_seven(first, -30))
            complain_at(world, counting_back(world, last=last, days=days))
    deliver(at=partial(at_seven, last, -60))


def move_in(home: Home, *, first: date, last: date) -> World:
    """One district, its policy and its people, in place long before the first morning and long after the last."""
    span = timedelta(days=120)
    world = settle(home, since=first - span, until=last + span, at=at_seven(first, -60))
    rebuild_grants(last, district_id=world.district.pk)
    return world


def register_some(world: World, count: int, *, at: datetime, last: date) -> dict[int, date]:
    """Register this morning's share of the pages that exist already; all of them within the first week.

    Says from which day on each neglected one is not looked after, by site.
    """
    days = calendar_of(district=world.district, school_id=None)
    share = [(number, page) for number, page in enumerate(world.home.pages) if number % WEEK == count]
    sites = [(register(world, page, at=at), number, page) for number, page in share]
    for site, number, page in sites:
        if number % EVERY == 0 and not page.late:
            keep(site, beside=world.people["director"], at=at)
    return {site.pk: before(days, last, page.late) for site, _number, page in sites if page.late}


def before(days: SchoolDays, on: date, count: int) -> date:
    """The school day so many school days before another."""
    for _ in range(count):
        on = days.on_or_before(on - timedelta(days=1))
    return on


def register(world: World, page: Page, *, at: datetime) -> Site:
    """One page that existed before: entered by the technology director."""
    owner = world.people[page.owner]
    assert owner.place is not None  # noqa: S101 -- everybody of the demonstration has a place
    policy = document_of(world.version)
    platform, entity = policy.platform(page.platform), policy.entity(page.entity)
    asked = {"check_every": page.every, "review_every": "1 month"}
    address = recognise(ADDRESS[page.platform].format(page.handle))
    return registry.register(
        district=world.district, school=owner.place, name=page.name, entity=page.entity,
        entity_label=entity.label if entity else page.entity.capitalize(),
        platform=page.platform, platform_label=platform.label if platform else page.platform,
        address=address, visibility=page.visibility, responsible=owner, posters=[owner], complaints_to=owner.supervisor,
        decided="Registered as an existing page", policy_version=world.version,
        terms={key: value for key, value in asked.items() if policy.field(key)}, by=actor(world.people["director"]), at=at,
    )  # fmt: skip


def look_after(on: date, neglected: dict[int, date]) -> None:
    """At half past eight the diligent answer what is due."""
    due = CheckIn.objects.filter(state="open", duty__key="comments").select_related("duty", "site__responsible")
    for check_in in due:
        if on >= neglected.get(check_in.site_id, date.max):
            continue
        owner = check_in.site.responsible
        if isinstance(owner, Person):
            outcome, note = ("acted", "Hid an advertisement.") if check_in.pk % 11 == 0 else ("nothing_found", "")
            monitoring.answer_check_in(check_in=check_in, outcome=outcome, note=note, by=owner, at=at_seven(on, 90))
