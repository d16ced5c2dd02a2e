"""What would happen if somebody filed this today: who is asked in which order, who gets which mail when, what is checked.

Everything is worked out by the code that does it for real, on rows that are never stored. Two things are assumed, and the
page says so: it is filed after the mail of that morning, and everybody answers on the day their first mail comes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts import roles
from accounts.models import District, Person, School
from accounts.rules import Refused
from accounts.selectors import Holder
from monitoring.letters import asks_of
from monitoring.selectors import Roster
from monitoring.sweep.calendars import SoundCalendars
from monitoring.wording import names
from policies import routing
from policies.conditions import holds
from policies.document import Policy
from records.mails import DIGEST
from registry.models import Site
from requests import letters
from requests.columns import columns
from requests.models import Answer, Seat, Step, Submission
from requests.rules import kept_from, may_be_kept_from
from requests.selectors import BEFORE_IT_OPENS, Ahead, Teller, seated_ahead
from requests.services.naming import may_be_submitted
from requests.services.onward import responsible_of
from requests.services.planning import settled

from .simulated import AT_ONCE, MORNING, Mail, Simulation, Turn, Watch
from .unanswered import mornings_of, silence
from .watched_ahead import REGISTERED, Afterwards, silent

WAITING, DONE, OPEN = routing.WAITING, routing.DONE, "open"


def unstored(
    policy: Policy, answers: Mapping[str, Any], *, district: District, requester: Person, place: School | None
) -> Submission:
    """A submission as it would be filed; never stored."""
    return Submission(district=district, requester=requester, place=place, answers=answers, **columns(policy, answers))


def simulate(submission: Submission, policy: Policy, answers: Mapping[str, Any], *, on: date) -> Simulation:
    """What follows when this submission, which is not stored, is filed on a day. At most eight queries, more where the policy
    wants people to be taught first.

    Its own answers are those of the form; `answers` are the same, with those of the steps laid over them.
    """
    form = dict(submission.answers)
    if stopped := routing.verdict(policy, form):
        return Simulation(stopped=stopped)
    try:
        may_be_submitted(submission, policy, form, submission.place, by=submission.requester, on=on)
    except Refused as refused:
        return Simulation(refused=refused.sentence)
    return _Run(submission, policy, answers, on).simulation()


@dataclass
class _Run:
    """One run through the route, a day at a time."""

    submission: Submission
    policy: Policy
    answers: Mapping[str, Any]
    on: date
    mails: list[Mail] = field(default_factory=list)
    closed: dict[str, date] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    given: list[tuple[date, str, int]] = field(default_factory=list)
    last: Person | None = None

    def __post_init__(self) -> None:
        submission, policy = self.submission, self.policy
        self.known = dict(submission.answers)
        recorded_by = {role.key: list(role.recorded_by) for role in policy.roles}
        planned = [each.spec for each in routing.plan(policy, self.known) if each.needed or not settled(policy, each.spec)]
        self.ahead, self.sitters = seated_ahead(
            submission, policy, self.answers, on=self.on, recorded_by=recorded_by, planned=planned
        )
        self.responsible = responsible_of(submission, dict(self.answers))
        for seat in (seat for each in self.ahead for seat in each.seats):
            if seat.acts == roles.RESPONSIBLE and seat.person is None:
                seat.person = self.responsible
        self.silent = silent(submission.district_id, policy)
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
        return Simulation(None, "", turns, mails, listed_on, self.responsible.name, watches)

    # the route ---------------------------------------------------------------------------------------------------------

    def _turns(self) -> tuple[Turn, ...]:
        by_key = {each.step.key: each for each in self.ahead}
        states = {step.key: WAITING if step.key in by_key else routing.SKIPPED for step in self.policy.steps}
        found: dict[str, Turn] = {}
        while ready := routing.opens(self.policy, states):
            known = dict(self.known)
            for key in ready:
                if not holds(by_key[key].spec.when, known):
                    states[key] = routing.SKIPPED
                    continue
                found[key] = self._turn(by_key[key])
                states[key] = OPEN if found[key].is_stuck else DONE
        left = [each for each in self.ahead if each.step.key in found or self._may_come(each, states)]
        return tuple(found.get(each.step.key) or self._not_reached(each) for each in left)

    def _may_come(self, ahead: Ahead, states: Mapping[str, str]) -> bool:
        """Whether a step that was not reached would be needed."""
        return states[ahead.step.key] == WAITING and holds(ahead.spec.when, self.answers)

    def _turn(self, ahead: Ahead) -> Turn:
        spec, step = ahead.spec, ahead.step
        earlier = self.policy.before(spec)
        opened_on = max((on for key, on in self.closed.items() if key in earlier), default=self.on)
        told = step.kind == Step.Kind.NOTIFY
        self._keep_from(ahead, opened_on)
        todo, asked = self.teller.todo(step, ahead.seats), self._asked(ahead)
        mornings = [] if told else list(mornings_of(ahead.spec, opened_on, self.days))
        if told:
            self._tell(ahead, opened_on)
            self.closed[spec.key] = opened_on
        stuck = not told and not self._answered(ahead, mornings[0][0])
        return Turn(
            spec.key,
            todo,
            tuple(dict.fromkeys((*asked, *self._asked(ahead)))),
            opened_on,
            tuple(self._trouble(ahead)),
            stuck,
            tuple(silence(ahead.spec, opened_on, mornings, self.days, self._escalated)),
            step.holds_up_listing and not told,
        )

    def _answered(self, ahead: Ahead, on: date) -> bool:
        """Ask on a day and let it be answered; whether somebody can. Who answered another step that very day may be kept from it,
        and where nobody else is left it falls to those who are asked on the next school day."""
        if not self._can_be_answered(ahead):
            return False
        self._ask(ahead, on)
        if self._keep_from(ahead, on) and any(seat.fell_at for seat in ahead.seats):
            on = self.days.add(on, 1)
            self._ask(ahead, on)
        if not self._can_be_answered(ahead):
            return False
        self._answer(ahead, on)
        return True

    def _keep_from(self, ahead: Ahead, by: date) -> bool:
        """Keep from a step whom the policy keeps from it by the answers until a day (`not_by`); whether that changed anything."""
        answers = [(role, person) for on, role, person in self.given if on <= by]
        kept = kept_from(
            ahead.spec, given=answers, requester=self.submission.requester_id, responsible=lambda: self._answering_for().pk
        )
        seats = [seat for seat in ahead.seats if may_be_kept_from(seat) and seat.not_for != kept]
        for seat in seats:
            seat.not_for = kept
            seat.fell_at = BEFORE_IT_OPENS if seat.fallback and self.sitters.vacant(seat) else None
        return bool(seats)

    def _answering_for(self) -> Person:
        """Who answers for the site as far as that is known by now."""
        is_known = self.known.get("responsible") == self.answers.get("responsible")
        return self.responsible if is_known else responsible_of(self.submission, self.known)

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
                waits = ahead.step.kind != Step.Kind.NOTIFY and not self.sitters.sitting(seat)
                when = "after a school day it falls" if waits else "it falls"
                yield f"Nobody can act as {role}: {when} to {self.policy.role_label(seat.fallback)}, {who}."
            elif not holders:
                also = f" or as {self.policy.role_label(seat.fallback)}" if seat.fallback else ""
                yield f"Nobody can act as {role}{also}."

    def _holders(self, ahead: Ahead) -> list[Holder]:
        found = [holder for seat in ahead.seats for holder in self.sitters.of(seat)]
        return list({holder.person.pk: holder for holder in reversed(found)}.values())[::-1]

    def _escalated(self, roles_: Sequence[str]) -> list[Holder]:
        return self.roster.first_held([tuple(roles_)], school_id=self.submission.place_id, of=self.submission.requester)[1]

    # mails ---------------------------------------------------------------------------------------------------------------

    def _tell(self, ahead: Ahead, on: date) -> None:
        subject = letters.told(self.submission, self.policy).subject
        for holder in self._holders(ahead):
            self.mails.append(Mail(on, str(holder), subject, AT_ONCE))

    def _ask(self, ahead: Ahead, on: date) -> None:
        """The mail of a morning to everybody who may answer."""
        what = asks_of(ahead.step, self.policy)[0].format(self.submission)
        for holder in self._holders(ahead):
            if self.calendars.of(holder.person.place_id).is_open(on) and holder.person.pk not in self.silent[DIGEST]:
                self.mails.append(Mail(on, str(holder), what, MORNING))

    def _answer(self, ahead: Ahead, on: date) -> None:
        """The answer of each role, and the mail about it to whoever asks."""
        self.closed[ahead.spec.key] = on
        self.known |= {key: self.answers[key] for key in ahead.spec.fields if key in self.answers}
        answering = [(seat, self.sitters.of(seat)) for seat in _one_a_role(ahead)]
        for seat, holders in [pair for pair in answering if pair[1]][: 1 if ahead.step.mode == "any" else None]:
            self.last = holders[0].person
            self.given.append((on, seat.role, self.last.pk))
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
        is_told = self.responsible.pk != (self.last or self.submission.requester).pk
        if is_told and self.responsible.pk not in self.silent[REGISTERED]:
            named = columns(self.policy, self.answers)
            name = named["name"] or f"{self.submission.place} on {named['platform_label']}"
            site = Site(name=name, platform_label=named["platform_label"])
            subject = letters.registered(self.submission, site).subject
            self.mails.append(Mail(on, self.responsible.name, subject, AT_ONCE))
        return on

    def _watches(self, listed_on: date) -> tuple[Watch, ...]:
        """What is checked afterwards; its mails are listed among the others."""
        seen = Afterwards(
            self.submission, self.policy, self.answers, self.responsible, self.roster, self.calendars, self.on, self.silent
        )
        found = seen.watches(listed_on)
        self.mails += seen.mails
        return found


def _one_a_role(ahead: Ahead) -> Iterable[Seat]:
    """The first seat of each role: of the recorders of one body, one is enough."""
    found: dict[str, Seat] = {}
    for seat in ahead.seats:
        found.setdefault(seat.role, seat)
    return found.values()
