"""Versions of policies and guidelines, and what was acknowledged, are never changed. Whatever rebuilds these tables later ends
with this again."""

from typing import Any

from django.db import migrations

from records import triggers

TABLES = ["policies_policyversion", "policies_guidelineversion", "policies_acknowledgement"]


def close(apps: Any, schema_editor: Any) -> None:
    triggers.install(TABLES, using=schema_editor.connection.alias)


def reopen(apps: Any, schema_editor: Any) -> None:
    triggers.drop(TABLES, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial"), ("records", "0002_append_only")]
    operations = [migrations.RunPython(close, reopen)]
