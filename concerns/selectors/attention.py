"""What whoever audits the register sees of this room: late complaints without a word of them, late orders, lost pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.access import Standing
from accounts.models import District
from accounts.selectors import Calendars, Holder
from accounts.wording import listing
from monitoring.schedule import days_late
from monitoring.selectors import Roster

from .. import states
from ..models import Complaint, Concerned, Directive, LostControl
from .receiving import RECEIVERS, holders_of

CAP = 1_001  # rows that are looked at


@dataclass(frozen=True)
class LateAtPlace:
    """The complaints of one school that are late, the day the oldest was due, and who can act on that one today."""

    place_id: int | None
    place: str
    count: int
    on: date
    receivers: str
    is_one: bool


@dataclass(frozen=True)
class LateComplaints:
    """All of them, up to 1,001, and one line for each school."""

    count: int
    rows: Sequence[LateAtPlace]


def late_complaints(standing: Standing, district: District, calendars: Calendars, *, shown: int = 5) -> LateComplaints:
    """Complaints that were not acknowledged, or not settled, by their day; without those that concern the reader.

    Six queries at most, of at most 1,001 rows each: those that were due, who holds what, the oldest of the first schools and
    their receivers.
    """
    concerned = Concerned.objects.filter(person=standing.person).values("complaint")
    open_ones = Complaint.objects.filter(district=district).exclude(pk__in=concerned).order_by()
    waiting = open_ones.filter(state=states.WAITING, answer_by__lt=standing.on).order_by("answer_by", "pk")
    read = open_ones.filter(state=states.ACKNOWLEDGED, settle_by__lt=standing.on).order_by("settle_by", "pk")
    due = [*_due(waiting, "answer_by"), *_due(read, "settle_by")]
    late = sorted((on, pk, place) for pk, place, on in due if days_late(on, calendars.of(place), standing.on))
    by_place: dict[int | None, list[tuple[date, int]]] = {}
    for on, pk, place in late:
        by_place.setdefault(place, []).append((on, pk))
    first = {place: rows[0][1] for place, rows in list(by_place.items())[:shown]}
    known = _whole(first.values())
    roster = Roster(district.pk, standing.on) if known else None
    rows = [_at(place, by_place[place], known[pk], roster) for place, pk in first.items() if pk in known and roster]
    return LateComplaints(len(late), rows)


def _due(rows: QuerySet[Complaint], column: str) -> list[tuple[int, int | None, date]]:
    return list(rows.values_list("pk", "place_id", column)[:CAP])


def _whole(pks: Iterable[int]) -> dict[int, Complaint]:
    rows = Complaint.objects.filter(pk__in=list(pks)).select_related("place", "site__responsible__supervisor")
    return {row.pk: row for row in rows.prefetch_related(RECEIVERS, "concerned")}


def _at(place: int | None, rows: Sequence[tuple[date, int]], oldest: Complaint, roster: Roster) -> LateAtPlace:
    besides = {each.person_id for each in oldest.concerned.all()}
    holders: list[Holder] = holders_of(oldest, oldest.receivers.all(), roster, besides=besides)
    names = [holder.person.name for holder in holders if holder.acting_for is None] or [str(holder) for holder in holders]
    name = oldest.place.name if oldest.place else ""
    return LateAtPlace(place, name, len(rows), rows[0][0], listing(names) if names else "", len(names) < 2)


def late_orders(district: District, calendars: Calendars, today: date, limit: int) -> tuple[list[Directive], int]:
    """The orders that were not carried out in time, the longest first, and how many, up to 1,001. Two queries at most."""
    due = Directive.objects.filter(district=district, state__in=states.TO_DO, due_on__lt=today).order_by("due_on", "pk")
    found = list(due.values_list("pk", "site__school_id", "due_on")[:CAP])
    late = [pk for pk, school, on in found if on and days_late(on, calendars.of(school), today)]
    rows = Directive.objects.filter(pk__in=late[:limit]).select_related("site__school", "site__responsible")
    return list(rows.order_by("due_on", "pk")) if late else [], len(late)


def open_cases(district_id: int, limit: int) -> tuple[list[LostControl], int]:
    """The open cases of pages that are not under control, the oldest first, and how many, up to 1,001. Two queries."""
    rows = LostControl.objects.filter(district_id=district_id, state=states.LOST).order_by("id")
    return list(rows.select_related("site__school")[:limit]), rows.order_by().values_list("pk")[:CAP].count()
