"""What the register's lists know of a site's duties: columns of the site, written when they change."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Min

from accounts.selectors import Calendars
from monitoring import states
from monitoring.models import CheckIn, Duty
from monitoring.schedule import late_before
from monitoring.summer import in_summer
from registry import services as registry
from registry.models import Site


def keep_watch(site_ids: Collection[int], *, today: date, calendars: Calendars, **more: date | None) -> None:
    """Write next_due_on and overdue_since of some sites where they changed, with `more` columns of one value for all.

    A site is overdue since the oldest due date of its open check-ins, once a school day has passed since. Three queries
    and those that write.
    """
    if not site_ids:
        return
    ahead = _earliest(Duty.objects.filter(site__in=site_ids, ended_at__isnull=True, paused_at__isnull=True), "next_due_on")
    waiting = _waiting(site_ids)
    rows: list[dict[str, Any]] = []
    for pk, school, *known in Site.objects.filter(pk__in=site_ids).values_list("pk", "school_id", "next_due_on", "overdue_since"):
        owed, summer = waiting.get(pk, (None, ""))
        due = [on for on in (owed, ahead.get(pk)) if on is not None]
        is_overdue = owed is not None and owed < late_before(in_summer(calendars.of(school), summer), today)
        found = [min(due, default=None), owed if is_overdue else None]
        if found != known or more:
            rows.append({"site_id": pk, "next_due_on": found[0], "overdue_since": found[1], **more})
    registry.note_watch_many(rows)


def _waiting(site_ids: Collection[int]) -> dict[int, tuple[date, str]]:
    """The oldest due date of the open check-ins of each site, and the summer rule of its duties."""
    rows = CheckIn.objects.filter(site__in=site_ids, state=states.OPEN).order_by()
    found: dict[int, tuple[date, str]] = {}
    for site, summer, due_on in rows.values_list("site_id", "duty__summer").annotate(Min("due_on")):
        found[site] = min(found.get(site, (due_on, summer)), (due_on, summer))
    return found


def _earliest(rows: Any, column: str) -> dict[int, date | None]:
    return dict(rows.order_by().values_list("site_id").annotate(Min(column)))
