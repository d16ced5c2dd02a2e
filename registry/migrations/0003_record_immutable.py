"""What was decided about a record, and which copies were made, is never changed. Whatever rebuilds these tables later ends
with this again."""

from typing import Any

from django.db import migrations

from records import triggers

TABLES = ["registry_exemption", "registry_bundle"]


def close(apps: Any, schema_editor: Any) -> None:
    triggers.install(TABLES, using=schema_editor.connection.alias)


def reopen(apps: Any, schema_editor: Any) -> None:
    triggers.drop(TABLES, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_search_index"), ("records", "0002_append_only")]
    operations = [migrations.RunPython(close, reopen)]
