"""People who leave, and what they left behind: how far their hand-over is, and whom it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts import roles
from accounts.access import Standing, local_day
from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import DONE, SOON, Calendars, HeldLine, roles_of_leavers
from accounts.wording import count, day, full_day
from records.letters import Item
from registry import states as sites
from registry.models import Site
from registry.selectors import how_many_left_behind, sites_of_leavers

WEEKLY = 5  # school days between two reminders
DAILY = 5  # school days before the last day from which each morning's mail reminds
MOST = 50  # people of one page
Parts = list[tuple[str, list[HeldLine]]]


@dataclass(frozen=True)
class HandOverProgress:
    """How far the hand-over of one person is: what is done of everything that must be, and how long there is."""

    person: Person
    done: int
    total: int
    left: int
    parts: Parts

    @property
    def has_left(self) -> bool:
        """Whether their last day is over."""
        return not self.person.is_active

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to hand over."""
        return self.done == self.total

    @property
    def words(self) -> str:
        """12 school days left, 3 of 7 done."""
        far = f"{self.done} of {self.total} done" if self.total else "nothing to hand over"
        if self.has_left or self.person.ends_on is None:
            return f"{far[:1].upper()}{far[1:]}"
        return f"{count(self.left, 'school day')} left, {far}" if self.left else f"The last day is today, {far}"

    @property
    def tone(self) -> str:
        """Late once they have left, due near the end, done when nothing is left."""
        if self.is_done:
            return "done"
        if self.has_left:
            return "late"
        return "due" if self.person.ends_on is not None and self.left <= DAILY else ""


def hand_overs_of(people: Sequence[Person], calendars: Calendars, *, on: date) -> list[HandOverProgress]:
    """The hand-overs of some people, in their order: six queries, however many."""
    if not people:
        return []
    held, given = sites_of_leavers(people), roles_of_leavers(people)
    return [_progress(person, held.get(person.pk, []), given.get(person.pk, []), calendars, on=on) for person in people]


def _progress(person: Person, held: list[HeldLine], given: list[HeldLine], calendars: Calendars, *, on: date) -> HandOverProgress:
    lines = [*held, *given]
    done = sum(line.state == DONE for line in lines)
    left = calendars.of(person.place_id).between(on, person.ends_on) if person.ends_on else 0
    parts = [(heading, rows) for heading, rows in (("Sites", held), ("Roles", given)) if rows]
    return HandOverProgress(person, done, len(lines), left, parts)


def is_reminded(progress: HandOverProgress, days: SchoolDays, *, on: date) -> bool:
    """Whether this morning's mail speaks of it: once in five school days, and every morning near the end."""
    return not progress.is_done and (progress.left <= DAILY or progress.left % WEEKLY == 0) and days.is_open(on)


def with_sites_left() -> Exists:
    """People who have left and whose sites nobody took."""
    return Exists(Site.objects.filter(responsible=OuterRef("pk"), status__in=sites.LIVE))


def mine_to_see_off(standing: Standing) -> QuerySet[Person]:
    """Oneself and the people one answers for, where they leave soon or left sites behind. Heads see those of their place."""
    people = [standing.person.pk, *standing.acts_for]
    mine = Q(pk=standing.person.pk) | Q(supervisor__in=people)
    headed = {held.school_id for held in standing.held if roles.HEADS in held.capabilities and held.school_id}
    if headed:
        mine |= Q(place__in=headed) & (Q(supervisor__isnull=True) | Q(supervisor__is_active=False))
    open_ones = Q(is_active=True, ends_on__lte=standing.on + SOON) | Q(is_active=False) & Q(with_sites_left())
    rows = Person.objects.filter(mine & open_ones, district_id=standing.district_id)
    return rows.select_related("supervisor", "place").order_by("ends_on", "pk")


def left_or_leaving(standing: Standing) -> QuerySet[Person]:
    """Who leaves soon or left sites behind: of the district for whoever audits or manages, else of the places one heads."""
    rows = Person.objects.filter(district_id=standing.district_id, ends_on__lte=standing.on + SOON)
    if not standing.can(roles.AUDITS) and not standing.can(roles.MANAGES):
        rows = rows.filter(place__in={held.school_id for held in standing.held if roles.HEADS in held.capabilities})
    behind = how_many_left_behind(standing.district_id)
    return rows.filter(Q(is_active=True) | Q(pk__in=list(behind))).select_related("supervisor", "place")


def leaving_waiting_for(standing: Standing) -> list[Item]:
    """The same as things to do, for the home page. One query where nobody leaves."""
    district = standing.person.district
    if district is None:
        return []
    people = list(mine_to_see_off(standing)[:MOST])
    found = hand_overs_of(people, Calendars(district), on=standing.on) if people else []
    return [leaving_item(row, to=standing.person, on=standing.on) for row in found if not row.is_done]


def leaving_item(progress: HandOverProgress, *, to: Person, on: date, for_whom: str = "") -> Item:
    """One hand-over as a thing to do, for the one who leaves or for whoever answers for them."""
    person, url = progress.person, reverse("hand-over", args=[progress.person.pk])
    acting = f" You hear of it for {for_whom}." if for_whom else ""
    if progress.has_left:
        meta = f"{progress.words}. Until somebody takes what is left, it is yours to look after.{acting}"
        return Item(f"{person.name} has left", meta, "Needs owner", "late", "See what is left", url)
    last = day(person.ends_on, today=on) if person.ends_on else ""
    badge = f"{count(progress.left, 'school day')} left" if progress.left else "Last day today"
    meta = f"The last day is {last}. {progress.done} of {progress.total} done.{acting}"
    title = "Hand over before you leave" if to.pk == person.pk else f"{person.name} leaves"
    return Item(title, meta, badge, progress.tone, "See what is left", url)


def facts_of_leaving(progress: HandOverProgress, *, zone: str) -> str:
    """When somebody leaves or left, as a sentence."""
    person = progress.person
    if person.is_active:
        return f"The last day is {full_day(person.ends_on)}." if person.ends_on else "No last day is set."
    return f"Left on {full_day(local_day(person.ended_at, zone))}." if person.ended_at else "Has left."
