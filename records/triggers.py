"""The database itself refuses to change or remove what was recorded.

`install()` is the last operation of every migration that touches one of these tables: SQLite drops a table's triggers
without a word when a migration rebuilds it. Installing twice, or before a table exists, is harmless.
"""

from collections.abc import Iterator, Sequence

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = (
    "records_event",
    "policies_policyversion",
    "policies_guidelineversion",
    "policies_acknowledgement",
    "registry_exemption",
    "registry_bundle",
)
REFUSAL = "What was recorded is never changed or removed"
FUNCTION = "rollcall_refuse_change"
OPERATIONS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


def install(tables: Sequence[str] = TABLES, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make these tables append-only, where they exist. PostgreSQL also refuses TRUNCATE; SQLite has none."""
    connection = connections[using]
    statements = _postgresql if connection.vendor == "postgresql" else _sqlite
    _run(connection, [line for table in _existing(connection, tables) for line in statements(table)])


def drop(tables: Sequence[str] = TABLES, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the triggers away: for undoing a migration, and for tests that empty their tables."""
    connection = connections[using]
    _run(
        connection,
        [
            _gone(connection.vendor, table, operation)
            for table in _existing(connection, tables)
            for operation in operations(connection)
        ],
    )


def operations(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """What is refused on this database, in lower case."""
    return OPERATIONS[connection.vendor]


def name_of(table: str, operation: str) -> str:
    """The name of one trigger: records_event_refuses_update."""
    return f"{table}_refuses_{operation}"


def _existing(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> list[str]:
    present = set(connection.introspection.table_names())
    return [table for table in tables if table in present]


def _run(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _gone(vendor: str, table: str, operation: str) -> str:
    on_table = f" ON {table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name_of(table, operation)}{on_table}"


def _sqlite(table: str) -> Iterator[str]:
    for operation in OPERATIONS["sqlite"]:
        yield _gone("sqlite", table, operation)
        yield (
            f"CREATE TRIGGER {name_of(table, operation)} BEFORE {operation.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql(table: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for operation in OPERATIONS["postgresql"]:
        each = "STATEMENT" if operation == "truncate" else "ROW"
        yield _gone("postgresql", table, operation)
        yield (
            f"CREATE TRIGGER {name_of(table, operation)} BEFORE {operation.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
        )
