"""Where a calendar has changed since the last sweep: the days of complaints and orders are counted anew, in batches."""

from accounts.selectors import Calendars
from monitoring.sweep.claim import Claim

from ..selectors.clocks import Change, moved_complaints, moved_orders
from ..services import write_complaints, write_orders


def count_anew(claim: Claim, calendars: Calendars) -> int:
    """Write the days as the calendars have them now; how many rows moved. Monitoring notes the version when all is done."""
    change = Change(district=claim.district, schools=None, calendars=calendars, today=claim.today)
    moved = 0
    for batch in moved_complaints(change):
        with claim.batch() as ours:
            moved += write_complaints(batch, change) if ours else 0
    for batch in moved_orders(change):
        with claim.batch() as ours:
            moved += write_orders(batch) if ours else 0
    return moved
