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
        ("requests", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=120)),
                ("role", models.CharField(help_text="responsible, supervisor, or a role of the district", max_length=60)),
                ("every", models.CharField(help_text="a duration of the policy model, '1 week'", max_length=40)),
                ("calendar", models.CharField(default="school_days", max_length=20)),
                ("ladder", models.JSONField(default=list, help_text="[{'after': '1 school day', 'to': ['responsible']}, ...]")),
                ("summer", models.CharField(blank=True, max_length=100)),
                ("is_own", models.BooleanField(default=False)),
                ("from_mail", models.BooleanField(default=False, help_text="a link in the mail answers it without signing in")),
                (
                    "remind_before",
                    models.CharField(blank=True, help_text="a duration; empty: no reminder before it is due", max_length=40),
                ),
                ("started_on", models.DateField()),
                ("next_due_on", models.DateField(null=True)),
                ("counted_from", models.DateField(null=True)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("paused_until", models.DateField(blank=True, null=True)),
                ("pause_reason", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("next_due_on__isnull", False), ("paused_at__isnull", True)
                        ),
                        fields=["next_due_on", "id"],
                        name="duty_due",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True), ("next_due_on__isnull", True)),
                        fields=["paused_until", "id"],
                        name="duty_resting",
                    ),
                    models.Index(
                        condition=models.Q(
                            models.Q(("remind_before", ""), _negated=True),
                            ("ended_at__isnull", True),
                            ("next_due_on__isnull", False),
                            ("paused_at__isnull", True),
                        ),
                        fields=["remind_before", "next_due_on", "id"],
                        name="duty_reminded_before",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("site", "key"), name="one_duty_per_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                (
                    "passed",
                    models.PositiveIntegerField(default=0, help_text="further due dates that passed while this one was open"),
                ),
                ("opened_at", models.DateTimeField()),
                ("role", models.CharField(max_length=60)),
                ("fallback", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("cancelled", "No longer needed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("nothing_found", "Nothing found"), ("acted", "Acted"), ("need_help", "Need help")],
                        max_length=15,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("answered_name", models.CharField(blank=True, max_length=200)),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "posts",
                    models.PositiveIntegerField(
                        blank=True, help_text="how many posts there were, as whoever answered says", null=True
                    ),
                ),
                (
                    "last_post_on",
                    models.DateField(blank=True, help_text="when the last post was, as whoever answered says", null=True),
                ),
                ("by_mail_link", models.BooleanField(default=False, help_text="answered from the mail, without signing in")),
                ("help_closed_at", models.DateTimeField(blank=True, null=True)),
                ("help_closed_name", models.CharField(blank=True, max_length=200)),
                ("help_note", models.TextField(blank=True, help_text="what became of a call for help")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site")),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_ins", to="monitoring.duty"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("help_closed_at__isnull", True), ("outcome", "need_help")),
                        fields=["answered_at", "id"],
                        name="check_in_needs_help",
                    ),
                    models.Index(condition=models.Q(("state", "answered")), fields=["answered_at"], name="check_in_answered"),
                    models.Index(condition=models.Q(("state", "open")), fields=["due_on", "id"], name="check_in_open"),
                    models.Index(condition=models.Q(("state", "open")), fields=["role"], name="check_in_open_by_role"),
                    models.Index(condition=models.Q(("state", "open")), fields=["fallback"], name="check_in_open_by_fallback"),
                    models.Index(condition=models.Q(("state", "open")), fields=["site", "due_on"], name="check_in_open_by_site"),
                    models.Index(fields=["site", "-due_on"], name="check_in_by_site"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("duty",), name="one_open_check_in_per_duty"
                    ),
                    models.UniqueConstraint(fields=("duty", "due_on"), name="one_check_in_per_due_date"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False), ("state", "answered")),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="answered_check_ins_say_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("help_closed_at__isnull", True), ("help_closed_name", ""), ("help_note", "")),
                            models.Q(
                                ("help_closed_at__isnull", False),
                                ("outcome", "need_help"),
                                models.Q(("help_closed_name", ""), _negated=True),
                                models.Q(("help_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closed_calls_for_help_say_who_when_and_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlyReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("people", models.JSONField(default=list, help_text="ids of those it went to")),
                ("messages", models.JSONField(default=list, help_text="outbox keys of the digests that carried it")),
                ("written_on", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("duty", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitoring.duty")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("duty", "due_on"), name="one_early_reminder_per_due_date")],
            },
        ),
        migrations.CreateModel(
            name="MailLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "check_in",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="monitoring.checkin"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("expires_at__gt", models.F("made_at"))), name="mail_links_expire"),
                    models.CheckConstraint(
                        condition=models.Q(("used_at__isnull", True), ("used_at__lt", models.F("expires_at")), _connector="OR"),
                        name="mail_links_are_used_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MorningWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("greeting", models.CharField(blank=True, max_length=200)),
                ("closing", models.CharField(blank=True, max_length=500)),
                (
                    "district",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.district"),
                ),
            ],
            options={
                "verbose_name_plural": "words of the morning",
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("roles", models.JSONField(default=list)),
                ("people", models.JSONField(default=list, help_text="ids of those it went to that day")),
                ("messages", models.JSONField(default=list, help_text="outbox keys of the digests that carried it")),
                ("written_on", models.DateField()),
                ("written_at", models.DateTimeField()),
                (
                    "check_in",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rungs", to="monitoring.checkin"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="requests.step"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("check_in__isnull", False)),
                        fields=("check_in", "number"),
                        name="one_rung_per_check_in",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step__isnull", False)), fields=("step", "number"), name="one_rung_per_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("check_in__isnull", False), ("step__isnull", True)),
                            models.Q(("check_in__isnull", True), ("step__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_rung_is_about_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_at", models.DateTimeField()),
                ("digest_on", models.DateField(null=True)),
                (
                    "calendar_version",
                    models.PositiveIntegerField(default=0, help_text="the calendars that due dates were counted in"),
                ),
                (
                    "district",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.district"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "check_in",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="monitoring.checkin"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("check_in", "person"), name="nobody_is_called_twice")],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reasons", models.JSONField(default=list)),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("cancelled", "No longer needed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "Yes, it is still right"),
                            ("change", "It needs a change"),
                            ("close", "Close the site"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("answered_name", models.CharField(blank=True, max_length=200)),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("moved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "policy_version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.policyversion"),
                ),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site")),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["due_on", "id"], name="confirmation_open"),
                    models.Index(
                        condition=models.Q(("moved_at__isnull", True), ("outcome", "right")),
                        fields=["policy_version"],
                        name="confirmation_to_move",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "policy_version"), name="one_confirmation_per_site_and_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False), ("state", "answered")),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="answered_confirmations_say_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("on_time", models.PositiveIntegerField()),
                ("late", models.PositiveIntegerField()),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.district"),
                ),
            ],
            options={
                "ordering": ["on"],
                "constraints": [models.UniqueConstraint(fields=("district", "on"), name="one_tally_per_district_and_day")],
            },
        ),
    ]
