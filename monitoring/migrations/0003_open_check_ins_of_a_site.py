"""The open check-ins of a site are found among its open ones alone, however many were answered over the years."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_check_in_role")]

    operations = [
        migrations.AddIndex(
            "checkin",
            models.Index(condition=models.Q(("state", "open")), fields=["site", "due_on"], name="check_in_open_by_site"),
        ),
    ]
