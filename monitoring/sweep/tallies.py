"""When a day is over, how many check-ins were answered on it, on time and late: for the picture of the months."""

from collections import defaultdict
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from accounts.models import District
from accounts.selectors import calendar_of
from monitoring import schedule, states
from monitoring.models import CheckIn, DayTally
from records.statements import Given, Statement, insert

from .claim import Claim

FAR = timedelta(days=366)  # how far back the first count goes
DAY = timedelta(days=1)


def tally(claim: Claim) -> int:
    """Count the days since the last one counted, up to yesterday, in one query; how many. A day is counted once.

    Late is what the register calls overdue: by the district's calendar a school day had passed since it was due.
    """
    district, zone = claim.district, claim.district.time_zone
    last = max((on for (on,) in LAST.rows(district=district.pk)), default=None)
    first = max(last + DAY, claim.today - FAR) if last else claim.today - FAR
    if first >= claim.today:
        return 0
    span = (schedule.local_moment(zone, first, schedule.MIDNIGHT), schedule.local_moment(zone, claim.today, schedule.MIDNIGHT))
    rows = CheckIn.objects.filter(
        state=states.ANSWERED, answered_at__gte=span[0], answered_at__lt=span[1], site__district=district
    )
    days = rows.order_by().annotate(on=TruncDate("answered_at", tzinfo=ZoneInfo(zone))).values_list("on", "due_on")
    counted = _counted(district, list(days.annotate(number=Count("pk"))))
    counted.setdefault(claim.today - DAY, (0, 0))
    made = [DayTally(district=district, on=on, on_time=good, late=late) for on, (good, late) in sorted(counted.items())]
    insert(made, unless_there=True)
    return len(made)


LAST = Statement(lambda: DayTally.objects.filter(district_id=Given("district")).order_by("-on").values_list("on")[:1])


def _counted(district: District, rows: list[tuple[date, date, int]]) -> dict[date, tuple[int, int]]:
    calendar = calendar_of(district=district, school_id=None)
    found: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for on, due_on, number in rows:
        found[on][due_on < schedule.late_before(calendar, on)] += number
    return {on: (good, late) for on, (good, late) in found.items()}
