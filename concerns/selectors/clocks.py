"""The days by which complaints and orders are answered, counted from when they began, and what a changed calendar moves."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.access import local_day
from accounts.models import District
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars
from policies import durations
from policies.document import DirectiveSpec, Policy
from policies.models import PolicyVersion
from policies.selectors import document_of

from .. import states
from ..models import Complaint, Directive
from .orders import spec_of
from .public import spec_for

CHUNK = 500  # rows of one batch
Days = tuple[date | None, date | None]


def days_of_complaint(policy: Policy, kind: str, category: str, *, filed_on: date, days: SchoolDays) -> Days:
    """By when a complaint is acknowledged, and by when it is settled; None where the policy sets no time."""
    spec = spec_for(policy, category)
    within = policy.site.parent_access_within if kind == states.ACCESS else spec.acknowledge_within
    settle = next((due.within for due in spec.dues if due.category == category), None)
    return _after(filed_on, within, days), _after(filed_on, settle, days)


def days_of_order(spec: DirectiveSpec, *, issued_on: date, days: SchoolDays) -> Days:
    """By when an order is carried out, and from which day on the clock suspends the site while it is not."""
    due_on = _after(issued_on, spec.due, days)
    waits = spec.suspend_after if spec.ordered in (states.REMOVE_POST, states.OTHER) else None
    return due_on, _after(due_on or issued_on, waits, days)


def _after(day: date, length: str | None, days: SchoolDays) -> date | None:
    return durations.due(day, durations.parse(length), days) if length else None


def anew(was: date | None, counted: date | None, days: SchoolDays, today: date) -> date | None:
    """A day that was set, counted again. Where that would put it into the past, it is the next school day: nobody is late
    because of a correction."""
    if was is None or counted is None or counted == was or counted >= today:
        return counted if was else was
    return days.on_or_after(max(was, today))


class Moved(NamedTuple):
    """One row whose days are others under a calendar than those written."""

    pk: int
    was: Days
    becomes: Days
    place_id: int | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of the calendars of a district, or of some of its schools."""

    district: District
    schools: Collection[int] | None
    calendars: Calendars
    today: date

    @cached_property
    def policies(self) -> dict[int, Policy]:
        """The documents of the district's versions. One query, when the first of them is asked for."""
        return {row.pk: document_of(row) for row in PolicyVersion.objects.filter(district=self.district)}


def moved_complaints(change: Change) -> Iterator[list[Moved]]:
    """Open complaints whose days move, a batch at a time. One query each 500, and one for the policies."""
    rows = Complaint.objects.filter(district=change.district, state__in=states.OPEN)
    rows = rows if change.schools is None else rows.filter(place__in=change.schools)
    columns = ("pk", "policy_version_id", "kind", "category", "place_id", "filed_at", "answer_by", "settle_by")
    for batch in _batches(rows.values_list(*columns)):
        found = []
        for pk, version, kind, category, place, filed_at, answer_by, settle_by in batch:
            days, filed_on = change.calendars.of(place), local_day(filed_at, change.district.time_zone)
            counted = days_of_complaint(change.policies[version], kind, category, filed_on=filed_on, days=days)
            was = (answer_by, settle_by)
            becomes = (anew(answer_by, counted[0], days, change.today), anew(settle_by, counted[1], days, change.today))
            found += [Moved(pk, was, becomes, place)] if becomes != was else []
        yield found


def moved_orders(change: Change) -> Iterator[list[Moved]]:
    """The same of orders that are still to be carried out; the day of a suspension only while it lies ahead."""
    rows = Directive.objects.filter(district=change.district, state__in=states.TO_DO)
    rows = rows if change.schools is None else rows.filter(site__school__in=change.schools)
    columns = ("pk", "policy_version_id", "key", "site__school_id", "issued_at", "due_on", "suspend_on", "suspended_at")
    for batch in _batches(rows.values_list(*columns)):
        found = []
        for pk, version, key, school, issued_at, due_on, suspend_on, suspended_at in batch:
            spec, days = spec_of(change.policies[version], key), change.calendars.of(school)
            if spec is None:
                continue
            counted = days_of_order(spec, issued_on=local_day(issued_at, change.district.time_zone), days=days)
            later = suspend_on if suspended_at else anew(suspend_on, counted[1], days, change.today)
            was, becomes = (due_on, suspend_on), (anew(due_on, counted[0], days, change.today), later)
            found += [Moved(pk, was, becomes, school)] if becomes != was else []
        yield found


def _batches(rows: QuerySet[Any, tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in the order of their key, which is their first column, so many at a time."""
    after = 0
    while batch := list(rows.order_by("pk").filter(pk__gt=after)[:CHUNK]):
        yield batch
        after = batch[-1][0]


def how_many_move(change: Change) -> int:
    """How many complaints and orders have other days under these calendars than those written."""
    return sum(map(len, moved_complaints(change))) + sum(map(len, moved_orders(change)))
