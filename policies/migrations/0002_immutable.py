"""Policy versions are never changed. Whatever rebuilds their table later ends with this operation again."""

from typing import Any

from django.db import migrations

from records import triggers


def close(apps: Any, schema_editor: Any) -> None:
    triggers.install(["policies_policyversion"], using=schema_editor.connection.alias)


def reopen(apps: Any, schema_editor: Any) -> None:
    triggers.drop(["policies_policyversion"], using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial"), ("records", "0002_append_only")]
    operations = [migrations.RunPython(close, reopen)]
