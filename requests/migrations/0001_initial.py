import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("policies", "0001_initial"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approve", "decides"),
                            ("notify", "is told"),
                            ("acknowledge", "acknowledges"),
                            ("provide", "gives information"),
                            ("assign", "assigns duties"),
                            ("record", "records a fact"),
                        ],
                        max_length=12,
                    ),
                ),
                ("mode", models.CharField(default="any", max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Still to come"),
                            ("open", "Now"),
                            ("done", "Done"),
                            ("skipped", "Not needed"),
                            ("cancelled", "Ended with the submission"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("holds_up_listing", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("told", models.TextField(blank=True, help_text="whom a notify step told, in words")),
                ("clause", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["position"],
                "indexes": [models.Index(condition=models.Q(("state", "open")), fields=["opened_at", "id"], name="step_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "done")),
                            models.Q(("state", "done"), _negated=True),
                            _connector="OR",
                        ),
                        name="closed_steps_have_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=60)),
                ("acts", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Still to come"),
                            ("open", "Now"),
                            ("done", "Done"),
                            ("skipped", "Not needed"),
                            ("cancelled", "Ended with the submission"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField(null=True)),
                ("fallback", models.CharField(blank=True, max_length=60)),
                ("fell_at", models.DateTimeField(null=True)),
                ("vacant_at", models.DateTimeField(null=True)),
                (
                    "not_for",
                    models.CharField(blank=True, help_text="people who may not answer it by the policy: ,12,45,", max_length=400),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.school"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="requests.step"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["acts", "school", "opened_at"], name="seat_open_by_school"
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["acts", "district", "opened_at"],
                        name="seat_open_by_district",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["person", "opened_at"], name="seat_open_by_person"
                    ),
                    models.Index(
                        condition=models.Q(("fell_at__isnull", False), ("state", "open")),
                        fields=["fallback", "district"],
                        name="seat_fallen",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("step", "role", "acts"), name="one_seat_per_role_and_step")],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_name", models.CharField(max_length=200)),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("outcome", models.CharField(max_length=12)),
                ("reason", models.TextField(blank=True)),
                ("values", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "seat",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="requests.seat"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("site", "Site request"),
                            ("join", "Request to post"),
                            ("permission", "Request for permission"),
                            ("notice", "Private notice"),
                            ("change", "Change of a site"),
                        ],
                        default="site",
                        max_length=20,
                    ),
                ),
                ("form", models.CharField(blank=True, help_text="which of the policy's other forms, by key", max_length=80)),
                (
                    "confidential",
                    models.BooleanField(default=False, help_text="read by the requester and whom it waits or waited for alone"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("open", "On its way"),
                            ("returned", "Returned"),
                            ("done", "Done"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("entity", models.CharField(blank=True, max_length=60)),
                ("platform", models.CharField(blank=True, max_length=60)),
                ("platform_label", models.CharField(blank=True, max_length=120)),
                ("answers", models.JSONField(default=dict)),
                ("round", models.PositiveIntegerField(default=1)),
                ("key", models.UUIDField(default=uuid.uuid4, help_text="idempotency key of the form", unique=True)),
                ("claims", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.school"
                    ),
                ),
                (
                    "policy_version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.policyversion"),
                ),
                (
                    "requester",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["requester", "-id"], name="submission_by_requester"),
                    models.Index(condition=models.Q(("site__isnull", False)), fields=["site", "-id"], name="submission_by_site"),
                    models.Index(fields=["district", "-id"], name="submission_by_district"),
                    models.Index(fields=["place", "-id"], name="submission_by_place"),
                    models.Index(fields=["district", "status", "-id"], name="submission_by_status"),
                    models.Index(
                        condition=models.Q(("kind", "notice")), fields=["district", "submitted_at"], name="submission_private"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), ("submitted_at__isnull", False), _connector="OR"),
                        name="submitted_submissions_have_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("status__in", ("done", "declined", "withdrawn", "expired"))),
                            models.Q(
                                models.Q(("status__in", ("done", "declined", "withdrawn", "expired")), _negated=True),
                                ("ended_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ended_submissions_have_a_time",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="step",
            name="submission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="requests.submission"),
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("answers", models.JSONField()),
                ("submitted_at", models.DateTimeField()),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="requests.submission"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("submission", "number"), name="one_entry_per_round")],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveIntegerField()),
                ("statement", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("clause", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acceptances", to="requests.submission"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "round", "statement"), name="one_acceptance_per_statement")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("submission", "round", "key"), name="one_step_per_key_and_round"),
        ),
    ]
