"""Trying a policy out in one line, for tests whose subject is what follows."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from accounts.models import Person, School
from adoption.selectors import Simulation, simulate, unstored
from policies.document import Policy
from policies.selectors import document_of
from tests.cast import TODAY, Cast
from tests.requests.filing import ROBOTICS

SETS = {"check_every": "1 week", "review_every": "1 month"}


def tried(
    cast: Cast,
    *,
    policy: Policy | None = None,
    by: Person | None = None,
    place: School | None = None,
    on: date = TODAY,
    later: Mapping[str, Any] = MappingProxyType({}),
    **answers: Any,
) -> Simulation:
    """What follows when Maya files for Birchwood Robotics under the model policy, unless said otherwise; `later` is what the
    steps answer."""
    who = Person.objects.select_related("supervisor", "place", "district").get(pk=(by or cast.maya).pk)
    document = policy or document_of(cast.policy)
    given = {**ROBOTICS, **SETS, **answers}
    assert who.district is not None
    filed = unstored(document, given, district=who.district, requester=who, place=place or who.place)
    return simulate(filed, document, {**given, **later}, on=on)


def asked(found: Simulation) -> dict[str, tuple[str, ...]]:
    """Who is asked, by step."""
    return {turn.key: turn.asked for turn in found.turns}


def opened(found: Simulation) -> dict[str, date | None]:
    """When each step opens."""
    return {turn.key: turn.opens_on for turn in found.turns}
