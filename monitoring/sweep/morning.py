"""What one school morning knows: the roster, who gets a mail today, and the basket of each."""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, cached_property
from typing import NamedTuple

from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars, Holder
from monitoring import schedule
from monitoring.selectors import Roster
from monitoring.selectors.switches import may_switch_off
from monitoring.selectors.words import words_of
from monitoring.summer import in_summer
from records import outbox
from records.letters import Item
from records.mails import DIGEST, SOON

from .claim import Claim
from .links import Links

SHOWN = 30  # things that one digest names; the rest it counts
RANKS = {"late": 0, "held": 1, "due": 2, "": 3}
HELD = "held"  # the tone of a mail that was one too many the day before
AHEAD = "ahead"  # the tone of what is not due yet
Order = tuple[int, date]
Clock = tuple[int | None, str]  # the school whose calendar counts, and the rule for the summer
About = tuple[str, int]  # what can be done while the letters are written: ("check_in", 7), ("step", 3)


class Thing(NamedTuple):
    """One thing in a basket, in words."""

    order: Order
    about: About | None
    item: Item


@dataclass
class Basket:
    """Everything that waits for one person, and what will soon: how much, how much of it late, the first of it in words."""

    person: Person
    things: list[Thing] = field(default_factory=list)
    soon: list[Thing] = field(default_factory=list)

    count: int = 0
    late: int = 0
    ahead: int = 0

    def put(self, tone: str, on: date, holder: Holder, word: Callable[[Holder], Item], about: About | None = None) -> None:
        """Add one thing; it is worded and held only while the mail has room for it."""
        if tone == AHEAD:
            self.ahead += 1
            return _keep(self.soon, (0, on), about, holder, word)
        self.count += 1
        self.late += tone == "late"
        return _keep(self.things, (RANKS[tone], on), about, holder, word)

    def items(self) -> list[Item]:
        """The first things, what is late before what is due, then what will be; of what is as urgent, what was put first."""
        return [thing.item for thing in [*self.things, *self.soon][:SHOWN]]

    def without(self, done: Collection[About]) -> "Basket":
        """The same without what was done meanwhile."""
        gone = [thing for thing in self.things if thing.about in done]
        late = sum(thing.order[0] == RANKS["late"] for thing in gone)
        left = [thing for thing in self.things if thing.about not in done]
        return replace(self, things=left, count=self.count - len(gone), late=self.late - late)


def _keep(things: list[Thing], order: Order, about: About | None, holder: Holder, word: Callable[[Holder], Item]) -> None:
    """Put one thing where it belongs among those that the mail has room for, if it has."""
    if len(things) == SHOWN and things[-1].order <= order:
        return
    insort(things, Thing(order, about, word(holder)), key=by_order)
    del things[SHOWN:]


def by_order(thing: Thing) -> Order:
    """What is late before what is due, then what was due first."""
    return thing.order


class Morning:
    """One digest run of one district."""

    def __init__(self, claim: Claim, calendars: Calendars) -> None:
        """Nothing is read yet."""
        self.district = claim.district
        self.zone = claim.district.time_zone
        self.at: datetime = claim.at
        self.today = claim.today
        self.calendars = calendars
        self.baskets: dict[int, Basket] = {}
        self.links = Links(claim.at)
        self.heard_before = cache(self._heard_before)

    @cached_property
    def roster(self) -> Roster:
        """Who holds what today: one query."""
        return Roster(self.district.pk, self.today)

    @cached_property
    def silent(self) -> dict[str, set[int]]:
        """Who wants no letter, and no early reminder: one query."""
        return outbox.without(self.district.pk, (DIGEST, SOON))

    @cached_property
    def questions(self) -> str:
        """Where an answer to the letter goes: whoever audits the register; empty where nobody does."""
        asks = next(iter(self.roster.last_resort()[1]), None)
        return asks.person.email if asks else ""

    @cached_property
    def words(self) -> tuple[str, str]:
        """What the district says in its own words."""
        return words_of(self.district.pk)

    @cached_property
    def may_be_off(self) -> bool:
        """Whether the policy in force lets people switch the letter off."""
        return DIGEST in may_switch_off(self.district.pk, self.today)

    def days(self, school_id: int | None, summer: str = "") -> SchoolDays:
        """The calendar of a place; of a duty there, with its rule for the summer."""
        return in_summer(self.calendars.of(school_id), summer)

    def _heard_before(self, clock: Clock) -> datetime:
        """A mail sent before this moment was sent on an earlier school day of the place."""
        return schedule.heard_before(self.zone, self.days(*clock), self.today)

    def gets_mail(self, person: Person, *, always: bool = False) -> bool:
        """Whether today is a school day where this person works, or none is needed, and they have not switched the letter off."""
        return person.pk not in self.silent[DIGEST] and (always or self.days(person.place_id).is_open(self.today))

    def people(self, told: Iterable[Holder]) -> list[int]:
        """Those of them whom a letter may ever reach, by id."""
        return sorted({holder.person.pk for holder in told} - self.silent[DIGEST])

    def key(self, person: Person) -> str:
        """The key of this person's digest of today in the outbox."""
        return f"digest:{person.pk}:{self.today.isoformat()}"

    def keys(self, holders: Iterable[Holder], *, always: bool = False) -> list[str]:
        """The digests of today that reach these people; `always`, also where they have no school."""
        return sorted({self.key(holder.person) for holder in holders if self.gets_mail(holder.person, always=always)})

    def put(
        self,
        holder: Holder,
        tone: str,
        on: date,
        word: Callable[[Holder], Item],
        about: About | None = None,
        *,
        always: bool = False,
    ) -> None:
        """Into the basket of this person, if they get a mail today: on their school days, or always."""
        if self.gets_mail(holder.person, always=always):
            self.baskets.setdefault(holder.person.pk, Basket(holder.person)).put(tone, on, holder, word, about)


def by_group(pairs: Iterable[tuple[datetime, str]]) -> dict[datetime, set[str]]:
    """Keys by the moment they must have been sent before."""
    groups: dict[datetime, set[str]] = defaultdict(set)
    for moment, key in pairs:
        groups[moment].add(key)
    return groups
