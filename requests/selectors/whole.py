"""A submission with its rounds, its route and what was answered, each row read once: for pages that say all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.access import Standing
from accounts.rules import allows
from policies.document import Policy
from records.statements import Given, Objects

from .. import rules, states
from ..models import Acceptance, Answer, Round, Seat, Step, Submission
from .filed import policy_of, seen_by
from .seats import Sitters

OPEN = (states.STEP_OPEN, states.WAITING)
PERSON = ("name", "email", "kind", "is_active", "district_id", "place_id", "supervisor_id")  # what is asked of a person

WAS = "was"  # the answer of a change that holds what the register said of each thing it changes


@dataclass(frozen=True)
class Whole:
    """A submission, its rounds, and the seats of all its steps in the order of the route, each with its answer."""

    submission: Submission
    rounds: Sequence[Round]
    seats: Sequence[Seat]

    @cached_property
    def policy(self) -> Policy:
        """The rules it was filed under."""
        return policy_of(self.submission)

    @cached_property
    def steps(self) -> Sequence[tuple[Step, Sequence[Seat]]]:
        """Every step of every round with its seats, in order. No step is without a seat."""
        found: dict[int, list[Seat]] = {}
        for seat in self.seats:
            found.setdefault(seat.step_id, []).append(seat)
        return [(seats[0].step, seats) for seats in found.values()]

    @cached_property
    def answers(self) -> dict[str, Any]:
        """The answers of the form, with those of the steps of this round laid over them in the order they were given."""
        merged = dict(self.submission.answers)
        given = [seat.answer for seat in self.seats if seat.step.round == self.submission.round and hasattr(seat, "answer")]
        for answer in sorted(given, key=lambda answer: answer.pk):
            merged.update(answer.values)
        return merged

    @property
    def was_for(self) -> int | None:
        """The place it was for before it was submitted again for another one."""
        before, now = ([round_.place_id for round_ in self.rounds[-2:]] + [None, None])[:2]
        return before if before and now and before != now else None

    @cached_property
    def changes(self) -> Mapping[str, tuple[Any, Any]]:
        """What the last submission changed: by field key, (before, now). Empty on the first round."""
        return changed(self.rounds)

    def sitters(self, on: date) -> Sitters:
        """Who may act on what is open or still to come."""
        return Sitters([seat for seat in self.seats if seat.state in OPEN], on=on)

    def seat_of(self, standing: Standing) -> Seat | None:
        """What of it awaits this person, the oldest first."""
        if self.submission.status != states.OPEN:
            return None
        mine = [seat for seat in self.seats if seat.state == states.STEP_OPEN and allows(rules.may_act, standing, seat)]
        return min(mine, key=lambda seat: (seat.opened_at is None, seat.opened_at, seat.pk), default=None)

    @property
    def names(self) -> dict[int, str]:
        """The people it names itself, by id."""
        found = [self.submission.requester, *(seat.person for seat in self.seats if seat.person)]
        return {person.pk: person.name for person in found}

    @property
    def is_decided_in_writing(self) -> bool:
        """Whether the policy wants a written decision and this round has had its last word."""
        submission = self.submission
        if not self.policy.intake.written_decision or submission.kind != Submission.Kind.SITE:
            return False
        if submission.status == states.DECLINED:
            return True
        steps = [step for step, _seats in self.steps if step.round == submission.round and step.holds_up_listing]
        found = [step for step in steps if step.kind == Step.Kind.APPROVE]
        return any(step.outcome == "approve" for step in found) and all(step.state in states.SATISFIED for step in found)


def changed(rounds: Sequence[Round]) -> dict[str, tuple[Any, Any]]:
    """What the last of these rounds changed: by field key, (before, now). Empty where there is one.

    What a change of a site wants changed is told beside what stood in the register when it was asked for.
    """
    if rounds and (was := rounds[-1].answers.get(WAS)):
        return {key: (before, rounds[-1].answers.get(key)) for key, before in was.items()}
    if len(rounds) < 2:
        return {}
    before, now = rounds[-2].answers, rounds[-1].answers
    return {key: (before.get(key), now.get(key)) for key in {**before, **now} if before.get(key) != now.get(key)}


def whole_seen_by(standing: Standing, pk: int) -> Whole:
    """A submission this person may read, with all of it; otherwise Submission.DoesNotExist, whatever the reason. Two queries.

    One that was never submitted has nothing but itself.
    """
    rounds = ROUNDS_SEEN.all(submission=pk, district=standing.district_id)
    if not rounds:
        return Whole(seen_by(standing, pk), (), ())
    submission = rounds[0].submission
    if standing.person.district is not None:
        submission.district = standing.person.district
    seats = _seats(submission)
    if not rules.reads(standing, submission, seats):
        raise Submission.DoesNotExist
    return Whole(submission, rounds, seats)


def whole(submission: Submission) -> Whole:
    """All of a submission that was read already. Two queries."""
    return Whole(submission, ROUNDS.all(submission=submission.pk), _seats(submission))


def _seats(submission: Submission) -> list[Seat]:
    seats = SEATS.all(submission=submission.pk)
    for seat in seats:
        seat.step.submission = submission
    return seats


def accepted(submission: Submission) -> list[Acceptance]:
    """The statements accepted when it was last submitted. One query."""
    return ACCEPTED.all(submission=submission.pk, round=submission.round)


ROUNDS: Objects[Round] = Objects(lambda: Round.objects.filter(submission_id=Given("submission")).order_by("number"))
ROUNDS_SEEN: Objects[Round] = Objects(
    lambda: (
        Round.objects.filter(submission_id=Given("submission"), submission__district_id=Given("district"))
        .order_by("number")
        .select_related("submission__requester", "submission__place", "submission__policy_version")
        .only(
            *(field.name for field in Round._meta.concrete_fields),
            *(f"submission__{field.name}" for field in Submission._meta.concrete_fields),
            *(f"submission__requester__{name}" for name in PERSON),
            *("submission__place__name", "submission__policy_version__sha256"),
        )
    )
)
SEATS: Objects[Seat] = Objects(
    lambda: (
        Seat.objects.filter(step__submission_id=Given("submission"))
        .order_by("step__round", "step__position", "step_id", "id")
        .select_related("step", "answer", "person__supervisor")
        .only(
            *(field.name for field in Seat._meta.concrete_fields),
            *(f"step__{field.name}" for field in Step._meta.concrete_fields),
            *(f"answer__{field.name}" for field in Answer._meta.concrete_fields),
            *(f"{whose}__{name}" for whose in ("person", "person__supervisor") for name in PERSON),
        )
    )
)
ACCEPTED: Objects[Acceptance] = Objects(
    lambda: Acceptance.objects.filter(submission_id=Given("submission"), round=Given("round")).order_by("id")
)
