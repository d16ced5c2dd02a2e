import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import accounts.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                (
                    "federal_id",
                    models.CharField(blank=True, help_text="the federal directory's leaid; text, zeros kept", max_length=20),
                ),
                ("time_zone", models.CharField(max_length=64)),
                ("email_domains", models.JSONField(default=list)),
                ("consumer_mail_domains", models.JSONField(default=list)),
                ("weekend_days", models.JSONField(default=accounts.models.weekend)),
                ("digest_at", models.TimeField(default="07:00", help_text="local hour of the one mail of a school morning")),
                ("colour", models.CharField(blank=True, max_length=7)),
                (
                    "calendar_version",
                    models.PositiveIntegerField(default=0, help_text="counts the changes of its calendar and its schools'"),
                ),
            ],
            options={
                "permissions": [("read_all", "Read every school of the district")],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("title", models.CharField(blank=True, help_text="what they do, in a few words", max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("employee", "Employee"), ("volunteer", "Volunteer")], default="employee", max_length=10
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        blank=True, choices=[("", "As my device"), ("light", "Light"), ("dark", "Dark")], default="", max_length=5
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("ends_on", models.DateField(blank=True, help_text="the last day; volunteers always have one", null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("invited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="people", to="accounts.district"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(fields=["district", "name", "id"], name="person_by_name"),
                    models.Index(
                        condition=models.Q(("ends_on__isnull", False), ("is_active", True)),
                        fields=["ends_on"],
                        name="person_ending",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))), name="email_is_lower_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("is_active", False), _connector="OR"),
                        name="ended_people_are_inactive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=120)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("school", "one holder or more per school"),
                            ("district", "one holder or more for the district"),
                            ("person", "looked up from the person"),
                            ("external", "a body without a login"),
                        ],
                        max_length=10,
                    ),
                ),
                ("capabilities", models.JSONField(default=list)),
                (
                    "recorded_by",
                    models.JSONField(default=list, help_text="keys of the roles that record what an external body decided"),
                ),
                ("delegable", models.BooleanField(default=True)),
                ("appointed_by", models.JSONField(default=list, help_text="keys of the roles that appoint its holders")),
                (
                    "stands_in_for",
                    models.JSONField(default=list, help_text="keys of the roles that its holders act as while they are vacant"),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="accounts.district"),
                ),
            ],
            options={
                "ordering": ["label", "id"],
                "constraints": [models.UniqueConstraint(fields=("district", "key"), name="one_role_per_key")],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("school", "School"), ("department", "Department"), ("office", "District office")],
                        default="school",
                        max_length=12,
                    ),
                ),
                (
                    "federal_id",
                    models.CharField(blank=True, help_text="the federal directory's ncessch; text, zeros kept", max_length=20),
                ),
                ("city", models.CharField(blank=True, max_length=100)),
                ("state", models.CharField(blank=True, max_length=2)),
                ("lowest_grade", models.CharField(blank=True, max_length=20)),
                ("highest_grade", models.CharField(blank=True, max_length=20)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="schools", to="accounts.district"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "permissions": [("read_place", "Read everything of this school")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("federal_id", ""), _negated=True),
                        fields=("district", "federal_id"),
                        name="one_school_per_federal_id",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("is_open", models.BooleanField(default=False)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("at_once", models.BooleanField(default=False)),
                (
                    "before",
                    models.JSONField(
                        help_text="is_open and label of the entry that was there; null where there was none", null=True
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calendar_days", to="accounts.district"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.school"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)), fields=("district", "on"), name="one_district_entry_per_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)), fields=("school", "on"), name="one_school_entry_per_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("appointed_by", models.CharField(max_length=200)),
                (
                    "designee_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designees",
                        to="accounts.appointment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="accounts.role"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "starts_on"], name="appointment_by_person"),
                    models.Index(fields=["role", "school", "starts_on"], name="appointment_by_role"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="appointment_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("designee_of__isnull", True), ("ends_on__isnull", False), _connector="OR"),
                        name="designees_have_an_end_date",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="place",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="people", to="accounts.school"
            ),
        ),
        migrations.CreateModel(
            name="SchoolGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_object", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.school")),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("replaced_at", models.DateTimeField()),
                ("replaced_by", models.CharField(max_length=200)),
                ("carried_out_at", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "successor",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at__isnull", True)),
                        fields=["district", "starts_on", "id"],
                        name="succession_to_tell",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("successor")), _negated=True), name="nobody_succeeds_themselves"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("carried_out_at__isnull", True)),
                        fields=("person",),
                        name="one_succession_ahead_per_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistrictGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_object", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.district")),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="one_person_per_email"),
        ),
        migrations.AlterUniqueTogether(
            name="schoolgrant",
            unique_together={("user", "permission", "content_object")},
        ),
    ]
