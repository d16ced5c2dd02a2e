"""Every open check-in of a district, as values: for the sweep, which reads all of them every school morning."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from monitoring import states
from monitoring.models import CheckIn
from records.statements import Given, Statement

CHUNK = 500


class Waiting(NamedTuple):
    """One open check-in with what is said of its duty and its site. `own` is the duty's role, `role` whoever owes it now."""

    pk: int
    due_on: date
    fallback: str
    role: str
    own: str
    summer: str
    label: str
    ladder: list[dict[str, Any]]
    site_id: int
    site: str
    platform: str
    school_id: int
    school: str
    responsible_id: int | None
    from_mail: bool


COLUMNS = (
    "pk", "due_on", "fallback", "role", "duty__role", "duty__summer", "duty__label", "duty__ladder",
    "site_id", "site__name", "site__platform_label", "site__school_id", "site__school__name", "site__responsible_id",
    "duty__from_mail",
)  # fmt: skip


def open_check_ins(district_id: int | Given) -> QuerySet[CheckIn]:
    """The open check-ins of a district, longest due first."""
    return CheckIn.objects.filter(state=states.OPEN, site__district_id=district_id).order_by("due_on", "id")


def waiting_batches(district_id: int) -> Iterator[list[Waiting]]:
    """The open check-ins of a district, longest due first, 500 at a time: one query each, by keyset."""
    batch = [Waiting(*row) for row in FIRST.rows(district=district_id)]
    rows = open_check_ins(district_id)
    while batch:
        yield batch
        if len(batch) < CHUNK:
            return
        after = Q(TupleGreaterThan(Tuple("due_on", "id"), (batch[-1].due_on, batch[-1].pk)))  # a pair, as the index has it
        batch = [Waiting(*row) for row in rows.filter(after).values_list(*COLUMNS)[:CHUNK]]


FIRST = Statement(lambda: open_check_ins(Given("district")).values_list(*COLUMNS)[:CHUNK])
