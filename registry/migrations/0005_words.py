"""What a search looks at, in one column that the database keeps: a word is compared once for a site instead of three times.

On PostgreSQL the index of three-letter pieces is of that column, and the index by name holds it too: where a word is so
common that sites are read by name until fifty fit, they are read from the index alone. SQLite has neither and needs neither.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Concat, Upper

RENEW = """
DROP INDEX site_by_words, site_by_name;
CREATE INDEX site_by_words ON registry_site USING gin (words gin_trgm_ops);
CREATE INDEX site_by_name ON registry_site (district_id, name, id) INCLUDE (words, status);
"""
RESTORE = """
DROP INDEX site_by_words, site_by_name;
CREATE INDEX site_by_words ON registry_site USING gin (
    UPPER(name::text) gin_trgm_ops, UPPER(handle::text) gin_trgm_ops, UPPER(address::text) gin_trgm_ops
);
CREATE INDEX site_by_name ON registry_site (district_id, name, id);
"""


def renew(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Both indexes anew, with the words."""
    if editor.connection.vendor == "postgresql":
        editor.execute(RENEW)


def restore(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """As they were."""
    if editor.connection.vendor == "postgresql":
        editor.execute(RESTORE)


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_recorded_on_the_page")]
    operations = [
        migrations.AddField(
            model_name="site",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=Upper(Concat("name", models.Value("\n"), "handle", models.Value("\n"), "address")),
                help_text="what a search looks at, kept by the database",
                output_field=models.TextField(),
            ),
        ),
        migrations.RunPython(renew, restore),
    ]
