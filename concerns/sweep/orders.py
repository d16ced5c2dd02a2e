"""Orders on a school morning: what is not carried out suspends its site where the policy says so; who is asked what."""

from functools import partial

from django.db.models import QuerySet

from accounts.selectors import Holder
from monitoring.sweep.morning import Morning
from records.events import CLOCK
from records.letters import Item
from records.statements import Given

from .. import services, states
from ..models import Directive
from ..selectors import after_them, asks_of, open_orders, reached
from ..selectors.waiting import CONFIRM, LATE, RELATED, Ask

CHUNK = 500  # open orders of one batch


def collect(morning: Morning) -> int:
    """Suspend what the policy has suspended, then put every open order into the baskets of those it waits for."""
    _suspend(morning)
    rows = open_in(morning.district.pk).select_related(*RELATED)
    mentioned, after = 0, 0
    while batch := list(rows.filter(pk__gt=after)[:CHUNK]):
        mentioned += sum(_mention(morning, row) for row in batch)
        after = batch[-1].pk
    return mentioned


def open_in(district_id: int | Given) -> QuerySet[Directive]:
    """The open orders of a district, the first first."""
    return Directive.objects.filter(open_orders(district_id)).order_by("id")


def _suspend(morning: Morning) -> None:
    """Each in its own transaction: a sweep that is broken off goes on where it was."""
    due = Directive.objects.filter(district=morning.district, state__in=states.TO_DO, suspend_on__lte=morning.today)
    for pk in due.filter(suspended_at__isnull=True).order_by("id").values_list("pk", flat=True):
        services.suspend_for(directive_id=pk, by=CLOCK, at=morning.at)


def _mention(morning: Morning, row: Directive) -> int:
    count = 0
    for ask in asks_of(row, morning.days(row.site.school_id), morning.today):
        for holder in reached(ask, morning.roster) or _next(morning, ask):
            morning.put(holder, ask.tone, ask.on, partial(_word, ask))
            count += 1
    return count


def _next(morning: Morning, ask: Ask) -> list[Holder]:
    """Where nobody is left whom it waits for, it passes on; what is to be carried out waits for an owner of the site."""
    row = ask.directive
    if ask.what not in (CONFIRM, LATE):
        return []
    person, role = after_them(row, morning.roster)
    if (person or role) and not (row.passed_to_id == (person.pk if person else None) and row.passed_role == role):
        services.pass_order_on(directive=row, to=person, role=role, by=CLOCK, at=morning.at)
    return reached(ask, morning.roster)


def _word(ask: Ask, holder: Holder) -> Item:
    return ask.item(holder.acting_for.name if holder.acting_for else "")
