"""The route of one round, under its submission's lock: read once, changed here, written with one UPDATE for each table."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from accounts.access import Standing, held_by, local_day
from accounts.models import Appointment, Person
from policies.document import Policy
from records.statements import change

from .. import states
from ..models import Answer, Seat, Step, Submission
from ..selectors.seats import Sitters, appointments_near


class Route:
    """The steps of a submission's round with their seats and answers, and who holds what around it on the day of the deed.

    What is set is true here at once and in the database after `write`.
    """

    def __init__(self, submission: Submission, policy: Policy, seats: Iterable[Seat], *, by: Person, at: datetime) -> None:
        """Put together what was read, or has just been planned: every seat of the round with its step."""
        self.submission, self.policy, self.by, self.at = submission, policy, by, at
        self.steps: dict[str, Step] = {}
        self.seats: dict[str, list[Seat]] = {}
        for seat in seats:
            seat.step = self.steps.setdefault(seat.step.key, seat.step)
            seat.step.submission = submission
            self.seats.setdefault(seat.step.key, []).append(seat)
        self._changed: dict[type[Step | Seat], dict[int, dict[str, Any]]] = {Step: {}, Seat: {}}

    @property
    def every_seat(self) -> list[Seat]:
        """All seats, in the order of the steps."""
        return [seat for seats in self.seats.values() for seat in seats]

    @property
    def given(self) -> list[Answer]:
        """The answers of this round, in the order they were given. Nothing is asked: a seat that was just planned has none."""
        found = [cast(Answer | None, seat._state.fields_cache.get("answer")) for seat in self.every_seat]
        return sorted((answer for answer in found if answer is not None), key=lambda answer: answer.pk)

    def merged(self) -> dict[str, Any]:
        """The answers of the form, with those of the steps laid over them."""
        merged = dict(self.submission.answers)
        for answer in self.given:
            merged.update(answer.values)
        return merged

    @cached_property
    def on(self) -> date:
        """The local day of the deed."""
        return local_day(self.at, self.submission.district.time_zone)

    @cached_property
    def appointments(self) -> list[Appointment]:
        """Who holds what today: whoever may sit on one of these seats, and what the doer holds."""
        return appointments_near(self.submission, on=self.on, by=self.by)

    def standing(self) -> Standing:
        """What the doer holds now, read under the lock."""
        return Standing(self.by, self.on, held_by(row for row in self.appointments if row.person_id == self.by.pk))

    def sitters(self, seats: Iterable[Seat]) -> Sitters:
        """Who may act on these seats today."""
        return Sitters(seats, on=self.on, among=self.appointments)

    def set(self, row: Step | Seat, **values: Any) -> None:
        """Change a step or a seat; a person is set by the key."""
        for name, value in values.items():
            setattr(row, name, value)
        self._changed[type(row)].setdefault(row.pk, {}).update(values)

    def set_with_seats(self, step: Step, state: str) -> None:
        """Put a step and all its seats into one state."""
        self.set(step, state=state)
        for seat in self.seats[step.key]:
            self.set(seat, state=state)

    def cancel_open(self) -> None:
        """Close what is open or still to come, because the submission itself ended or went back."""
        rows: list[Step | Seat] = [*self.steps.values(), *self.every_seat]
        for row in rows:
            if row.state in (states.WAITING, states.STEP_OPEN):
                self.set(row, state=states.CANCELLED)

    def write(self) -> None:
        """Write what was set."""
        for model, rows in self._changed.items():
            change(model, rows)
            rows.clear()


def cancel_open(submission: Submission) -> None:
    """The same as `Route.cancel_open` for a submission whose route nobody has read."""
    pending = (states.WAITING, states.STEP_OPEN)
    Seat.objects.filter(step__submission=submission, state__in=pending).update(state=states.CANCELLED)
    submission.steps.filter(state__in=pending).update(state=states.CANCELLED)
