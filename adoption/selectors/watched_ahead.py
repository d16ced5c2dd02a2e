"""What would be checked of a site once it is listed: by whom, when, and who would hear of it when it is late."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts import wording
from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars, Holder
from monitoring import schedule
from monitoring.models import Duty
from monitoring.selectors import Roster, next_dates
from monitoring.summer import is_summer, kept, owing
from monitoring.sweep.duties import duty_under, owed
from policies import durations
from policies.document import DutySpec, Policy
from records import outbox
from records.mails import DIGEST, SOON
from requests.columns import columns
from requests.models import Submission
from requests.services.listing import terms

from .simulated import MORNING, Mail, Watch, said

REGISTERED = "registered"
SILENCED = (DIGEST, SOON, REGISTERED)  # the kinds of mail named here that a policy may let people switch off
WEEKS = timedelta(days=35)  # how far the mails of check-ins are listed, of each duty its first dates


@dataclass
class Afterwards:
    """The duties of a site that is not there yet, and the mails about them within some weeks from the day `on`."""

    submission: Submission
    policy: Policy
    answers: Mapping[str, Any]
    responsible: Person
    roster: Roster
    calendars: Calendars
    on: date
    silent: Mapping[str, set[int]]
    mails: list[Mail] = field(default_factory=list)

    @property
    def _days(self) -> SchoolDays:
        return self.calendars.of(self.submission.place_id)

    @property
    def _name(self) -> str:
        """What the site is called: a step may have asked for it again."""
        return columns(self.policy, self.answers)["name"]

    def watches(self, listed_on: date) -> tuple[Watch, ...]:
        """Every duty of a site that is listed on a day, but those that somebody only may do."""
        row = {"pk": None, "terms": terms(self.policy, dict(self.answers))}
        return tuple(self._watch(spec, row, listed_on) for spec in owed(self.policy))

    def _watch(self, spec: DutySpec, row: Mapping[str, Any], listed_on: date) -> Watch:
        place = self.submission.place_id
        holders = self.roster.holders(spec.who[0], school_id=place, of=self.responsible)
        who = ", ".join(str(holder) for holder in holders) or f"Nobody can act as {self.policy.role_label(spec.who[0])}"
        duty = duty_under(row, spec, listed_on, self._days, kept(self.policy.summer))
        if duty is None:
            return Watch(spec.label, who, "No rhythm is set: nobody is reminded", (), ())
        dates = next_dates(duty, self._days)
        for before, on in zip((listed_on, *dates), dates, strict=False):
            self.mails += self._soon(spec, duty, before, on)
            if on <= self.on + WEEKS:
                owed = f"{spec.label}: {self._name}"
                self.mails += [Mail(on, str(holder), owed, MORNING) for holder in self._owing(duty, on)]
        late = tuple(self._late(dates[0], schedule.levels(duty.ladder))) if dates else ()
        return Watch(spec.label, who, durations.how_often(durations.parse(duty.every)), tuple(dates), late)

    def _owing(self, duty: Duty, on: date) -> list[Holder]:
        """Who has it in the mail of the morning on which it is due: where nobody holds the role, the next of its ladder."""
        days = self._days
        role = owing(duty.role, on, days, duty.summer)
        ladder = schedule.levels(duty.ladder, instead={duty.role: role})
        told = self._first_held([(role,), *(level.to for level in ladder)])
        always = is_summer(on, days, duty.summer)
        return [holder for holder in told if self._gets_mail(holder, on, always=always)]

    def _soon(self, spec: DutySpec, duty: Duty, before: date, due_on: date) -> Iterator[Mail]:
        """The one reminder before a due date, on the first school morning after the last one that speaks of it."""
        if not duty.remind_before or before >= due_on:
            return
        days, length = self._days, durations.parse(duty.remind_before)
        morning = days.on_or_after(before + schedule.DAY)
        while morning < due_on and schedule.reach(length, days, morning) < due_on:
            morning = days.add(morning, 1)
        if morning < due_on and morning <= self.on + WEEKS:
            for holder in self._first_held([(duty.role,), *(level.to for level in schedule.levels(duty.ladder))]):
                if self._gets_mail(holder, morning) and holder.person.pk not in self.silent[SOON]:
                    yield Mail(morning, str(holder), f"Soon due: {spec.label}: {self._name}", MORNING)

    def _first_held(self, groups: list[tuple[str, ...]]) -> list[Holder]:
        return self.roster.first_held(groups, school_id=self.submission.place_id, of=self.responsible)[1]

    def _gets_mail(self, holder: Holder, on: date, *, always: bool = False) -> bool:
        is_open = always or self.calendars.of(holder.person.place_id).is_open(on)
        return is_open and holder.person.pk not in self.silent[DIGEST]

    def _late(self, due_on: date, ladder: Sequence[schedule.Level]) -> Iterator[str]:
        """Who hears of a check-in that nobody answers, and when."""
        dates = schedule.rung_dates(due_on, ladder, self._days)
        ahead = schedule.rungs_ahead(today=dates[0], dates=dates, days=self._days, number=0, written_on=dates[0])
        for number, on in ahead:
            to = ladder[number - 1].to
            yield f"{wording.full_day(on)}: {said(self._first_held([to]))}"


def silent(district_id: int, policy: Policy) -> dict[str, set[int]]:
    """Who has switched off which kinds of mail, as far as a policy lets them. One query, none where it lets nobody."""
    may = [kind for kind in SILENCED if kind in policy.mail.may_switch_off]
    return {kind: set() for kind in SILENCED} | (outbox.without(district_id, may) if may else {})
