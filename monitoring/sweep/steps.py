"""Open steps on a school morning: whom each waits for, when they are reminded, and to whom it escalates."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property, partial

from django.db import transaction
from django.db.models import Q

from accounts.access import local_day
from accounts.schooldays import SchoolDays
from accounts.selectors import Holder
from monitoring import letters, schedule
from monitoring.models import Rung
from policies.document import StepSpec
from policies.durations import parse
from policies.models import PolicyVersion
from requests.models import Seat, Step
from requests.selectors import Sitters, open_seats, policy_of
from requests.states import STEP_OPEN

from . import rungs
from .morning import Clock, Morning

CHUNK = 500  # open seats of one batch
CLOCK = ("remind_after", "remind_every", "escalate_after", "expires_after", "remind_before")
RELATED = ("step__submission__requester__supervisor", "step__submission__place", "person__supervisor")


def collect(morning: Morning) -> int:
    """Put every open step into the baskets of those it waits for and of those it escalated to; new rungs written."""
    return sum(_collect(morning, batch) for batch in _batches(morning))


@transaction.atomic
def _collect(morning: Morning, seats: list[Seat]) -> int:
    """One batch, held while its rungs are written: what is answered comes wholly before, and is left out, or wholly after."""
    still = rungs.held(Step.objects.filter(pk__in={seat.step_id for seat in seats}, state=STEP_OPEN))
    return Batch(morning, [seat for seat in seats if seat.step_id in still]).collect()


def _batches(morning: Morning) -> Iterator[list[Seat]]:
    """The open seats of a district, step by step, by keyset; the seats of one step are never parted."""
    rows = open_seats(district_id=morning.district.pk).exclude(step__kind=Step.Kind.NOTIFY).order_by("step_id", "id")
    rows = rows.select_related(None).select_related(*RELATED)
    after = Q()
    while batch := list(rows.filter(after)[:CHUNK]):
        last = batch[-1].step_id
        if len(batch) == CHUNK and batch[0].step_id != last:
            batch = [seat for seat in batch if seat.step_id != last]
        yield batch
        after = Q(step_id__gt=batch[-1].step_id)


class Batch:
    """A batch of open steps with everything that is asked about them: four queries."""

    def __init__(self, morning: Morning, seats: list[Seat]) -> None:
        """Read the policies, who sits where and the rungs climbed."""
        self.morning = morning
        versions = PolicyVersion.objects.in_bulk({seat.step.submission.policy_version_id for seat in seats})
        self.seats: dict[int, list[Seat]] = defaultdict(list)
        for seat in seats:
            seat.step.submission.policy_version = versions[seat.step.submission.policy_version_id]
            self.seats[seat.step_id].append(seat)
        self.sitters = Sitters(seats, on=morning.today)
        clocks: dict[int, Clock] = {pk: (found[0].step.submission.place_id, "") for pk, found in self.seats.items()}
        self.ladders = rungs.Ladders(morning, rungs.of_steps(self.seats), clocks)

    def collect(self) -> int:
        """Go through the batch once, then write the rungs."""
        for seats in self.seats.values():
            OpenStep(self, seats).collect()
        return self.ladders.save()


def clock_of(spec: StepSpec | None) -> schedule.Clock:
    """The clock of a step as its policy sets it."""
    return schedule.Clock(**{name: parse(text) for name in CLOCK if spec and (text := getattr(spec, name)) is not None})


class OpenStep:
    """One open step on one morning."""

    def __init__(self, batch: Batch, seats: list[Seat]) -> None:
        """The step, its clock, and its calendar: that of the place it is for."""
        self.batch, self.seats = batch, seats
        self.morning, self.ladders = batch.morning, batch.ladders
        self.step = seats[0].step
        self.submission = self.step.submission
        spec = policy_of(self.submission).step(self.step.key)
        self.escalate_to = list(spec.escalate_to) if spec else []
        self.decides = spec.about if spec else ""
        self.clock = clock_of(spec)

    @cached_property
    def days(self) -> SchoolDays:
        """The calendar of the place the submission is for."""
        return self.morning.days(self.submission.place_id)

    @cached_property
    def opened_on(self) -> date:
        """The local day on which the step opened."""
        return local_day(self.step.opened_at or self.morning.at, self.morning.zone)

    def collect(self) -> None:
        """Write the rung of today, if one may be written, and fill the baskets."""
        waits = {
            holder.person.pk: (holder, seat) for seat in reversed(self.seats) for holder in reversed(self.batch.sitters.of(seat))
        }
        owed = [holder for holder, _seat in waits.values()]
        climbed = self.climb(owed)
        line = letters.StepLine(
            self.step,
            self.tone(climbed),
            self.morning.today,
            self.opened_on,
            self.days,
            owed,
            self.expires_on(),
            self.hears(climbed),
            schedule.is_ending(self.opened_on, self.clock, self.days, self.morning.today),
            self.decides,
        )
        about = ("step", self.step.pk)
        for holder, seat in waits.values():
            self.morning.put(holder, line.tone, self.opened_on, partial(line.owed, seat=seat), about)
        for holder in self.escalated() if self.has_escalated(climbed) else []:
            if holder.person.pk not in waits:
                self.morning.put(holder, line.tone, self.opened_on, line.escalated, about)

    def climb(self, owed: list[Holder]) -> list[Rung]:
        """Every rung of the step, today's included."""
        climbed = self.ladders.of(self.step.pk)
        what = schedule.step_rung_to_write(
            today=self.morning.today,
            opened_on=self.opened_on,
            clock=self.clock,
            days=self.days,
            last=self.ladders.last(self.step.pk),
            reminded_on=[rung.written_on for rung in climbed[1:] if rung.roles != self.escalate_to],
            has_escalated=not self.escalate_to or self.has_escalated(climbed),
        )
        if what is None:
            if climbed and not self.ladders.is_heard(self.step.pk):
                is_higher = climbed[-1].number and climbed[-1].roles == self.escalate_to
                self.ladders.repeat(self.step.pk, self.escalated() if is_higher else owed)
            return climbed
        told = self.escalated() if what == schedule.ESCALATE else owed
        roles = self.escalate_to if what == schedule.ESCALATE else sorted({seat.acts for seat in self.seats})
        return [*climbed, self.ladders.write(Rung(step_id=self.step.pk, number=len(climbed), roles=roles), told)]

    def has_escalated(self, climbed: list[Rung]) -> bool:
        """Whether the roles it escalates to were told."""
        return any(rung.roles == self.escalate_to for rung in climbed[1:])

    def escalated(self) -> list[Holder]:
        """Whom the step escalates to; where nobody holds the role, whoever audits the registry."""
        place, requester = self.submission.place_id, self.submission.requester
        return self.morning.roster.first_held([tuple(self.escalate_to)], school_id=place, of=requester)[1]

    def tone(self, climbed: list[Rung]) -> str:
        """Late once it escalated, due once it was reminded of."""
        if self.has_escalated(climbed):
            return "late"
        return "due" if climbed[1:] else ""

    def expires_on(self) -> date | None:
        """The last day for an answer, where the policy sets one."""
        return schedule.expiry_date(self.opened_on, self.clock, self.days)

    def hears(self, climbed: list[Rung]) -> tuple[list[Holder], date] | None:
        """Who hears of it if it stays open, and from which day on; None once they did."""
        on = schedule.escalation_date(self.opened_on, self.clock, self.days)
        if on is None or not self.escalate_to or self.has_escalated(climbed):
            return None
        return self.escalated(), max(on, self.days.add(self.morning.today, 1))
