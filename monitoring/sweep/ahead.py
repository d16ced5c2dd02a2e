"""What is due soon, on a school morning: the one reminder before a due date, where the policy asks for it.

It is no rung and holds none up. While a check-in of the duty is open nothing is said of its next date.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from accounts.models import School
from accounts.selectors import Holder
from monitoring import letters, schedule, states
from monitoring.models import CheckIn, Duty, EarlyReminder
from monitoring.selectors import heard
from policies.durations import parse
from policies.models import PolicyVersion
from policies.selectors import document_of
from records.mails import SOON
from records.statements import Given
from registry import states as sites

from .morning import AHEAD, Clock, Morning

CHUNK = 500  # duties of one batch
RELATED = ("site__school", "site__responsible__supervisor")


def collect(morning: Morning) -> None:
    """Put what is due soon into the baskets of those who will owe it: each due date once. One query where no policy asks."""
    for before in lengths(morning.district.pk):
        for until, schools in _by_reach(morning, before).items():
            for batch in _batches(_soon(morning, before, until, schools)):
                _collect(morning, batch)


def lengths(district_id: int) -> list[str]:
    """How long before, as the policies of a district say."""
    versions = PolicyVersion.objects.filter(district=district_id).defer("text")
    return sorted({spec.remind_before for version in versions for spec in document_of(version).duties if spec.remind_before})


def _by_reach(morning: Morning, before: str) -> dict[date, list[int]]:
    """The schools by the last date that is spoken of today; those that are closed today speak of nothing."""
    found: dict[date, list[int]] = defaultdict(list)
    for school in School.objects.filter(district=morning.district).order_by("id").values_list("pk", flat=True):
        days = morning.days(school)
        if days.is_open(morning.today):
            found[schedule.reach(parse(before), days, morning.today)].append(school)
    return found


def _soon(morning: Morning, before: str, until: date, schools: list[int]) -> QuerySet[Duty]:
    running = reminded_of(morning.district.pk, morning.today)
    due = running.filter(remind_before=before, next_due_on__lte=until)
    is_waiting = Exists(CheckIn.objects.filter(duty=OuterRef("pk"), state=states.OPEN))
    return due.filter(~is_waiting, site__school__in=schools, site__status=sites.ACTIVE).select_related(*RELATED)


def reminded_of(district_id: int | Given, today: date | Given) -> QuerySet[Duty]:
    """The running duties of a district of which people are reminded before they are due, and are not due yet."""
    running = Duty.objects.exclude(remind_before="").filter(ended_at__isnull=True, paused_at__isnull=True)
    return running.filter(next_due_on__gt=today, site__district_id=district_id)


def _batches(rows: QuerySet[Duty]) -> Iterator[list[Duty]]:
    after = Q()
    while batch := list(rows.filter(after).order_by("next_due_on", "id")[:CHUNK]):
        yield batch
        after = Q(TupleGreaterThan(Tuple("next_due_on", "id"), (batch[-1].next_due_on, batch[-1].pk)))


@transaction.atomic
def _collect(morning: Morning, batch: list[Duty]) -> None:
    """One batch: what was heard already is left out, what was written and not heard is said again, the rest is written."""
    known = {
        row.duty_id: row for row in EarlyReminder.objects.filter(duty__in=batch, due_on__in={row.next_due_on for row in batch})
    }
    known = {duty.pk: row for duty in batch if (row := known.get(duty.pk)) and row.due_on == duty.next_due_on}
    silent = _heard(morning, batch, known)
    fresh: list[EarlyReminder] = []
    again: list[EarlyReminder] = []
    for duty in batch:
        if duty.pk in silent or duty.next_due_on is None:
            continue
        told = _owing(morning, duty)
        row = known.get(duty.pk) or EarlyReminder(
            duty=duty, due_on=duty.next_due_on, written_on=morning.today, written_at=morning.at
        )
        row.people = sorted({*row.people, *(holder.person.pk for holder in told)})
        row.messages = [*row.messages, *(key for key in morning.keys(told) if key not in row.messages)]
        (again if row.pk else fresh).append(row)
        days = morning.days(duty.site.school_id, duty.summer)
        line = letters.SoonLine.of(duty, due=schedule.moved(duty.next_due_on, days, duty.calendar), today=morning.today)
        for holder in told:
            morning.put(holder, AHEAD, duty.next_due_on, line.owed)
    EarlyReminder.objects.bulk_update(again, ["people", "messages"])
    EarlyReminder.objects.bulk_create(fresh, ignore_conflicts=True)


def _heard(morning: Morning, batch: list[Duty], known: dict[int, EarlyReminder]) -> set[int]:
    """The duties whose reminder was sent on an earlier school day."""
    clocks: dict[int, Clock] = {duty.pk: (duty.site.school_id, duty.summer) for duty in batch}
    keys: dict[str, int] = {key: pk for pk, row in known.items() for key in row.messages}
    found: set[int] = set()
    for clock in {clocks[pk] for pk in known}:
        wanted = [key for key, pk in keys.items() if clocks[pk] == clock]
        found |= {keys[key] for key in heard(wanted, morning.heard_before(clock), district_id=morning.district.pk)}
    return found


def _owing(morning: Morning, duty: Duty) -> list[Holder]:
    """Who will owe it: whoever holds its role today or stands in for them, else the next role of its ladder.

    Without those who have switched such reminders off.
    """
    groups = [(duty.role,), *(level.to for level in schedule.levels(duty.ladder))]
    found = morning.roster.first_held(groups, school_id=duty.site.school_id, of=duty.site.responsible)[1]
    return [holder for holder in found if holder.person.pk not in morning.silent[SOON]]
