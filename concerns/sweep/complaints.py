"""Complaints on a school morning: who has to acknowledge one, who hears that nobody did, and who is asked something.

None of it says what was written.
"""

from django.db.models import QuerySet

from accounts.access import local_day
from accounts.selectors import Holder
from concerns import states
from concerns.letters import complaints as letters
from concerns.models import Attempt, Complaint, Question
from concerns.selectors import RECEIVERS, due, have_left, holders_of, item_of, line_of, next_receivers, question_item
from concerns.services import complaints as services
from monitoring.schedule import is_mentioned
from monitoring.sweep.morning import Morning
from records.letters import Item
from records.statements import Given

CHUNK = 500  # complaints of one batch


def collect(morning: Morning) -> int:
    """Find receivers where there are none or all are late, and mention what waits."""
    rows = open_in(morning.district.pk).select_related("district", "site__responsible__supervisor", "place")
    rows = rows.prefetch_related(RECEIVERS, "concerned")
    mentioned, after = 0, 0
    while batch := list(rows.filter(pk__gt=after)[:CHUNK]):
        mentioned += sum(_one(morning, row) for row in batch)
        after = batch[-1].pk
    return mentioned + _questions(morning)


def open_in(district_id: int | Given) -> QuerySet[Complaint]:
    """The open complaints of a district, the first first."""
    return Complaint.objects.filter(district_id=district_id, state__in=states.OPEN).order_by("id")


def visitors() -> QuerySet[Attempt]:
    """What was counted of visitors, the oldest first."""
    return Attempt.objects.order_by("at")


def forget(morning: Morning) -> None:
    """What was counted of visitors long ago is of no use any more."""
    services.forget_visitors(at=morning.at)


def _one(morning: Morning, row: Complaint) -> int:
    besides = {each.person_id for each in row.concerned.all()}
    receivers = list(row.receivers.all())
    holders = holders_of(row, receivers, morning.roster, besides=besides)
    alone = not any(_is_other(holder, row) for holder in holders)
    is_late = row.state == states.WAITING and row.answer_by is not None and row.answer_by < morning.today
    if alone or (is_late and row.late_since is None):
        why = states.NEXT if alone else states.LATE
        known = {holder.person.pk for holder in holders}
        more = next_receivers(row, morning.roster, known=known, besides=besides, why=why)
        added = services.pass_on(complaint=row, receivers=more, late_since=morning.today if is_late else None)
        holders = holders_of(row, [*receivers, *added], morning.roster, besides=besides)
    return _mention(morning, row, holders)


def _is_other(holder: Holder, row: Complaint) -> bool:
    """Not whoever answers for the site, nor their designee: a complaint is never left to them alone, whatever a policy says."""
    if row.kind == states.ACCESS or row.site is None:
        return True
    return row.site.responsible_id not in (holder.person.pk, holder.acting_for.pk if holder.acting_for else None)


def _mention(morning: Morning, row: Complaint, holders: list[Holder]) -> int:
    """Until it is acknowledged, near the day by which it is settled, and while somebody has left who received it."""
    days = morning.days(row.place_id)
    on = row.answer_by if row.state == states.WAITING else row.settle_by
    filed_on = local_day(row.filed_at, morning.zone)
    left = bool(have_left(row))
    if row.state != states.WAITING and not left and (on is None or not is_mentioned(filed_on, on, days, morning.today)):
        return 0
    tone = "late" if left else due(row, days, morning.today)[1]
    item = item_of(line_of(row, days, morning.today))
    for holder in holders:
        morning.put(holder, tone, on or filed_on, lambda each: _worded(item, each, row))
    return 1


def _worded(item: Item, holder: Holder, row: Complaint) -> Item:
    """Without the category: a mail says what it is about, and nothing of what was wrong."""
    mine = f" You answer for {holder.acting_for.name}." if holder.acting_for else ""
    late = " Nobody has acknowledged it in time." if row.late_since else ""
    late += " Somebody who received it has left: take it over." if have_left(row) else ""
    place = f"{row.place.name}." if row.place else ""
    return Item(letters.title_of(row), f"{place}{late}{mine}".strip(), item.badge, item.tone, item.action, item.url)


def _questions(morning: Morning) -> int:
    rows = Question.objects.filter(complaint__district=morning.district, complaint__state__in=states.OPEN)
    rows = rows.filter(answered_at__isnull=True, person__is_active=True).select_related("person", "complaint__site")
    asked = list(rows.order_by("id")[:CHUNK])
    for row in asked:
        item = question_item(row)
        on = local_day(row.asked_at, morning.zone)
        morning.put(Holder(row.person, None, ""), item.tone, on, lambda _holder, item=item: item)  # type: ignore[misc]
    return len(asked)
