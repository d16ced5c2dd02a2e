"""What one school morning knows: the roster, who gets a mail today, and the basket of each."""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from operator import itemgetter

from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars, Holder
from monitoring import schedule
from monitoring.selectors import Roster
from monitoring.summer import in_summer
from records.letters import Item

from .claim import Claim

SHOWN = 30  # things that one digest names; the rest it counts
RANKS = {"late": 0, "due": 1, "": 2}
Order = tuple[int, date]
Clock = tuple[int | None, str]  # the school whose calendar counts, and the rule for the summer


@dataclass
class Basket:
    """Everything that waits for one person: how much, how much of it late, and the first of it in words."""

    person: Person
    count: int = 0
    late: int = 0
    things: list[tuple[Order, Item]] = field(default_factory=list)

    def put(self, tone: str, on: date, holder: Holder, word: Callable[[Holder], Item]) -> None:
        """Add one thing; it is worded only while the mail has room for it."""
        self.count += 1
        self.late += tone == "late"
        order = (RANKS[tone], on)
        if len(self.things) == SHOWN and self.things[-1][0] <= order:
            return
        insort(self.things, (order, word(holder)), key=itemgetter(0))
        del self.things[SHOWN:]

    def items(self) -> list[Item]:
        """The first things, what is late before what is due; of what is as urgent, what was put there first."""
        return [item for _order, item in self.things]


class Morning:
    """One digest run of one district."""

    def __init__(self, claim: Claim, calendars: Calendars) -> None:
        """Read who holds what today: one query."""
        self.district = claim.district
        self.zone = claim.district.time_zone
        self.at: datetime = claim.at
        self.today = claim.today
        self.calendars = calendars
        self.roster = Roster(claim.district.pk, claim.today)
        self.baskets: dict[int, Basket] = {}
        self.heard_before = cache(self._heard_before)

    def days(self, school_id: int | None, summer: str = "") -> SchoolDays:
        """The calendar of a place; of a duty there, with its rule for the summer."""
        return in_summer(self.calendars.of(school_id), summer)

    def _heard_before(self, clock: Clock) -> datetime:
        """A mail sent before this moment was sent on an earlier school day of the place."""
        return schedule.heard_before(self.zone, self.days(*clock), self.today)

    def gets_mail(self, person: Person) -> bool:
        """Whether today is a school day where this person works."""
        return self.days(person.place_id).is_open(self.today)

    def key(self, person: Person) -> str:
        """The key of this person's digest of today in the outbox."""
        return f"digest:{person.pk}:{self.today.isoformat()}"

    def keys(self, holders: Iterable[Holder], *, always: bool = False) -> list[str]:
        """The digests of today that reach these people; `always`, also where they have no school."""
        return sorted({self.key(holder.person) for holder in holders if always or self.gets_mail(holder.person)})

    def put(self, holder: Holder, tone: str, on: date, word: Callable[[Holder], Item], *, always: bool = False) -> None:
        """Into the basket of this person, if they get a mail today: on their school days, or always."""
        if always or self.gets_mail(holder.person):
            self.baskets.setdefault(holder.person.pk, Basket(holder.person)).put(tone, on, holder, word)


def by_group(pairs: Iterable[tuple[datetime, str]]) -> dict[datetime, set[str]]:
    """Keys by the moment they must have been sent before."""
    groups: dict[datetime, set[str]] = defaultdict(set)
    for moment, key in pairs:
        groups[moment].add(key)
    return groups
