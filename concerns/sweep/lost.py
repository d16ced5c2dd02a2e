"""Pages that are not under control, on a school morning: they stand in the mail of whoever was alarmed until they are settled."""

from functools import partial

from django.db.models import QuerySet

from accounts import roles
from accounts.access import local_day
from accounts.selectors import Holder
from monitoring.selectors import Roster, unique
from monitoring.sweep.morning import Morning
from records.letters import Item
from records.statements import Given
from registry.models import Site

from .. import states
from ..models import LostControl
from ..selectors import lost_item


def collect(morning: Morning) -> int:
    """Put every open case into the baskets of those whom it alarmed."""
    count = 0
    for case in open_in(morning.district.pk).select_related("site__school", "site__responsible__supervisor"):
        for holder in _alarmed(case.site, morning.roster):
            morning.put(holder, "late", local_day(case.reported_at, morning.zone), partial(_word, case, morning))
            count += 1
    return count


def open_in(district_id: int | Given) -> QuerySet[LostControl]:
    """The pages of a district that are not under control."""
    return LostControl.objects.filter(district_id=district_id, state=states.LOST).order_by("id")


def _alarmed(site: Site, roster: Roster) -> list[Holder]:
    found = [*roster.last_resort()[1], *roster.heads_of(site.school_id)]
    for role in (roles.RESPONSIBLE, roles.SUPERVISOR):
        found += roster.holders(role, school_id=site.school_id, of=site.responsible)
    return unique(found)


def _word(case: LostControl, morning: Morning, holder: Holder) -> Item:
    return lost_item(case, morning.today, morning.zone, holder.acting_for.name if holder.acting_for else "")
