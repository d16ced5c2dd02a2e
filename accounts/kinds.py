"""What kind of standing somebody has: everything but who they are, when it is, and where they hold what they hold.

A statement that asks what waits for somebody is long, and the same for everybody of a kind. Teachers are of one kind, and so
are the principals of all schools; made for a kind it is written once, with a `Given` for each person, day and place.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, cast

from django.db.models import DateField, Q

from records.statements import Given

from .access import Held, Standing
from .models import Person

KINDS = 1024  # kinds whose statement a process keeps, some kilobytes each


class Part(NamedTuple):
    """One role of a kind."""

    role: str
    scope: str
    capabilities: frozenset[str]
    at_school: bool
    acting: bool


Kind = tuple[Part, ...]


def kind_of(standing: Standing) -> tuple[Kind, dict[str, Any]]:
    """The kind of a standing, and the values that make it this one."""
    parts = sorted(standing.held, key=_order)
    given: dict[str, Any] = {"me": standing.person.pk, "district": standing.district_id, "on": standing.on}
    for at, held in enumerate(parts):
        given |= {f"school_{at}": held.school_id, f"other_{at}": held.acting_for_id}
    return tuple(map(_part, parts)), given


def _order(held: Held) -> tuple[str, str, bool, bool, list[str]]:
    return held.role, held.scope, held.school_id is None, held.acting_for_id is None, sorted(held.capabilities)


def _part(held: Held) -> Part:
    return Part(held.role, held.scope, held.capabilities, held.school_id is not None, held.acting_for_id is not None)


def standing_of_kind(kind: Kind) -> Standing:
    """A standing of this kind, to make a statement of: it holds no value, only the place of each."""
    held = tuple(
        Held(
            appointment_id=0, role=part.role, label="", scope=part.scope, capabilities=part.capabilities,
            school_id=_place(f"school_{at}") if part.at_school else None,
            district_id=_place("district"), until=None,
            acting_for_id=_place(f"other_{at}") if part.acting else None,
        )
        for at, part in enumerate(kind)
    )  # fmt: skip
    return Standing(Person(pk=Given("me"), district_id=Given("district")), cast(Any, Given("on", DateField())), held)


def _place(name: str) -> int:
    return cast(int, Given(name))


def among(column: str, values: Iterable[Any]) -> Q:
    """A column that is one of a few values, at least one; `IN` takes no `Given` where the column is a relation."""
    return reduce(or_, (Q(**{column: value}) for value in values))
