"""A check-in that is due, and answering it, in one line each."""

from datetime import datetime

from accounts.models import Person
from monitoring.models import CheckIn
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, local, morning, only, watched

NINE = local(DUE, 9)


def due(cast: Cast, **more: object) -> CheckIn:
    """The check-in of a site of Maya's that is due today."""
    watched(cast, **more)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    return only()


def answer(check_in: CheckIn, by: Person, outcome: str = "nothing_found", note: str = "", at: datetime = NINE) -> CheckIn:
    """One person's answer, today at nine unless said otherwise."""
    return answer_check_in(check_in=check_in, outcome=outcome, note=note, by=by, at=at)
