"""Rhythms that were chosen for a site when it was approved: who may choose another, among which, and when it would be due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts import roles
from accounts.access import Standing
from accounts.schooldays import SchoolDays
from monitoring import rules, schedule
from monitoring.models import Duty
from monitoring.summer import in_summer
from policies.document import DutySpec, Policy
from policies.durations import parse
from policies.routing import fallback, recorders
from registry.models import Site
from registry.selectors import policy_over

from .roster import Roster

USUAL = ("1 school day", "1 week", "2 weeks", "1 month")  # where the policy lists no rhythms
DATES = 5


@dataclass(frozen=True)
class Chosen:
    """A duty whose rhythm the policy leaves to a step of the route: the field that asks for it, its choices, and who answers
    that step, with the role that acts where nobody of them can."""

    spec: DutySpec
    field: str
    choices: tuple[str, ...]
    who: tuple[str, ...]
    instead: tuple[str, ...]

    def may_choose(self, site: Site, roster: Roster) -> tuple[str, ...]:
        """The roles that choose for this site: those of the step, and where they are vacant or only whoever answers for the
        site holds them, who acts instead."""
        held = (holder for role in self.who for holder in roster.holders(role, school_id=site.school_id, of=site.responsible))
        return self.who if any(holder.person.pk != site.responsible_id for holder in held) else (*self.who, *self.instead)


def chosen_rhythm(site: Site, key: str) -> Chosen | None:
    """The same of one duty of a site, by its key; None where its rhythm was not chosen. No query."""
    policy = policy_over(site)
    spec = policy.duty(key) if policy else None
    field = policy.field(spec.every_field) if policy and spec and spec.every_field else None
    if policy is None or spec is None or field is None or field.key not in site.terms:
        return None
    return Chosen(spec, field.key, tuple(field.choices) or USUAL, *_who(policy, field.key))


def _who(policy: Policy, field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles that answer the steps which ask for a field, and those that act instead of them."""
    steps = [step for step in policy.steps if field in step.fields]
    who = dict.fromkeys(acts for step in steps for role in step.who for acts in recorders(policy, role))
    instead = dict.fromkeys(fallback(policy, step, role) for step in steps for role in step.who)
    by_themselves = (roles.REQUESTER, roles.RESPONSIBLE)
    return tuple(role for role in who if role not in by_themselves), tuple(filter(None, instead))


def may_choose_rhythm(standing: Standing, site: Site, key: str, roster: Roster) -> bool:
    """Whether this person may choose another rhythm for a duty of a site. No query."""
    chosen = chosen_rhythm(site, key)
    return chosen is not None and rules.chooses(standing, site, chosen.may_choose(site, roster)) is not None


def first_under(duty: Duty, every: str, days: SchoolDays, today: date) -> date | None:
    """When a duty would be due next in another rhythm, counted from the same day as now; where that is over, on the next school
    day. None while it rests."""
    if duty.next_due_on is None:
        return None
    rested = in_summer(days, duty.summer)
    since = duty.counted_from or today
    first = schedule.next_due(since, parse(every), rested, duty.calendar)
    return first if first > today else schedule.moved(today + timedelta(days=1), rested, duty.calendar)


def dates_under(duty: Duty | None, every: str, days: SchoolDays, today: date) -> Sequence[date]:
    """The next five dates of a duty in another rhythm, if each is answered on its day; none while it rests."""
    first = first_under(duty, every, days, today) if duty else None
    if duty is None or first is None:
        return []
    return schedule.upcoming(first, parse(every), in_summer(days, duty.summer), duty.calendar, count=DATES)
