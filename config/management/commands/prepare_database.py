"""Make the database ready, as its owner: migrate, then let the application in with what it needs and no more.

    manage.py prepare_database

APP_DATABASE_URL is the address with which web, worker and beat connect. Its role is made where it is missing, gets the
password of the address, and may read and write every table; the append-only ones it may only read and add to. Without
APP_DATABASE_URL, and on SQLite, this is `migrate`. Running it again changes nothing.
"""

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import sql
from environ import Env

from records.triggers import TABLES

ROLE_EXISTS = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
MAKE = "CREATE ROLE {role} LOGIN PASSWORD {password}"
PASSWORD = "ALTER ROLE {role} LOGIN PASSWORD {password}"  # noqa: S105 -- a statement, not a password
GRANTS = (
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON {append_only} FROM {role}",
)


class Command(BaseCommand):
    """Migrates and grants."""

    help = __doc__ or ""

    def handle(self, **_: Any) -> None:
        """Do both and say so."""
        call_command("migrate", interactive=False, stdout=self.stdout)
        address = urlsplit(Env().str("APP_DATABASE_URL", default=""))
        if not address.username or connection.vendor != "postgresql":
            return
        if address.username == connection.settings_dict["USER"]:
            raise CommandError("APP_DATABASE_URL names the owner of the tables: give the application a role of its own.")
        let_in(address)
        self.stdout.write(f"{address.username} may use the tables, and only read and add to {' and '.join(TABLES)}.")


@transaction.atomic
def let_in(address: SplitResult) -> None:
    """Make the role of an address, with its password, and grant it what the application needs."""
    parts = {
        "role": sql.Identifier(unquote(address.username or "")),
        "password": sql.Literal(unquote(address.password or "")),
        "database": sql.Identifier(connection.settings_dict["NAME"]),
        "append_only": sql.SQL(", ").join(map(sql.Identifier, TABLES)),
    }
    with connection.cursor() as cursor:
        cursor.execute(ROLE_EXISTS, [unquote(address.username or "")])
        row = cursor.fetchone()
        for statement in (PASSWORD if row and row[0] else MAKE, *GRANTS):
            cursor.execute(sql.SQL(statement).format(**parts).as_string(cursor.cursor))
