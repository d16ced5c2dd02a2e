"""On PostgreSQL: what a search looks at by three-letter pieces, so that a word is found in a million sites without reading
them all.

The index by name holds the words too: where a word is so common that sites are read by name until fifty fit, they are read
from the index alone. SQLite has neither and needs neither at its size.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CREATE = """
CREATE INDEX site_by_words ON registry_site USING gin (words gin_trgm_ops);
DROP INDEX site_by_name;
CREATE INDEX site_by_name ON registry_site (district_id, name, id) INCLUDE (words, status);
"""
DROP = """
DROP INDEX site_by_words, site_by_name;
CREATE INDEX site_by_name ON registry_site (district_id, name, id);
"""


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the indexes where the database knows how."""
    if editor.connection.vendor == "postgresql":
        editor.execute(CREATE)


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """As they were."""
    if editor.connection.vendor == "postgresql":
        editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [TrigramExtension(), migrations.RunPython(create, drop)]
