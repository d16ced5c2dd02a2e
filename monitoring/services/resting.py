"""Duties that rest: none is due while its site is suspended or its pause lasts."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from accounts.selectors import Calendars
from monitoring import schedule
from monitoring.models import Duty
from monitoring.summer import in_summer
from policies.durations import parse


def begin_again(duties: Iterable[Duty], *, calendars: Calendars, start: Callable[[Duty], date]) -> int:
    """End the rest of these duties (each with its site): the next due date counts from its `start`. Grouped updates."""
    by_date: dict[tuple[date, date], list[int]] = defaultdict(list)
    for duty in duties:
        days = in_summer(calendars.of(duty.site.school_id), duty.summer)
        since = start(duty)
        by_date[since, schedule.next_due(since, parse(duty.every), days, duty.calendar)].append(duty.pk)
    return sum(
        Duty.objects.filter(pk__in=pks, ended_at__isnull=True, next_due_on__isnull=True).update(
            next_due_on=on, counted_from=since, paused_at=None, paused_until=None, pause_reason=""
        )
        for (since, on), pks in by_date.items()
    )
