"""How much a sweep and a screen ask of the database: the same for one row as for three."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring import selectors
from monitoring.sweep import tick
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, local, morning, watched
from tests.requests.filing import file

pytestmark = pytest.mark.django_db
WED = date(2026, 9, 23)
MANY = pytest.mark.parametrize("count", [1, 3])


def queries(cast: Cast, on: date, hour: int = 7, minute: int = 0) -> int:
    """How many queries a sweep of Lakeside makes, without those that only begin and end transactions.

    Each asks once what there is to do, and again after something was done; so do the first of a day and a school morning.
    """
    with CaptureQueriesContext(connection) as captured:
        tick(at=local(on, hour, minute), district=cast.lakeside)
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in captured)


def sites(cast: Cast, count: int) -> None:
    for number in range(count):
        watched(cast, f"Club {number}")


@MANY
def test_beginning_duties(cast: Cast, count: int) -> None:
    sites(cast, count)
    tick(at=local(TUESDAY, 9, 0), district=cast.harbor)
    assert queries(cast, TUESDAY, 9, 1) == 28


@MANY
def test_opening_check_ins(cast: Cast, count: int) -> None:
    sites(cast, count)
    tick(at=local(date(2026, 9, 21), 23, 59))
    assert queries(cast, DUE, 0, 1) == 23


@MANY
def test_a_morning_of_check_ins(cast: Cast, count: int) -> None:
    sites(cast, count)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 0, 1))
    assert queries(cast, DUE) == 22


@MANY
def test_a_morning_on_which_rungs_are_climbed(cast: Cast, count: int) -> None:
    sites(cast, count)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    tick(at=local(WED, 0, 1))
    assert queries(cast, WED) == 23


@MANY
def test_a_morning_of_steps(cast: Cast, count: int) -> None:
    for _ in range(count):
        file(cast)
    tick(at=local(WED, 0, 1))
    assert queries(cast, WED) == 28


def test_a_sweep_with_nothing_to_do(cast: Cast) -> None:
    sites(cast, 3)
    tick(at=local(TUESDAY, 9, 1))
    assert queries(cast, TUESDAY, 9, 2) == 6  # one of them asks what there is to do


def test_a_sweep_with_nothing_to_do_moves_its_moment_once_and_locks_nothing_else(cast: Cast) -> None:
    sites(cast, 3)
    tick(at=local(TUESDAY, 9, 1))
    with CaptureQueriesContext(connection) as captured:
        tick(at=local(TUESDAY, 9, 2), district=cast.lakeside)
    writing = [query["sql"] for query in captured if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert [sql.split()[1] for sql in writing if "records_message" not in sql] == ['"monitoring_tick"']
    assert not any("FOR UPDATE" in query["sql"] for query in captured)


@MANY
def test_my_check_ins(cast: Cast, count: int) -> None:
    sites(cast, count)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    standing = cast.standing(cast.maya, local(DUE, 8))
    with CaptureQueriesContext(connection) as captured:
        assert len(selectors.lines(selectors.my_check_ins(standing), standing)) == count
    assert len(captured) == 2
