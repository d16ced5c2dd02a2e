"""Whose leave a deed needs: a person's roles are looked up at the moment of the deed, a command and the clock need none."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from accounts import rules
from accounts.access import actor, local_day, standing_of
from accounts.models import District, Person, Role
from records.events import Actor

from .grants import rebuild_grants


def permitted(by: Person | Actor, rule: Callable[..., None], *about: Any, at: datetime, **more: Any) -> Actor:
    """The doer of a deed, where the rule lets them: `rule(standing, *about)` is asked with what the person holds now."""
    if isinstance(by, Actor):
        return by
    rule(standing_of(by, at=at), *about, **more)
    return actor(by)


def today(district: District, at: datetime) -> date:
    """The district's local day at a moment."""
    return local_day(at, district.time_zone)


def first_day_of(role: Role, on: date) -> date:
    """The first day on which somebody appointed on a day may hold a role."""
    return max(on, role.begins_on or on)


def keep_grants(people: Collection[int], *, district: District, at: datetime) -> None:
    """Bring guardian's grants of the people concerned in line, in the deed's transaction."""
    rebuild_grants(today(district, at), people=people)


def district_of(person: Person) -> District:
    """The district a person belongs to; refuses one that belongs to none, who is nobody's to change."""
    if person.district is None:
        raise rules.Refused(f"{person.name} belongs to no district.")
    return person.district


def told(by: Person | Actor) -> str:
    """Where an answer to a mail about the deed goes: the person's own address, or nowhere."""
    return by.email if isinstance(by, Person) else ""
