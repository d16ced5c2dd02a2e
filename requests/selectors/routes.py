"""The route of a submission in sentences: done by whom and when, now with whom since when, still to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from accounts import wording
from accounts.access import local_day
from policies import routing
from policies.document import Policy, StepSpec

from .. import states
from ..models import Answer, Round, Seat, Step, Submission
from .filed import gives_address
from .seats import Sitters, recording_roles, seats_of
from .whole import Whole, whole

TODO = {
    Step.Kind.APPROVE: "decides",
    Step.Kind.NOTIFY: "is told",
    Step.Kind.ACKNOWLEDGE: "acknowledges",
    Step.Kind.PROVIDE: "gives the web address",
    Step.Kind.ASSIGN: "sets the duties",
    Step.Kind.RECORD: "records",
}
SAID = {
    "approve": "approved",
    "return": "returned it",
    "decline": "declined",
    "acknowledge": "acknowledged",
    "provide": "gave the web address",
    "assign": "set the duties",
    "record": "recorded",
}
NO_ADDRESS = ("gives what is asked", "gave what was asked")  # of a step by which something else is given

BEFORE_IT_OPENS = datetime(1, 1, 1, tzinfo=UTC)  # when a seat "fell" to its fallback in a route that nobody took yet


@dataclass(frozen=True)
class RouteLine:
    """One line of a route. `state`: done, now, next or skipped."""

    state: str
    title: str
    meta: str = ""
    said: str = ""
    number: int = 0


def route_lines(submission: Submission, policy: Policy, *, on: date) -> list[RouteLine]:
    """The whole route of a submission, all rounds, as of a local day. Three queries."""
    return route_of(whole(submission), policy, on=on)


def route_of(found: Whole, policy: Policy, *, on: date) -> list[RouteLine]:
    """The same of a submission that was read with all of it. One query."""
    submission = found.submission
    zone = submission.district.time_zone
    teller = Teller(submission, policy, found.sitters(on), zone, on)
    lines: list[RouteLine] = []
    for round_ in found.rounds:
        lines.append(teller.submitted(round_))
        for step, seats in found.steps:
            if step.round == round_.number:
                lines += teller.step(step, seats)
    if submission.status in (states.WITHDRAWN, states.EXPIRED) and submission.ended_at:
        ended = wording.moment(submission.ended_at, zone, today=on)
        lines.append(RouteLine("done", states.LABELS[submission.status], ended))
    return [RouteLine(line.state, line.title, line.meta, line.said, at) for at, line in enumerate(lines, start=1)]


@dataclass(frozen=True)
class Ahead:
    """One step that a submission would take, with its seats; nothing of it is stored."""

    spec: StepSpec
    step: Step
    seats: list[Seat]


def route_ahead(submission: Submission, policy: Policy, answers: Mapping[str, Any], *, on: date) -> list[RouteLine]:
    """The route a submission would take with these answers, before anything is stored: who would be asked, in order."""
    ahead, sitters = seated_ahead(submission, policy, answers, on=on)
    teller = Teller(submission, policy, sitters, submission.district.time_zone, on)
    return [RouteLine("next", teller.todo(each.step, each.seats), number=number) for number, each in enumerate(ahead, start=1)]


def seated_ahead(
    submission: Submission,
    policy: Policy,
    answers: Mapping[str, Any],
    *,
    on: date,
    recorded_by: Mapping[str, list[str]] | None = None,
    planned: Sequence[StepSpec] | None = None,
) -> tuple[list[Ahead], Sitters]:
    """The steps that these answers need, with the seats they would have, and who would sit on them that day.

    `recorded_by` says which roles record for a body without a login, where it is not the district's roles that say so;
    `planned` which steps are looked at, where it is not those alone that these answers need.
    """
    recorded_by = recording_roles(submission.district_id) if recorded_by is None else recorded_by
    planned = [plan.spec for plan in routing.plan(policy, answers) if plan.needed] if planned is None else planned
    steps = [Step(submission=submission, key=spec.key, kind=spec.kind, mode=spec.mode) for spec in planned]
    ahead = [
        Ahead(spec, step, list(seats_of(step, spec, submission, policy, recorded_by)))
        for spec, step in zip(planned, steps, strict=True)
    ]
    sitters = Sitters([seat for each in ahead for seat in each.seats], on=on)
    for each in ahead:
        for seat in each.seats:
            seat.fell_at = BEFORE_IT_OPENS if seat.fallback and sitters.vacant(seat) else None
    return ahead, sitters


@dataclass(frozen=True)
class Teller:
    """Words the lines of one route."""

    submission: Submission
    policy: Policy
    sitters: Sitters
    zone: str
    on: date

    def submitted(self, round_: Round) -> RouteLine:
        """The line of a submission or a submission again."""
        again = " again" if round_.number > 1 else ""
        return RouteLine(
            "done",
            f"{self.submission.requester.name} submitted{again}",
            wording.moment(round_.submitted_at, self.zone, today=self.on),
        )

    def step(self, step: Step, seats: Sequence[Seat]) -> list[RouteLine]:
        """The lines of one step: one for each answer, or one for what it waits for."""
        if step.state == states.SKIPPED:
            return [RouteLine("skipped", self.todo(step, seats), "Not needed for these answers.")]
        if step.state == states.CANCELLED:
            return [self.answered(step, answer) for answer in _answers(seats)]
        lines = [self.answered(step, answer) for answer in _answers(seats)]
        if step.state == states.STEP_DONE and step.kind == Step.Kind.NOTIFY:
            return [self.told(step)]
        if step.state == states.STEP_OPEN:
            lines.append(self.now(step, [seat for seat in seats if seat.state == states.STEP_OPEN]))
        if step.state == states.WAITING:
            lines.append(RouteLine("next", self.todo(step, seats)))
        return lines

    def answered(self, step: Step, answer: Answer) -> RouteLine:
        """Who answered, for whom, when, and what they said."""
        name = f"{answer.person_name} for {answer.acting_for}" if answer.acting_for else answer.person_name
        spec = self.policy.step(step.key)
        did = said_of(answer, step, self.policy)
        if step.kind == Step.Kind.RECORD and spec and spec.what:
            did = f"recorded: {spec.what}"
        if step.kind == Step.Kind.APPROVE and answer.seat.role != answer.seat.acts:
            did = f"recorded that the {self.policy.role_label(answer.seat.role)} {did}"
        did += f": {spec.about}" if spec and spec.about else ""
        return RouteLine("done", f"{name} {did}", wording.moment(answer.at, self.zone, today=self.on), answer.reason)

    def told(self, step: Step) -> RouteLine:
        """Who was told by a notify step, as it was written down."""
        when = wording.moment(step.closed_at, self.zone, today=self.on) if step.closed_at else ""
        return RouteLine("done", step.told or "Told", when)

    def now(self, step: Step, seats: Sequence[Seat]) -> RouteLine:
        """Whom it waits for, since when."""
        meta = f"Waiting since {self.since(step.opened_at)}." if step.opened_at else ""
        stand_ins = [holder for seat in seats for holder in self.sitters.of(seat) if holder.acting_for]
        if any(not self.sitters.of(seat) for seat in seats):
            meta += " Nobody can act on this now; the technology director sees it."
        falls_to = [self.policy.role_label(seat.fallback) for seat in seats if seat.vacant_at]
        if falls_to:
            meta += f" After a school day it falls to the {wording.listing(list(dict.fromkeys(falls_to)), 'or').lower()}."
        for holder in stand_ins:
            meta += f" {holder.person.name} may act for {holder.acting_for}."
        return RouteLine("now", self.todo(step, seats), meta)

    def since(self, at: datetime) -> str:
        """A moment inside a sentence, without the dot that ends its time of day."""
        said = f"{wording.day(local_day(at, self.zone), today=self.on)}, {wording.clock(at, self.zone)}"
        return said.rstrip(".")

    def todo(self, step: Step, seats: Iterable[Seat]) -> str:
        """Who does what, for a step that is not done."""
        spec = self.policy.step(step.key)
        verb = TODO[Step.Kind(step.kind)]
        if step.kind == Step.Kind.PROVIDE and not gives_address(self.policy, step):
            verb = NO_ADDRESS[0]
        if spec and step.kind == Step.Kind.RECORD and spec.what:
            verb = f"records: {spec.what}"
        elif spec and spec.about:
            verb = f"{verb}: {spec.about}"
        subject, many = self._roles(step, seats)
        return f"{subject} {_of_several(verb) if many else verb}"

    def _roles(self, step: Step, seats: Iterable[Seat]) -> tuple[str, bool]:
        """The subject of a sentence about a step, and whether it is several people."""
        names = list(dict.fromkeys(self._seat(seat) for seat in seats))
        several = len(names) > 1 and step.mode == "all"
        return wording.listing(names, "and" if step.mode == "all" else "or") or "Nobody", several

    def _seat(self, seat: Seat) -> str:
        if seat.acts == "requester":
            return self.submission.requester.name
        first = next((holder for holder in self.sitters.of(seat) if holder.acting_for is None), None)
        label = self.policy.role_label(seat.fallback if seat.fell_at and first else seat.role).lower()
        return f"{first.person.name}, {label}," if first else f"The {label}"


def said_of(answer: Answer, step: Step, policy: Policy) -> str:
    """What somebody did by an answer: "approved", "gave the web address"."""
    if answer.outcome == Step.Kind.PROVIDE and not gives_address(policy, step):
        return NO_ADDRESS[1]
    return SAID.get(answer.outcome, answer.outcome)


def _of_several(verb: str) -> str:
    """What one does, of several: decide, are told, record: it is done."""
    first, _, rest = verb.partition(" ")
    return f"{'are' if first == 'is' else first.replace('s:', ':').removesuffix('s')} {rest}".strip()


def _answers(seats: Iterable[Seat]) -> list[Answer]:
    found = [seat.answer for seat in seats if hasattr(seat, "answer")]
    return sorted(found, key=lambda answer: answer.at)
