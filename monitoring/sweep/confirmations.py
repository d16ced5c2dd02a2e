"""Sites that somebody is asked about again, on a school morning."""

from django.db.models import QuerySet

from accounts import roles
from accounts.access import local_day
from monitoring import letters, schedule, states
from monitoring.models import Confirmation
from records.statements import Given
from registry import states as sites

from .morning import Morning

CHUNK = 500  # open confirmations of one batch


def asked(district_id: int | Given) -> QuerySet[Confirmation]:
    """What is asked about sites of a district, the one to be answered first first."""
    return Confirmation.objects.filter(state=states.OPEN, site__district_id=district_id).order_by("due_on", "id")


def to_move(district_id: int | Given) -> QuerySet[Confirmation]:
    """What was answered about sites of a district and waits for its version to be in force."""
    right = Confirmation.objects.filter(outcome=states.RIGHT, moved_at__isnull=True, site__district_id=district_id)
    return right.order_by("policy_version_id")


def collect(morning: Morning) -> int:
    """Put what is asked into the baskets of whoever answers for each site; how many were mentioned."""
    rows = asked(morning.district.pk).filter(site__status__in=sites.LIVE).order_by("id")
    rows = rows.select_related("site__school", "site__responsible__supervisor")
    mentioned, after = 0, 0
    while batch := list(rows.filter(pk__gt=after)[:CHUNK]):
        mentioned += sum(_mention(morning, row) for row in batch)
        after = batch[-1].pk
    return mentioned


def _mention(morning: Morning, row: Confirmation) -> int:
    site, days = row.site, morning.days(row.site.school_id)
    asked_on = local_day(row.asked_at, morning.zone)
    if not schedule.is_mentioned(asked_on, row.due_on, days, morning.today):
        return 0
    tone = "late" if morning.today > row.due_on else "due" if days.between(morning.today, row.due_on) <= schedule.NEAR else ""
    place = f"{site.platform_label}, {site.school.name}"
    line = letters.ConfirmationLine(row.pk, site.name, place, row.due_on, tone, morning.today)
    for holder in morning.roster.holders(roles.RESPONSIBLE, school_id=site.school_id, of=site.responsible):
        morning.put(holder, tone, row.due_on, line.asked)
    return 1
