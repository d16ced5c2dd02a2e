"""A statement that a connection was told once: asked for by name, and right whatever happens to connection, table or name."""

from collections.abc import Iterator

import pytest
from django.db import DataError, NotSupportedError, connection, transaction
from django.db.models import CharField, DateField
from django.test.utils import CaptureQueriesContext

from records import prepared
from records.statements import Given, Written
from tests.cast import TODAY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TABLES = """
CREATE TABLE told (id integer PRIMARY KEY, words varchar(20));
INSERT INTO told VALUES (1, 'here'), (2, '100%');
CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.told (id integer PRIMARY KEY, words varchar(20));
INSERT INTO elsewhere.told VALUES (1, 'there');
"""


@pytest.fixture(autouse=True)
def tables(db: None) -> Iterator[None]:
    """Two tables of one name, in two schemas."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL remembers statements")
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    connection.close()
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET search_path TO DEFAULT; DROP TABLE told; DROP SCHEMA elsewhere CASCADE")


def words() -> Written:
    return Written("SELECT words FROM told WHERE id = %s", (Given("pk"),))


def ask(written: Written, **given: object) -> tuple[list[object], str]:
    """What it finds, and the beginning of what was sent for it: one query."""
    with CaptureQueriesContext(connection) as seen, connection.cursor() as cursor:
        written.execute(cursor, given)
        found = [row[0] for row in cursor.fetchall()]
    (query,) = seen.captured_queries
    return found, query["sql"].split()[0]


def test_a_connection_is_told_once_and_then_asked_by_name() -> None:
    written = words()
    assert ask(written, pk=1) == (["here"], "PREPARE")
    assert ask(written, pk=2) == (["100%"], "EXECUTE")
    assert ask(written, pk=3) == ([], "EXECUTE")


def test_a_connection_can_be_told_before_it_is_asked() -> None:
    written = words()
    with CaptureQueriesContext(connection) as seen:
        written.tell()
        written.tell()
    assert [query["sql"].split()[0] for query in seen.captured_queries] == ["PREPARE"]
    assert ask(written, pk=1) == (["here"], "EXECUTE")


def test_another_connection_is_told_anew() -> None:
    written = words()
    ask(written, pk=1)
    connection.close()
    assert ask(written, pk=1) == (["here"], "PREPARE")
    assert ask(written, pk=1) == (["here"], "EXECUTE")


def test_what_never_changes_stands_in_the_text_and_a_value_is_given_once() -> None:
    sql = "SELECT words FROM told WHERE words LIKE '100%%' AND (id = %s OR id = %s) AND words = %s AND %s < %s"
    written = Written(sql, (Given("pk"), Given("pk"), "100%", Given("on", DateField()), TODAY))
    assert ask(written, pk=2, on=TODAY.replace(year=1999)) == (["100%"], "PREPARE")
    with CaptureQueriesContext(connection) as seen, connection.cursor() as cursor:
        written.execute(cursor, {"pk": 2, "on": TODAY})
        assert cursor.fetchall() == []
    assert seen.captured_queries[0]["sql"].endswith(f" (2, '{TODAY.isoformat()}'::date)")


def test_a_text_is_no_sql() -> None:
    written = Written("SELECT id FROM told WHERE words = %s", (Given("words", CharField(max_length=20)),))
    assert [ask(written, words=each)[0] for each in ("here", "' OR true --", "100%", "$1")] == [[1], [], [2], []]


def test_it_outlives_a_transaction_that_is_rolled_back() -> None:
    written = words()
    with transaction.atomic():
        assert ask(written, pk=1) == (["here"], "PREPARE")
        transaction.set_rollback(True)
    assert ask(written, pk=1) == (["here"], "EXECUTE")


def test_one_that_failed_when_it_was_told_is_told_anew() -> None:
    written = words()
    with pytest.raises(DataError):
        ask(written, pk=10**30)
    assert ask(written, pk=1) == (["here"], "PREPARE")
    with pytest.raises(DataError):
        ask(written, pk=10**30)
    assert ask(written, pk=1) == (["here"], "EXECUTE")


def test_tables_of_another_schema_are_those_that_are_meant_now() -> None:
    written = words()
    ask(written, pk=1)
    with connection.cursor() as cursor:
        cursor.execute("SET search_path TO elsewhere")
    assert ask(written, pk=1) == (["there"], "EXECUTE")


CHANGES = {
    "a migration changes a column": "ALTER TABLE told ALTER words TYPE varchar(40)",
    "the connection is reset": "DEALLOCATE ALL",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_name_that_no_longer_holds_is_forgotten(change: str) -> None:
    written = words()
    ask(written, pk=1)
    with connection.cursor() as cursor:
        cursor.execute(change)
        written.execute(cursor, {"pk": 1})  # nobody notices
        assert cursor.fetchall() == [("here",)]
    assert ask(written, pk=1) == (["here"], "PREPARE")


def test_within_a_transaction_the_first_one_fails_and_the_next_does_not() -> None:
    written = words()
    ask(written, pk=1)
    with connection.cursor() as cursor:
        cursor.execute(CHANGES["a migration changes a column"])
    with pytest.raises(NotSupportedError, match="must not change result type"), transaction.atomic():
        ask(written, pk=1)
    assert ask(written, pk=1) == (["here"], "PREPARE")


def test_a_connection_is_not_told_more_than_it_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "MOST", 1)
    first, second = words(), words()
    assert ask(first, pk=1) == (["here"], "PREPARE")
    assert ask(second, pk=1) == (["here"], "SELECT")
    assert ask(first, pk=1) == (["here"], "EXECUTE")


def test_it_can_be_switched_off(settings) -> None:
    settings.DATABASE_PREPARES = False
    written = words()
    assert [ask(written, pk=1), ask(written, pk=1)] == [(["here"], "SELECT")] * 2
