from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("district_id", models.BigIntegerField(null=True)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=200)),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("verb", models.CharField(max_length=40)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("sentence", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("details", models.JSONField(default=dict)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("web", "in the browser"),
                            ("command", "by a command on the server"),
                            ("clock", "by the clock"),
                            ("mail", "by mail link"),
                        ],
                        default="web",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "id"], name="event_by_subject"),
                    models.Index(fields=["district_id", "id"], name="event_by_district"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("district_id", models.BigIntegerField(unique=True)),
                ("a_day", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("a_day__gte", 1)), name="at_least_one_mail_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("district_id", models.BigIntegerField(null=True)),
                ("person_id", models.BigIntegerField(null=True)),
                ("to_name", models.CharField(max_length=200)),
                ("to_address", models.CharField(max_length=254)),
                ("reply_to", models.CharField(blank=True, max_length=320)),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("about_kind", models.CharField(blank=True, max_length=40)),
                ("about_id", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                            ("held", "held back"),
                            ("merged", "in a morning's letter"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("give_up_at", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("carried_by", models.CharField(blank=True, max_length=200)),
                (
                    "way_out",
                    models.CharField(
                        blank=True, help_text="the path that switches this kind off; empty: it stays on", max_length=300
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["due_at", "id"], name="message_waiting"),
                    models.Index(fields=["person_id", "-id"], name="message_by_person"),
                    models.Index(fields=["about_kind", "about_id", "id"], name="message_by_subject"),
                    models.Index(condition=models.Q(("state", "failed")), fields=["district_id", "-id"], name="message_failed"),
                    models.Index(fields=["district_id", "-id"], name="message_by_district"),
                    models.Index(condition=models.Q(("state", "held")), fields=["district_id", "-id"], name="message_held"),
                    models.Index(
                        condition=models.Q(("state", "cancelled")), fields=["district_id", "-id"], name="message_cancelled"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="message_sent_has_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SwitchedOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("district_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["district_id", "kind"], name="switched_off_by_district")],
                "constraints": [models.UniqueConstraint(fields=("person_id", "kind"), name="switched_off_once")],
            },
        ),
    ]
