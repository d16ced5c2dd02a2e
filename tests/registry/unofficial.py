"""A policy that keeps lists of what is not registered, and things on these lists, made by the real deeds."""

from datetime import date, datetime

from accounts.models import Person
from records.models import Event
from registry import services
from registry.addresses import recognise
from registry.imports import read_claims
from registry.models import Campaign, FoundPage, GroupMember
from tests.cast import AT, Cast

UNOFFICIAL = """
[unofficial]
groups = true
found_pages = true
searched_by = ["superintendent"]
search_every = "6 months"
"""
GROUP = "https://www.facebook.com/groups/birchwoodbandparents"
PAGE = "https://www.facebook.com/birchwoodboosters"
UNTIL = date(2026, 10, 16)


def declared(by: Person, *, name: str = "Band Parents", address: str = GROUP, note: str = "", at: datetime = AT) -> GroupMember:
    """Somebody is in a group."""
    return services.declare_group(name=name, address=recognise(address), note=note, by=by, at=at)


def found(by: Person, address: str = PAGE, *, seems: str = "Boosters of the high school", at: datetime = AT) -> FoundPage:
    """A page that nobody knows."""
    return services.write_down(address=recognise(address), seems=seems, school=None, by=by, at=at)


def campaign(cast: Cast, *lines: str, by: Person | None = None, until: date = UNTIL, at: datetime = AT) -> Campaign:
    """Everybody of a list is asked; without one, Maya about Chess."""
    director = by or cast.tom
    assert director.district_id is not None
    pasted = "\n".join(lines or ["https://www.instagram.com/birchwoodchess/,Chess,maya@lakeside.example"])
    rows, problems = read_claims(pasted, district_id=director.district_id)
    assert problems == []
    return services.begin_campaign(rows=rows, answer_by=until, by=director, at=at)


def trail_of(kind: str, pk: int) -> list[tuple[str, str, str]]:
    """What happened to a thing: verb, who, what."""
    rows = Event.objects.filter(subject_kind=kind, subject_id=pk).order_by("id")
    return [(row.verb, row.actor_name, row.sentence) for row in rows]
