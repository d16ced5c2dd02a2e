"""The list of complaints: late ones first, then what is due, then what has no day; page by page, and out of an index."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.selectors import Cursor, Page
from concerns.models import Complaint, Receiver
from concerns.models.complaints import NO_DAY
from concerns.selectors import complaints_page, complaints_waiting_for
from concerns.selectors.reading import ComplaintInList
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db


def waiting(cast: Cast, *days: date | None) -> list[Complaint]:
    """Complaints that wait for the principal, one to be acknowledged by each of these days."""
    rows = [
        Complaint(
            district=cast.lakeside, place=cast.birchwood, policy_version=cast.policy, kind="page", filed_at=AT, answer_by=day,
            key=UUID(int=number), receipt=str(number),
        )
        for number, day in enumerate(days)
    ]  # fmt: skip
    made = Complaint.objects.bulk_create(rows)
    Receiver.objects.bulk_create(Receiver(complaint=row, role="principal") for row in made)
    return made


def page(cast: Cast, *, after: str = "", before: str = "") -> Page[ComplaintInList]:
    """One page of the open ones, as the principal reads it."""
    return complaints_page(cast.standing(cast.pat), concluded=False, cursor=Cursor(after, before))


def test_late_ones_stand_first_then_what_is_due_and_last_what_has_no_day(cast: Cast) -> None:
    later, none, late, soon = waiting(cast, date(2026, 9, 21), None, date(2026, 9, 10), date(2026, 9, 16))
    acknowledged = {"state": "acknowledged", "acknowledged_at": AT, "acknowledged_by": cast.pat}
    Complaint.objects.filter(pk=later.pk).update(settle_by=date(2026, 9, 8), **acknowledged)
    assert [(line.tone, line.badge) for line in page(cast).lines] == [
        ("late", "5 school days late"),
        ("late", "3 school days late"),
        ("", "Due tomorrow"),
        ("", ""),
    ]
    assert [line.pk for line in page(cast).lines][:3] == [later.pk, late.pk, soon.pk]
    at_home = [item.badge for item in complaints_waiting_for(cast.standing(cast.pat))]
    assert at_home[:2] == ["5 school days late", "3 school days late"]
    Complaint.objects.filter(pk=later.pk).update(settle_by=None)
    assert [line.pk for line in page(cast).lines][2:] == sorted([later.pk, none.pk])


def test_page_after_page_each_stands_there_once_in_its_order(cast: Cast) -> None:
    days = [TODAY + timedelta(days=number * 5 % 7 - 3) if number % 7 else None for number in range(120)]
    made = waiting(cast, *days)
    order = [row.pk for row in sorted(made, key=lambda row: (row.answer_by or NO_DAY, row.pk))]
    first = page(cast)
    middle = page(cast, after=first.after)
    last = page(cast, after=middle.after)
    assert [line.pk for found in (first, middle, last) for line in found.lines] == order
    assert [len(found.lines) for found in (first, middle, last)] == [50, 50, 20]
    assert (first.before, last.after) == ("", "")
    assert page(cast, before=last.before).lines == middle.lines
    assert page(cast, before=middle.before).lines == first.lines


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL reads it; this run is on SQLite")
@pytest.mark.parametrize("side", ["", "after", "before"])
def test_a_page_anywhere_is_read_out_of_an_index_from_its_first_line_on(cast: Cast, side: str) -> None:
    made = waiting(cast, *[TODAY] * 60)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        with CaptureQueriesContext(connection) as captured:
            page(cast, **({side: str(made[30].pk)} if side else {}))
        (asked,) = [row["sql"] for row in captured if "LIMIT 51" in row["sql"]]
        cursor.execute(f"EXPLAIN {asked}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "using complaint_by_due" in plan
    assert "Sort" not in plan
    mine = f"district_id = {cast.lakeside.pk}"
    bound = {"": "", "after": "due_on >= '2026-09-15'::date", "before": "due_on <= '2026-09-15'::date"}[side]
    assert (f"Index Cond: (({mine}) AND ({bound}))" if bound else f"Index Cond: ({mine})") in plan
