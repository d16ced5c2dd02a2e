"""Open check-ins on a school morning: who owes each, who hears of it, and the rung of today."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import Holder
from monitoring import letters, states
from monitoring.models import CheckIn, Rung
from monitoring.schedule import Level, levels, next_to_hear, rung_dates, rung_to_write
from monitoring.selectors import Waiting, how_late, unique, waiting_batches
from monitoring.summer import is_summer

from . import rungs
from .morning import Clock, Morning

Groups = list[tuple[str, ...]]


def collect(morning: Morning) -> int:
    """Put every open check-in into the baskets of those who owe it and of those it escalated to; new rungs written."""
    return sum(_collect(morning, rows) for rows in waiting_batches(morning.district.pk))


@transaction.atomic
def _collect(morning: Morning, rows: list[Waiting]) -> int:
    """One batch, held while its rungs are written: what is answered comes wholly before, and is left out, or wholly after."""
    still = rungs.held(CheckIn.objects.filter(pk__in=[row.pk for row in rows], state=states.OPEN))
    return Batch(morning, [row for row in rows if row.pk in still]).collect()


class Batch:
    """A batch of open check-ins with everything that is asked about them: five queries."""

    def __init__(self, morning: Morning, rows: list[Waiting]) -> None:
        """Read the people they are looked up from and the rungs they climbed."""
        self.morning = morning
        self.rows = rows
        people = {row.responsible_id for row in rows if row.responsible_id}
        self.people = {person.pk: person for person in Person.objects.filter(pk__in=people).select_related("supervisor")}
        clocks: dict[int, Clock] = {row.pk: (row.school_id, row.summer) for row in rows}
        self.ladders = rungs.Ladders(morning, rungs.of_check_ins([row.pk for row in rows]), clocks)
        self.fallbacks: dict[str, list[int]] = defaultdict(list)

    def collect(self) -> int:
        """Go through the batch once, then write rungs and fallbacks."""
        for row in self.rows:
            OpenCheckIn(self, row).collect()
        for role, pks in self.fallbacks.items():
            CheckIn.objects.filter(pk__in=pks).update(fallback=role)
        return self.ladders.save()


class OpenCheckIn:
    """One open check-in on one morning."""

    def __init__(self, batch: Batch, row: Waiting) -> None:
        """Its ladder, and the calendar of its school."""
        self.batch, self.row = batch, row
        self.morning, self.ladders = batch.morning, batch.ladders
        self.days: SchoolDays = batch.morning.days(row.school_id, row.summer)
        self.ladder: tuple[Level, ...] = levels(row.ladder, instead={row.own: row.role})
        self.is_summer = is_summer(batch.morning.today, batch.morning.days(row.school_id), row.summer)
        self.groups: Groups = [(row.role,), *(level.to for level in self.ladder)]

    def collect(self) -> None:
        """Write the rung of today, if one may be written, note who may answer, and fill the baskets."""
        group, owing = self.first_held(self.groups)
        fallback = "" if self.row.role in group or not group else group[0]
        if fallback != self.row.fallback:
            self.batch.fallbacks[fallback].append(self.row.pk)
        self.fill(owing, self.climb())

    def climb(self) -> list[Rung]:
        """Every rung of the check-in, today's included."""
        row, climbed = self.row, self.ladders.of(self.row.pk)
        dates = rung_dates(row.due_on, self.ladder, self.days)
        number = rung_to_write(today=self.morning.today, dates=dates, days=self.days, last=self.ladders.last(row.pk))
        if number is not None:
            rung = Rung(check_in_id=row.pk, number=number, roles=list(self.groups[number]))
            return [*climbed, self.ladders.write(rung, self.told(number), always=self.is_summer)]
        if climbed and not self.ladders.is_heard(row.pk):
            self.ladders.repeat(row.pk, self.told(climbed[-1].number), always=self.is_summer)
        return climbed

    def told(self, number: int) -> list[Holder]:
        """Whom a rung tells today: its own roles, or the next rung's where nobody holds them."""
        return self.first_held(self.groups[number:])[1]

    def fill(self, owing: list[Holder], climbed: list[Rung]) -> None:
        """Into the baskets of those who owe it, and of those who were told of it by a higher rung."""
        badge, tone = how_late(self.row.due_on, self.days, today=self.morning.today)
        reminded = [rung.written_on for rung in climbed if rung.number == 0 or rung.roles == [self.row.role]]
        higher = [(self.told(rung.number), rung.written_on) for rung in climbed if rung.written_on not in reminded]

        def line() -> letters.CheckInLine:
            last = higher[-1] if higher else None
            return letters.CheckInLine(self.row, badge, tone, self.morning.today, owing, reminded, last, self.hears(climbed))

        about = ("check_in", self.row.pk)
        mine = {holder.person.pk for holder in owing}
        for holder in owing:
            self.morning.put(
                holder, tone, self.row.due_on, lambda to: line().owed(to, self.link(to)), about, always=self.is_summer
            )
        for holder in unique(holder for holders, _on in higher for holder in holders):
            if holder.person.pk not in mine:
                self.morning.put(holder, tone, self.row.due_on, lambda to: line().escalated(to), about, always=self.is_summer)

    def link(self, holder: Holder) -> str:
        """Where this person may answer it from the mail, if the policy lets them; empty where it does not."""
        return self.morning.links.make(self.row.pk, holder.person.pk) if self.row.from_mail else ""

    def hears(self, climbed: Sequence[Rung]) -> tuple[list[Holder], date] | None:
        """Who else hears of it next, and when."""
        last = (climbed[-1].number, climbed[-1].written_on) if climbed else None
        today, due_on = self.morning.today, self.row.due_on
        following = next_to_hear(due_on, self.ladder, self.days, today=today, own=self.row.role, last=last)
        return (self.first_held([following[0]])[1], following[1]) if following else None

    def first_held(self, groups: Groups) -> tuple[tuple[str, ...], list[Holder]]:
        """The first of some groups of roles that anybody holds for this site."""
        person = self.batch.people.get(self.row.responsible_id or 0)
        return self.morning.roster.first_held(groups, school_id=self.row.school_id, of=person)
