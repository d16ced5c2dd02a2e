"""Every check-in says which role owes it. For those that are there, their duty says it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def copy_from_the_duty(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """One statement, whatever the size."""
    duty = apps.get_model("monitoring", "Duty")
    role = duty.objects.filter(pk=OuterRef("duty_id")).values("role")
    apps.get_model("monitoring", "CheckIn").objects.update(role=Subquery(role))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]

    operations = [
        migrations.AddField("checkin", "role", models.CharField(default="", max_length=60), preserve_default=False),
        migrations.RunPython(copy_from_the_duty, migrations.RunPython.noop),
        migrations.AddIndex(
            "checkin", models.Index(condition=models.Q(("state", "open")), fields=["role"], name="check_in_open_by_role")
        ),
        migrations.AddIndex(
            "checkin", models.Index(condition=models.Q(("state", "open")), fields=["fallback"], name="check_in_open_by_fallback")
        ),
    ]
