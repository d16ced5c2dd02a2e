"""Calls for help that are still open: whom they wait for, and how they are said."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts import roles, wording
from accounts.access import Standing
from monitoring import states
from monitoring.models import Call, CheckIn
from monitoring.wording import stands_for
from records.letters import Item

from .check_ins import supervised

SHOWN = 50


def open_calls(standing: Standing) -> QuerySet[CheckIn]:
    """Calls for help that wait for somebody: they were told, or they are the supervisor today; nobody's, for who audits.

    Whoever called does not close it themselves, in whose name soever.
    """
    mine = Call.objects.filter(check_in=OuterRef("pk"), person__in=[standing.person.pk, *standing.acts_for])
    ways = [Q(Exists(mine)), *supervised(standing)]
    if standing.can(roles.AUDITS):
        ways.append(~Q(Exists(Call.objects.filter(check_in=OuterRef("pk")))))
    rows = CheckIn.objects.filter(reduce(or_, ways), outcome=states.NEED_HELP, help_closed_at__isnull=True)
    rows = rows.filter(site__district_id=standing.district_id).exclude(answered_by=standing.person)
    return rows.select_related("duty", "site").order_by("answered_at", "id")


def calls_waiting_for(standing: Standing) -> list[Item]:
    """The same as things to do, the oldest first. One query."""
    if not standing.district_id or standing.person.district is None:
        return []
    zone = standing.person.district.time_zone
    return [_item(row, zone, standing) for row in open_calls(standing)[:SHOWN]]


def _item(row: CheckIn, zone: str, standing: Standing) -> Item:
    who = stands_for(row.answered_name, row.acting_for)
    when = wording.moment_within(row.answered_at, zone, today=standing.on) if row.answered_at else ""
    meta = f"{who}, {when}: “{row.note}”"
    return Item(
        f"Help is needed: {row.site.name}", meta, "Needs help", "late", "Say what was done", reverse("help-close", args=[row.pk])
    )


def call_waits_for(standing: Standing, pk: int) -> str | None:
    """In whose name somebody may close a call for help: "" for their own, None if not at all."""
    if not open_calls(standing).filter(pk=pk).exists():
        return None
    called = set(Call.objects.filter(check_in=pk).values_list("person_id", flat=True))
    return next((name for person, name in standing.acts_for.items() if person in called), "")


def call_seen_by(standing: Standing, pk: int) -> CheckIn:
    """An open call for help that waits for this person; otherwise CheckIn.DoesNotExist."""
    return open_calls(standing).get(pk=pk)
