"""Open seats that have a fallback, and which of them nobody can act on: for the sweep, which asks about all every minute."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet

from accounts import roles
from accounts.models import Person
from records.statements import Given

from .. import rules
from ..models import Seat
from .seats import Sitters, open_seats

CHUNK = 1000  # seats of a district that are held in memory at once
COLUMNS = (
    "acts",
    "school_id",
    "person_id",
    "pk",
    "fell_at",
    "vacant_at",
    "not_for",
    "step__kind",
    "step__submission__requester_id",
)
Anchor = tuple[str, int | None, int | None]  # a role, and the school and the person its holders are looked up from
Sitting = list[set[int]]  # for each holder: their number, and that of whom they act for


class Watched(NamedTuple):
    """One open seat: whether it fell to its fallback, since when its role is known to be vacant, whether nobody can act on it by
    its own role, and whether somebody holds that role all the same (and may not decide here)."""

    pk: int
    school_id: int | None
    fell: bool
    since: datetime | None
    vacant: bool
    is_held: bool


def seats_with_fallback(*, district_id: int, on: date) -> Iterator[Watched]:
    """Every open seat of a district that has a fallback, in one pass of the database. Inside a transaction.

    Whose seat it is is looked up once for each place and role, however many submissions wait there.
    """
    known: dict[Anchor, Sitting] = {}
    found = seats_that_may_fall(district_id).order_by().values_list(*COLUMNS).iterator(chunk_size=CHUNK)
    while batch := list(islice(found, CHUNK)):
        known |= _sitting({row[:3] for row in batch} - known.keys(), district_id, on)
        for acts, school, person, pk, fell_at, vacant_at, not_for, kind, requester in batch:
            is_own = acts in (roles.REQUESTER, roles.RESPONSIBLE)
            barred = frozenset() if is_own else rules.bars(not_for, requester if kind in rules.DECIDING else None)
            sitting = known[acts, school, person]
            vacant = all(barred & holder for holder in sitting)
            yield Watched(pk, school, fell_at is not None, vacant_at, vacant, bool(sitting))


def seats_that_may_fall(district_id: int | Given) -> QuerySet[Seat]:
    """The open seats of a district that have a fallback."""
    return open_seats(district_id=district_id).exclude(fallback="").select_related(None).defer(None)


def _sitting(wanted: set[Anchor], district_id: int, on: date) -> dict[Anchor, Sitting]:
    """Who holds the role of each. One query, and one for the people that holders are looked up from."""
    people = Person.objects.select_related("supervisor").in_bulk({person for _acts, _school, person in wanted if person})
    seats = {
        anchor: Seat(acts=anchor[0], district_id=district_id, school_id=anchor[1], person=people.get(anchor[2] or 0))
        for anchor in wanted
    }
    sitters = Sitters(seats.values(), on=on)
    return {
        anchor: [{each.pk for each in (holder.person, holder.acting_for) if each} for holder in sitters.sitting(seat)]
        for anchor, seat in seats.items()
    }
