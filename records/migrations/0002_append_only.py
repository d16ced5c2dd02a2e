"""The audit trail is append-only."""

from typing import Any

from django.db import migrations

from records import triggers


def close(apps: Any, schema_editor: Any) -> None:
    triggers.install(["records_event"], using=schema_editor.connection.alias)


def reopen(apps: Any, schema_editor: Any) -> None:
    triggers.drop(["records_event"], using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(close, reopen)]
