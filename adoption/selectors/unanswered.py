"""What follows where nobody answers a step: reminders, who else hears of it, its end."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from accounts import wording
from accounts.schooldays import SchoolDays
from accounts.selectors import Holder
from monitoring import schedule
from monitoring.sweep.steps import clock_of
from policies.document import StepSpec

from .simulated import said

HORIZON = timedelta(days=120)  # how far reminders of a step that nobody answers are followed
SILENT = 4  # reminders and escalations named for each step


def mornings_of(spec: StepSpec, opened_on: date, days: SchoolDays) -> Iterator[tuple[date, str]]:
    """The mornings on which a step that nobody answers comes up, and as what: by the rule the sweep goes by."""
    clock, last, told = clock_of(spec), None, 0
    reminded: list[date] = []
    ends = min(opened_on + HORIZON, schedule.expiry_date(opened_on, clock, days) or date.max)
    day, has_escalated = opened_on + schedule.DAY, not spec.escalate_to
    while day <= ends or not told:
        what = schedule.step_rung_to_write(
            today=day, opened_on=opened_on, clock=clock, days=days, last=last, reminded_on=reminded, has_escalated=has_escalated,
        )  # fmt: skip
        if what:
            reminded += [day] if what == schedule.REMIND else []
            has_escalated |= what == schedule.ESCALATE
            last, told = schedule.Climbed(told, True), told + 1
            yield day, what
        day += schedule.DAY


def silence(
    spec: StepSpec,
    opened_on: date,
    mornings: Sequence[tuple[date, str]],
    days: SchoolDays,
    escalated: Callable[[Sequence[str]], list[Holder]],
) -> Iterator[str]:
    """The same in sentences, after the first mail. `escalated` says who holds the first of some roles that anybody holds."""
    for day, what in mornings[1 : 1 + SILENT]:
        if what == schedule.ESCALATE:
            who = escalated(spec.escalate_to)
            yield f"{wording.full_day(day)}: {said(who)} also {'hears' if len(who) == 1 else 'hear'} of it"
        else:
            yield f"{wording.full_day(day)}: reminded"
    expires = schedule.expiry_date(opened_on, clock_of(spec), days)
    if mornings and expires:
        yield f"After {wording.full_day(expires)}: it ends by itself"
