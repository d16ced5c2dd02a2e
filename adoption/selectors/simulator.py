"""What would happen if somebody filed this today: who is asked in which order, who gets which mail when, what is checked.

Everything is worked out by the code that does it for real, on rows that are never stored. Two things are assumed, and the
page says so: it is filed after the mail of that morning, and everybody answers on the day their first mail comes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts import roles, wording
from accounts.models import District, Person, School
from accounts.selectors import Holder
from monitoring import schedule
from monitoring.letters import ASKS
from monitoring.selectors import Roster, next_dates
from monitoring.summer import kept
from monitoring.sweep.calendars import SoundCalendars
from monitoring.sweep.duties import duty_under, owed
from monitoring.sweep.steps import clock_of
from monitoring.wording import names
from policies import durations, routing
from policies.document import DutySpec, Policy, RuleSpec
from registry.models import Site
from requests import letters
from requests.columns import columns
from requests.models import Answer, Seat, Step, Submission
from requests.selectors import Ahead, Teller, seated_ahead
from requests.services.listing import terms
from requests.services.onward import responsible_of

HORIZON = timedelta(days=120)  # how far reminders of a step that nobody answers are followed
WEEKS = timedelta(days=35)  # how far the mails of check-ins are listed, of each duty its first dates
SILENT = 4  # reminders and escalations named for each step
WAITING, DONE, OPEN = routing.WAITING, routing.DONE, "open"
AT_ONCE, MORNING = "At once", "In the mail of the morning"


@dataclass(frozen=True)
class Mail:
    """One mail: when, to whom, what it says in its first line."""

    on: date
    to: str
    what: str
    how: str

    @property
    def when(self) -> str:
        """Its day: Wednesday, September 16, 2026."""
        return weekday(self.on)


@dataclass(frozen=True)
class Turn:
    """One step: who is asked, from when on, what stands in the way, and what follows where nobody answers."""

    key: str
    title: str
    asked: tuple[str, ...]
    opens_on: date | None
    trouble: tuple[str, ...]
    is_stuck: bool
    silence: tuple[str, ...]
    holds_up: bool

    @property
    def opens(self) -> str:
        """The day it opens, in words; blank where it is never reached."""
        return weekday(self.opens_on) if self.opens_on else ""


@dataclass(frozen=True)
class Watch:
    """One duty of the site: who owes it, how often, on which days, and who hears of it when it is late."""

    label: str
    who: str
    how_often: str
    dates: tuple[date, ...]
    late: tuple[str, ...]

    @property
    def days(self) -> str:
        """Its dates in words."""
        return wording.listing([wording.full_day(on) for on in self.dates])


@dataclass(frozen=True)
class Simulation:
    """What would happen. `stopped` is the rule that ends a request before it begins."""

    stopped: RuleSpec | None = None
    turns: tuple[Turn, ...] = ()
    mails: tuple[Mail, ...] = ()
    listed_on: date | None = None
    responsible: str = ""
    watches: tuple[Watch, ...] = ()

    @property
    def listed(self) -> str:
        """The day on which the site stands in the registry, in words; blank where that never happens."""
        return weekday(self.listed_on) if self.listed_on else ""


def weekday(on: date) -> str:
    """A day with its name: Wednesday, September 16, 2026."""
    return f"{on:%A}, {wording.full_day(on)}"


def unstored(
    policy: Policy, answers: Mapping[str, Any], *, district: District, requester: Person, place: School | None
) -> Submission:
    """A submission as it would be filed; never stored."""
    return Submission(district=district, requester=requester, place=place, answers=answers, **columns(policy, answers))


def simulate(submission: Submission, policy: Policy, answers: Mapping[str, Any], *, on: date) -> Simulation:
    """What follows when this submission, which is not stored, is filed on a day with these answers. At most seven queries.

    `answers` are those of the form, with those of the steps laid over them.
    """
    stopped = routing.verdict(policy, answers)
    return Simulation(stopped=stopped) if stopped else _Run(submission, policy, answers, on).simulation()


@dataclass
class _Run:
    """One run through the route, a day at a time."""

    submission: Submission
    policy: Policy
    answers: Mapping[str, Any]
    on: date
    mails: list[Mail] = field(default_factory=list)
    closed: dict[str, date] = field(default_factory=dict)
    last: Person | None = None

    def __post_init__(self) -> None:
        submission = self.submission
        recorded_by = {role.key: list(role.recorded_by) for role in self.policy.roles}
        self.ahead, self.sitters = seated_ahead(submission, self.policy, self.answers, on=self.on, recorded_by=recorded_by)
        self.responsible = responsible_of(submission, dict(self.answers))
        for seat in (seat for each in self.ahead for seat in each.seats):
            if seat.acts == roles.RESPONSIBLE and seat.person is None:
                seat.person = self.responsible
        self.calendars = SoundCalendars(submission.district, self.on)
        self.days = self.calendars.of(submission.place_id)
        self.roster = Roster(submission.district_id, self.on)
        self.teller = Teller(submission, self.policy, self.sitters, submission.district.time_zone, self.on)

    def simulation(self) -> Simulation:
        """Go through the route, list the site, and look at the weeks after."""
        turns = self._turns()
        listed_on = self._listed_on()
        watches = self._watches(listed_on) if listed_on else ()
        mails = tuple(sorted(self.mails, key=lambda mail: (mail.on, mail.how == AT_ONCE)))
        return Simulation(None, turns, mails, listed_on, self.responsible.name, watches)

    # the route ---------------------------------------------------------------------------------------------------------

    def _turns(self) -> tuple[Turn, ...]:
        by_key = {each.step.key: each for each in self.ahead}
        states = {step.key: WAITING if step.key in by_key else routing.SKIPPED for step in self.policy.steps}
        found: dict[str, Turn] = {}
        while ready := routing.opens(self.policy, states):
            for key in ready:
                found[key] = self._turn(by_key[key])
                states[key] = OPEN if found[key].is_stuck else DONE
        return tuple(found.get(each.step.key) or self._not_reached(each) for each in self.ahead)

    def _turn(self, ahead: Ahead) -> Turn:
        spec, step = ahead.spec, ahead.step
        earlier = self.policy.before(spec)
        opened_on = max((on for key, on in self.closed.items() if key in earlier), default=self.on)
        told = step.kind == Step.Kind.NOTIFY
        stuck = not told and not self._can_be_answered(ahead)
        mornings = [] if told else list(self._mornings(ahead, opened_on))
        if told:
            self._tell(ahead, opened_on)
        if not stuck:
            answered_on = opened_on if told else mornings[0][0]
            self.closed[spec.key] = answered_on
            if not told:
                self._ask(ahead, answered_on)
        return Turn(
            spec.key,
            self.teller.todo(step, ahead.seats),
            self._asked(ahead),
            opened_on,
            tuple(self._trouble(ahead)),
            stuck,
            tuple(self._silence(ahead, opened_on, mornings)),
            step.holds_up_listing and not told,
        )

    def _not_reached(self, ahead: Ahead) -> Turn:
        title = self.teller.todo(ahead.step, ahead.seats)
        return Turn(ahead.spec.key, title, self._asked(ahead), None, tuple(self._trouble(ahead)), False, (), False)

    def _can_be_answered(self, ahead: Ahead) -> bool:
        """Whether enough roles have somebody: of the recorders of one body, one is enough."""
        by_role: dict[str, bool] = {}
        for seat in ahead.seats:
            by_role[seat.role] = by_role.get(seat.role, False) or bool(self.sitters.of(seat))
        return (any if ahead.step.mode == "any" else all)(by_role.values())

    def _asked(self, ahead: Ahead) -> tuple[str, ...]:
        """Everybody who may answer: "Pat Lindqvist, Principal", "Dee Okafor for Pat Lindqvist, Principal"."""
        said = []
        for seat in ahead.seats:
            label = self.policy.role_label(seat.fallback if seat.fell_at and self.sitters.of(seat) else seat.acts)
            said += [f"{holder}, {label}" for holder in self.sitters.of(seat)]
        return tuple(dict.fromkeys(said))

    def _trouble(self, ahead: Ahead) -> Iterator[str]:
        for seat in ahead.seats:
            holders = self.sitters.of(seat)
            role = self.policy.role_label(seat.acts)
            if seat.fell_at and holders:
                who = names([str(holder) for holder in holders])
                yield f"Nobody can act as {role}: it falls to {self.policy.role_label(seat.fallback)}, {who}."
            elif not holders:
                also = f" or as {self.policy.role_label(seat.fallback)}" if seat.fallback else ""
                yield f"Nobody can act as {role}{also}."

    def _holders(self, ahead: Ahead) -> list[Holder]:
        found = [holder for seat in ahead.seats for holder in self.sitters.of(seat)]
        return list({holder.person.pk: holder for holder in reversed(found)}.values())[::-1]

    def _mornings(self, ahead: Ahead, opened_on: date) -> Iterator[tuple[date, str]]:
        """The mornings on which a step that nobody answers comes up, and as what: by the rule the sweep goes by."""
        clock, last, told = clock_of(ahead.spec), None, 0
        reminded: list[date] = []
        ends = min(opened_on + HORIZON, schedule.expiry_date(opened_on, clock, self.days) or date.max)
        day, has_escalated = opened_on + schedule.DAY, not ahead.spec.escalate_to
        while day <= ends or not told:
            what = schedule.step_rung_to_write(
                today=day, opened_on=opened_on, clock=clock, days=self.days, last=last, reminded_on=reminded,
                has_escalated=has_escalated,
            )  # fmt: skip
            if what:
                reminded += [day] if what == schedule.REMIND else []
                has_escalated |= what == schedule.ESCALATE
                last, told = schedule.Climbed(told, True), told + 1
                yield day, what
            day += schedule.DAY

    def _silence(self, ahead: Ahead, opened_on: date, mornings: Sequence[tuple[date, str]]) -> Iterator[str]:
        """What follows where nobody answers."""
        for day, what in mornings[1 : 1 + SILENT]:
            if what == schedule.ESCALATE:
                of = self.submission.requester
                place = self.submission.place_id
                who = self.roster.first_held([tuple(ahead.spec.escalate_to)], school_id=place, of=of)[1]
                yield f"{wording.full_day(day)}: {_said(who)} also {'hears' if len(who) == 1 else 'hear'} of it"
            else:
                yield f"{wording.full_day(day)}: reminded"
        expires = schedule.expiry_date(opened_on, clock_of(ahead.spec), self.days)
        if mornings and expires:
            yield f"After {wording.full_day(expires)}: it ends by itself"

    # mails ---------------------------------------------------------------------------------------------------------------

    def _tell(self, ahead: Ahead, on: date) -> None:
        subject = letters.told(self.submission, self.policy).subject
        for holder in self._holders(ahead):
            self.mails.append(Mail(on, str(holder), subject, AT_ONCE))

    def _ask(self, ahead: Ahead, on: date) -> None:
        """The first mail to everybody who may answer, and the answer that goes back to whoever asks."""
        what = ASKS[Step.Kind(ahead.step.kind)][0].format(self.submission)
        for holder in self._holders(ahead):
            if self.calendars.of(holder.person.place_id).is_open(on):
                self.mails.append(Mail(on, str(holder), what, MORNING))
        answering = [(seat, self.sitters.of(seat)) for seat in _one_a_role(ahead)]
        for seat, holders in [pair for pair in answering if pair[1]][: 1 if ahead.step.mode == "any" else None]:
            self.last = holders[0].person
            if ahead.step.kind == Step.Kind.APPROVE and self.last.pk != self.submission.requester_id:
                answer = Answer(seat=seat, person_name=str(self.last), outcome="approve")
                subject = letters.verdict(self.submission, self.policy, answer).subject
                self.mails.append(Mail(on, self.submission.requester.name, subject, AT_ONCE))

    # the site ------------------------------------------------------------------------------------------------------------

    def _listed_on(self) -> date | None:
        """The day the site stands in the registry; None where a step that holds it up cannot be answered."""
        blocking = [each for each in self.ahead if each.spec.blocks_listing and each.step.kind != Step.Kind.NOTIFY]
        if any(each.spec.key not in self.closed for each in blocking):
            return None
        on = max((self.closed[each.spec.key] for each in blocking), default=self.on)
        if self.responsible.pk != (self.last or self.submission.requester).pk:
            site = Site(name=self.submission.name, platform_label=self.submission.platform_label)
            subject = letters.registered(self.submission, site).subject
            self.mails.append(Mail(on, self.responsible.name, subject, AT_ONCE))
        return on

    def _watches(self, listed_on: date) -> tuple[Watch, ...]:
        row = {"pk": None, "terms": terms(self.policy, dict(self.answers))}
        return tuple(self._watch(spec, row, listed_on) for spec in owed(self.policy))

    def _watch(self, spec: DutySpec, row: Mapping[str, Any], listed_on: date) -> Watch:
        place = self.submission.place_id
        holders = self.roster.holders(spec.who[0], school_id=place, of=self.responsible)
        who = ", ".join(str(holder) for holder in holders) or f"Nobody can act as {self.policy.role_label(spec.who[0])}"
        duty = duty_under(row, spec, listed_on, self.days, kept(self.policy.summer))
        if duty is None:
            return Watch(spec.label, who, "No rhythm is set: nobody is reminded", (), ())
        dates = next_dates(duty, self.days)
        for on in dates:
            if on <= self.on + WEEKS:
                told = [str(holder) for holder in holders if self.calendars.of(holder.person.place_id).is_open(on)]
                self.mails += [Mail(on, name, f"{spec.label}: {self.submission.name}", MORNING) for name in told]
        late = tuple(self._late(dates[0], schedule.levels(duty.ladder))) if dates else ()
        return Watch(spec.label, who, durations.how_often(durations.parse(duty.every)), tuple(dates), late)

    def _late(self, due_on: date, ladder: Sequence[schedule.Level]) -> Iterator[str]:
        """Who hears of a check-in that nobody answers, and when."""
        dates = schedule.rung_dates(due_on, ladder, self.days)
        ahead = schedule.rungs_ahead(today=dates[0], dates=dates, days=self.days, number=0, written_on=dates[0])
        for number, on in ahead:
            to = ladder[number - 1].to
            _group, who = self.roster.first_held([to], school_id=self.submission.place_id, of=self.responsible)
            yield f"{wording.full_day(on)}: {_said(who)}"


def _one_a_role(ahead: Ahead) -> Iterable[Seat]:
    """The first seat of each role: of the recorders of one body, one is enough."""
    found: dict[str, Seat] = {}
    for seat in ahead.seats:
        found.setdefault(seat.role, seat)
    return found.values()


def _said(holders: Sequence[Holder]) -> str:
    own = [holder for holder in holders if holder.acting_for is None] or list(holders)
    return names([str(holder) for holder in own], nobody="nobody")
