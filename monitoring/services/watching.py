"""What the register's lists know of a site's duties: columns of the site, written when they change."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Min

from accounts.selectors import Calendars
from monitoring import states
from monitoring.models import CheckIn, Duty
from monitoring.schedule import late_before
from registry import services as registry
from registry.models import Site


def keep_watch(site_ids: Collection[int], *, today: date, calendars: Calendars, **more: date | None) -> None:
    """Write next_due_on and overdue_since of some sites, with `more` columns of the same value for all: four queries.

    A site is overdue since the oldest due date of its open check-ins, once a school day has passed since.
    """
    schools = dict(Site.objects.filter(pk__in=site_ids).values_list("pk", "school_id"))
    ahead = _earliest(Duty.objects.filter(site__in=site_ids, ended_at__isnull=True, paused_at__isnull=True), "next_due_on")
    waiting = _earliest(CheckIn.objects.filter(site__in=site_ids, state=states.OPEN), "due_on")
    rows: list[dict[str, Any]] = []
    for pk, school in schools.items():
        owed = waiting.get(pk)
        due = [on for on in (owed, ahead.get(pk)) if on is not None]
        is_overdue = owed is not None and owed < late_before(calendars.of(school), today)
        rows.append({"site_id": pk, "next_due_on": min(due, default=None), "overdue_since": owed if is_overdue else None, **more})
    if rows:
        registry.note_watch_many(rows)


def _earliest(rows: Any, column: str) -> dict[int, date | None]:
    return dict(rows.order_by().values_list("site_id").annotate(Min(column)))
