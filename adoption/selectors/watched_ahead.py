"""What would be checked of a site once it is listed: by whom, when, and who would hear of it when it is late."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts import wording
from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars
from monitoring import schedule
from monitoring.selectors import Roster, next_dates
from monitoring.summer import kept
from monitoring.sweep.duties import duty_under, owed
from policies import durations
from policies.document import DutySpec, Policy
from requests.models import Submission
from requests.services.listing import terms

from .simulated import MORNING, Mail, Watch, said

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
    mails: list[Mail] = field(default_factory=list)

    @property
    def _days(self) -> SchoolDays:
        return self.calendars.of(self.submission.place_id)

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
        for on in dates:
            if on <= self.on + WEEKS:
                told = [str(holder) for holder in holders if self.calendars.of(holder.person.place_id).is_open(on)]
                self.mails += [Mail(on, name, f"{spec.label}: {self.submission.name}", MORNING) for name in told]
        late = tuple(self._late(dates[0], schedule.levels(duty.ladder))) if dates else ()
        return Watch(spec.label, who, durations.how_often(durations.parse(duty.every)), tuple(dates), late)

    def _late(self, due_on: date, ladder: Sequence[schedule.Level]) -> Iterator[str]:
        """Who hears of a check-in that nobody answers, and when."""
        dates = schedule.rung_dates(due_on, ladder, self._days)
        ahead = schedule.rungs_ahead(today=dates[0], dates=dates, days=self._days, number=0, written_on=dates[0])
        for number, on in ahead:
            to = ladder[number - 1].to
            _group, who = self.roster.first_held([to], school_id=self.submission.place_id, of=self.responsible)
            yield f"{wording.full_day(on)}: {said(who)}"
