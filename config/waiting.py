"""How much waits for somebody: the numbers in the navigation of every page.

Three rooms are asked, and the conditions are long: what somebody holds decides what waits for them. Django takes several
milliseconds to turn them into SQL, and the database takes longer to plan it than to answer. The conditions are the same for
everybody of a kind (accounts.kinds), so each process writes the statement of a kind once, and each connection plans it once;
who it is and what day it is are given every time. Nothing that was counted is remembered.
"""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accounts.access import Standing, Waiting
from accounts.kinds import KINDS, Kind, kind_of, standing_of_kind
from concerns.selectors import orders_owed_by
from monitoring.selectors import owed_by
from records.statements import Written
from reviews.selectors import waiting as steps_waiting


def waiting_for(standing: Standing) -> Waiting:
    """Everything that waits for this person, counted in one statement."""
    if not standing.district_id:
        return Waiting(0, 0, 0)
    kind, given = kind_of(standing)
    with connection.cursor() as cursor:
        _statement(kind).execute(cursor, given)
        return Waiting(*cursor.fetchone())


@lru_cache(maxsize=KINDS)
def _statement(kind: Kind) -> Written:
    """The statement of a kind, which is made from nothing but what it is remembered by."""
    standing = standing_of_kind(kind)
    steps, of_steps = _sql(steps_waiting(standing))
    check_ins, of_check_ins = _sql(owed_by(standing))
    orders, of_orders = _sql(orders_owed_by(standing))
    sql = (
        f"SELECT (SELECT COUNT(*) FROM ({steps}) AS steps), COUNT(*), COALESCE(SUM(late), 0), "  # noqa: S608 -- Django's own SQL
        f"(SELECT COUNT(*) FROM ({orders}) AS orders) FROM ({check_ins}) AS check_ins"
    )
    return Written(sql, (*of_steps, *of_orders, *of_check_ins))


def _sql(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    return rows.query.sql_with_params()
