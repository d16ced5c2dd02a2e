"""How much waits for somebody: the numbers in the navigation of every page.

Two rooms are asked, and the conditions are long: what somebody holds decides what waits for them. Django takes several
milliseconds to turn them into SQL, the database a fraction of one to answer. They say nothing but what the standing says, so
each process writes the statement of a standing once and sends it again for every page; whoever is given another role, or
wakes on another day, has another standing and another statement. Nothing that was counted is remembered.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accounts.access import Held, Standing, Waiting
from accounts.models import Person
from monitoring.selectors import owed_by
from reviews.selectors import waiting as steps_waiting

PEOPLE = 1024  # statements kept in a process, some kilobytes each


def waiting_for(standing: Standing) -> Waiting:
    """Everything that waits for this person, counted in one statement."""
    if not standing.district_id:
        return Waiting(0, 0, 0)
    sql, params = _statement(standing.person.pk, standing.district_id, standing.on, standing.held)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return Waiting(*cursor.fetchone())


@lru_cache(maxsize=PEOPLE)
def _statement(person_id: int, district_id: int, on: date, held: tuple[Held, ...]) -> tuple[str, tuple[Any, ...]]:
    """The statement of a standing, which is made anew from what it is remembered by: nothing else can get into it."""
    standing = Standing(person=Person(pk=person_id, district_id=district_id), on=on, held=held)
    steps, of_steps = _sql(steps_waiting(standing))
    check_ins, of_check_ins = _sql(owed_by(standing))
    sql = (
        f"SELECT (SELECT COUNT(*) FROM ({steps}) AS steps), COUNT(*), COALESCE(SUM(late), 0) "  # noqa: S608 -- Django's own SQL
        f"FROM ({check_ins}) AS check_ins"
    )
    return sql, (*of_steps, *of_check_ins)


def _sql(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    return rows.query.sql_with_params()
