"""On PostgreSQL: one index by three-letter pieces, so that a word is found in a million sites without reading them all.

SQLite has no such index and needs none at its size. Django's `icontains` compares upper-case text, so that is what is
indexed.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CREATE = """
CREATE INDEX IF NOT EXISTS site_by_words ON registry_site USING gin (
    UPPER(name::text) gin_trgm_ops, UPPER(handle::text) gin_trgm_ops, UPPER(address::text) gin_trgm_ops
)
"""


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index where the database knows how."""
    if editor.connection.vendor == "postgresql":
        editor.execute(CREATE)


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS site_by_words")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [TrigramExtension(), migrations.RunPython(create, drop)]
