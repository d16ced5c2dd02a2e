"""An oracle for the clock, written without the product's own arithmetic, and a run of the real sweep to hold against it.

The oracle knows the law of daylight saving in the United States, walks calendars day by day, and plays every tick.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from accounts.models import CalendarDay, District, Person, School
from monitoring.models import CheckIn, Duty
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from records.models import Message
from registry.models import Site

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
WINTER = {  # hours behind universal time in winter
    "America/New_York": 5, "America/Chicago": 6, "America/Denver": 7, "America/Los_Angeles": 8, "America/Phoenix": 7,
}  # fmt: skip
ALWAYS_WINTER = {"America/Phoenix"}
SCHEDULES = (
    (1, "school day", "school_days"), (2, "school day", "school_days"), (3, "school day", "school_days"),
    (5, "school day", "school_days"), (1, "week", "school_days"), (2, "week", "school_days"), (1, "month", "school_days"),
    (1, "year", "school_days"), (1, "business day", "business_days"), (1, "week", "business_days"), (1, "day", "all_days"),
    (10, "day", "all_days"),
)  # fmt: skip
OPENS, CLOSES, ANSWERS = 7, 17, 10  # local hours: of the digest, of its end, from when people answer
LATE = (0, 1, 2, 9)  # days after which people answer, in turn


# the oracle --------------------------------------------------------------------------------------------------------------


def sunday(year: int, month: int, number: int) -> date:
    """The first, second ... Sunday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))


@lru_cache(maxsize=64)
def changed(year: int) -> tuple[datetime, datetime]:
    """When the clocks change in a year, as the wall shows it in winter: 2 a.m. in March, 1 a.m. in November."""
    spring, autumn = (datetime.combine(sunday(year, *which), datetime.min.time()) for which in ((3, 2), (11, 1)))
    return spring + 2 * HOUR, autumn + HOUR


def wall(moment: datetime, zone: str) -> datetime:
    """What the clock on the wall shows: an hour more from 2 a.m. on the second Sunday of March to 2 a.m. on the first of
    November."""
    behind = timedelta(hours=WINTER[zone])
    bare = moment.replace(tzinfo=None)
    winter = bare - behind
    spring, autumn = changed(winter.year)
    is_summer = zone not in ALWAYS_WINTER and spring <= winter < autumn
    return winter + HOUR if is_summer else winter


@dataclass(frozen=True)
class Year:
    """A school calendar as a set of closed days."""

    closed: frozenset[date]
    weekend: frozenset[int] = frozenset({5, 6})
    opened: frozenset[date] = frozenset()

    def is_open(self, on: date) -> bool:
        """Whether there is school."""
        return on in self.opened or not (on.weekday() in self.weekend or on in self.closed)

    def next_due(self, after: date, count: int, unit: str, calendar: str) -> date:
        """One interval later, then on to a day that counts; a day at a time."""
        day = after
        if unit == "month" or unit == "year":
            months = after.year * 12 + after.month - 1 + count * (12 if unit == "year" else 1)
            year, month = months // 12, months % 12 + 1
            day = date(year, month, min(after.day, monthrange(year, month)[1]))
        elif unit in ("day", "week"):
            for _ in range(count * (7 if unit == "week" else 1)):
                day += DAY
        else:
            left = count
            while left:
                day += DAY
                left -= self.is_open(day) if unit == "school day" else day.weekday() not in self.weekend
        while not self._counts(day, calendar):
            day += DAY
        return day

    def _counts(self, day: date, calendar: str) -> bool:
        if calendar == "all_days":
            return True
        return self.is_open(day) if calendar == "school_days" else day.weekday() not in self.weekend


@dataclass
class Played:
    """One duty as the oracle plays it: what was opened, and the mails to whoever owes it."""

    number: int
    schedule: tuple[int, str, str]
    due: date
    open: date | None = None
    passed: int = 0
    opened: list[tuple[date, datetime]] = field(default_factory=list)
    counted: dict[date, int] = field(default_factory=dict)
    mails: list[datetime] = field(default_factory=list)
    mailed_on: date | None = None

    def play(self, moment: datetime, shown: datetime, year: Year) -> None:
        """One tick, and whoever answers right after it. `shown` is what the clock on the wall shows."""
        today = shown.date()
        while self.due <= today:
            if self.open is None:
                self.open = self.due
                self.opened.append((self.due, moment))
                self.counted[self.open] = 0
            else:
                self.counted[self.open] += 1
            self.due = year.next_due(self.due, *self.schedule)
        if OPENS <= shown.hour < CLOSES and self.mailed_on != today:
            self.mailed_on = today
            if self.open is not None and year.is_open(today):
                self.mails.append(moment)
        if self.open is not None and is_answered(self.number, self.open, shown):
            self.open = None
            self.due = year.next_due(today, *self.schedule)


def is_answered(number: int, due_on: date, shown: datetime) -> bool:
    """Whether somebody answers by now: some days after it was due, from ten in the morning on."""
    days = LATE[(number + due_on.toordinal()) % len(LATE)]
    return shown >= datetime.combine(due_on + days * DAY, datetime.min.time()) + ANSWERS * HOUR


def closed_days(first: date, years: int) -> frozenset[date]:
    """Holidays, breaks, summers, and the Monday after each change of the clocks."""
    found: set[date] = set()
    for year in range(first.year, first.year + years + 1):
        spans = [
            (date(year, 6, 12), 66), (date(year, 12, 21), 14), (date(year, 3, 29), 5), (date(year, 11, 25), 3),
            (date(year, 2, 15), 1), (date(year, 9, 7), 1),
            (sunday(year, 3, 2) + DAY, 1), (sunday(year, 11, 1) + DAY, 1),
        ]  # fmt: skip
        found |= {start + n * DAY for start, days in spans for n in range(days)}
    return frozenset(found)


def changes(first: datetime, last: datetime) -> list[datetime]:
    """The Sundays in a time on which clocks change, at midnight (UTC)."""
    found = [sunday(year, month, number) for year in range(first.year, last.year + 1) for month, number in ((3, 2), (11, 1))]
    moments = [datetime.combine(on, datetime.min.time(), tzinfo=UTC) for on in found]
    return [moment for moment in moments if first <= moment < last]


def moments(first: datetime, last: datetime, *, around: timedelta) -> Iterator[datetime]:
    """Every hour, and every minute in the time around each change of the clocks."""
    near = changes(first, last)
    moment = first
    while moment < last:
        yield moment
        by_minute = any(change - around <= moment < change + around + DAY for change in near)
        moment += MINUTE if by_minute else HOUR


# the real thing ----------------------------------------------------------------------------------------------------------


@dataclass
class Run:
    """A district in a zone with twelve sites, one schedule each, and one person for each."""

    zone: str
    first: date
    years: int = 2

    def __post_init__(self) -> None:
        """Store the district, and give the oracle the same."""
        self.year = Year(closed_days(self.first, self.years))
        self.district = District.objects.create(
            name=f"A district of {self.zone}", time_zone=self.zone, email_domains=["x.example"]
        )
        school = School.objects.create(district=self.district, name="A school")
        CalendarDay.objects.bulk_create(CalendarDay(district=self.district, on=on) for on in self.year.closed)
        began = datetime.combine(self.first, datetime.min.time(), tzinfo=UTC)
        place = self.zone.rsplit("/")[-1].lower()
        self.played = [Played(n, each, self.year.next_due(self.first, *each)) for n, each in enumerate(SCHEDULES)]
        self.people: dict[int, Person] = {}
        self.duties: dict[int, int] = {}
        for one in self.played:
            count, unit, calendar = one.schedule
            who = Person.objects.create(
                name=f"Person {one.number}", email=f"p{one.number}.{place}@x.example", district=self.district, place=school
            )
            site = Site.objects.create(
                district=self.district, school=school, name=f"Site {one.number}", platform="x", platform_label="X",
                status_since=began, registered_at=began, responsible=who, watched_since=self.first,
            )  # fmt: skip
            duty = Duty.objects.create(
                site=site, key="check", label="Check", role="responsible", every=f"{count} {unit}", calendar=calendar,
                started_on=self.first, counted_from=self.first, next_due_on=one.due,
            )  # fmt: skip
            self.people[duty.pk], self.duties[duty.pk] = who, one.number
        self.waiting: dict[int, CheckIn] = {}

    def play(self, moment: datetime) -> None:
        """One tick of both."""
        if tick(at=moment, district=self.district).opened:
            self.waiting = {row.duty_id: row for row in CheckIn.objects.filter(site__district=self.district, state="open")}
        shown = wall(moment, self.zone)
        for duty, check_in in list(self.waiting.items()):
            if is_answered(self.duties[duty], check_in.due_on, shown):
                answer_check_in(check_in=check_in, outcome="nothing_found", note="", by=self.people[duty], at=moment)
                del self.waiting[duty]
        for one in self.played:
            one.play(moment, shown, self.year)

    def differences(self) -> list[str]:
        """Where the product and the oracle do not agree: what was missed, doubled, early, late, or miscounted."""
        found: list[str] = []
        for duty, number in self.duties.items():
            one, person = self.played[number], self.people[duty]
            rows = list(CheckIn.objects.filter(duty=duty).order_by("due_on").values_list("due_on", "opened_at", "passed"))
            wanted = [(due_on, at, one.counted[due_on]) for due_on, at in one.opened]
            mails = list(Message.objects.filter(person_id=person.pk).order_by("created_at").values_list("created_at", flat=True))
            found += [f"{self.zone} {one.schedule}: {row} is not wanted" for row in rows if row not in wanted]
            found += [f"{self.zone} {one.schedule}: {row} is missing" for row in wanted if row not in rows]
            found += [f"{self.zone} {one.schedule}: a mail at {at} is not wanted" for at in mails if at not in one.mails]
            found += [f"{self.zone} {one.schedule}: a mail at {at} is missing" for at in one.mails if at not in mails]
            found += [f"{self.zone} {one.schedule}: something is there twice"] if len(set(mails)) != len(mails) else []
        return found

    def size(self) -> tuple[int, int]:
        """How many check-ins and how many mails the oracle expects."""
        return sum(len(one.opened) for one in self.played), sum(len(one.mails) for one in self.played)
