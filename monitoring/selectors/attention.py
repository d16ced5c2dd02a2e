"""What whoever audits the register looks at first: how high ladders were climbed, how the months went, when the clock ticked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from accounts import wording
from monitoring import states
from monitoring.models import CheckIn, DayTally, Rung, Tick

MONTHS = 12
STALE = 10  # minutes after which the clock is said to stand still
RUNGS = ("reminded once", "reminded again", "escalated once")


@dataclass(frozen=True)
class Month:
    """One month of answered check-ins. `share` is how many in a hundred were on time; None where none was answered."""

    begins: date
    label: str
    on_time: int
    late: int

    @property
    def total(self) -> int:
        """How many were answered."""
        return self.on_time + self.late

    @property
    def share(self) -> int | None:
        """How many in a hundred were on time."""
        return round(100 * self.on_time / self.total) if self.total else None


def overdue_by_rung(district_id: int) -> list[tuple[str, int]]:
    """How many late check-ins have climbed how high: the words of a rung and the number, lowest first. One query."""
    late = CheckIn.objects.filter(state=states.OPEN, site__district_id=district_id, site__overdue_since__isnull=False)
    reached = Rung.objects.filter(check_in__in=late.order_by().values("pk")).order_by("number").values_list("number")
    climbed = dict(reached.annotate(reached=Count("pk")))
    return [
        (_rung(number), count - climbed.get(number + 1, 0))
        for number, count in climbed.items()
        if count > climbed.get(number + 1, 0)
    ]


def _rung(number: int) -> str:
    return RUNGS[number] if number < len(RUNGS) else f"escalated {wording.number(number - 1).lower()} times"


def months_until(district_id: int, on: date) -> list[Month]:
    """The last twelve months, the first one first, from the days that were counted. One query of at most 366 rows."""
    begins = [_months_before(on, back) for back in range(MONTHS - 1, -1, -1)]
    found: dict[date, list[int]] = {month: [0, 0] for month in begins}
    rows = DayTally.objects.filter(district_id=district_id, on__gte=begins[0], on__lte=on)
    for day, good, late in rows.values_list("on", "on_time", "late"):
        month = found[day.replace(day=1)]
        month[0] += good
        month[1] += late
    return [Month(month, f"{month:%B} {month.year}", *counts) for month, counts in found.items()]


def _months_before(on: date, back: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 - back, 12)
    return date(year, month + 1, 1)


def last_tick(district_id: int, *, at: datetime) -> tuple[str, bool]:
    """How long ago the clock last ran for a district, in words, and whether it stands still. One query."""
    last = Tick.objects.filter(district_id=district_id).values_list("last_at", flat=True).first()
    if last is None:
        return "It has not run yet.", True
    minutes = int((at - last).total_seconds() // 60)
    ago = wording.count(minutes, "minute") if minutes > 0 else "less than a minute"
    return f"{ago} ago.", minutes >= STALE
