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
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visitor", models.CharField(max_length=64)),
                (
                    "what",
                    models.CharField(
                        choices=[("filed", "Filed a complaint"), ("looked", "Typed a receipt that is none")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["visitor", "what", "at"], name="attempt_by_visitor"),
                    models.Index(fields=["at"], name="attempt_by_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("site", "About a site"),
                            ("page", "About a page"),
                            ("impersonation", "Claims to be official"),
                            ("personal", "About a personal page"),
                            ("access", "A parent asks for access"),
                        ],
                        max_length=15,
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                (
                    "seen_at",
                    models.CharField(blank=True, help_text="where, as it was typed; never of a personal page", max_length=600),
                ),
                ("done", models.TextField(blank=True, help_text="what whoever complained did about it")),
                ("contact_name", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=300)),
                ("language", models.CharField(default="en", max_length=2)),
                ("key", models.UUIDField(unique=True)),
                ("receipt", models.CharField(max_length=64, unique=True)),
                ("filed_at", models.DateTimeField()),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("settle_by", models.DateField(blank=True, null=True)),
                (
                    "late_since",
                    models.DateField(blank=True, help_text="when others heard that nobody acknowledged it", null=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("acknowledged", "Acknowledged"), ("concluded", "Concluded")],
                        default="waiting",
                        max_length=15,
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("referred_to", models.CharField(blank=True, max_length=120)),
                ("finding", models.CharField(blank=True, help_text="the category that was determined", max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("concluded_at", models.DateTimeField(blank=True, null=True)),
                ("concluded_name", models.CharField(blank=True, max_length=200)),
                ("concluded_for", models.CharField(blank=True, help_text="whom a designee stood in for", max_length=200)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concluded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "site",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["district", "-id"], name="complaint_by_district"),
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "acknowledged"))),
                        fields=["district", "id"],
                        name="complaint_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "site"), _negated=True),
                            ("site__isnull", False),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_complaint_about_a_site_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "personal"), _negated=True),
                            models.Q(("seen_at", ""), ("site__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_personal_page_has_no_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                            models.Q(("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="acknowledged_complaints_say_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("concluded_at__isnull", False),
                                ("concluded_by__isnull", False),
                                ("state", "concluded"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "concluded"), _negated=True),
                                ("concluded_at__isnull", True),
                                ("concluded_by__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="concluded_complaints_say_who_when_and_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(
                                ("contact", ""),
                                ("contact_name", ""),
                                ("done", ""),
                                ("reason", ""),
                                ("seen_at", ""),
                                ("site__isnull", True),
                                ("text", ""),
                            ),
                            _connector="OR",
                        ),
                        name="nothing_is_kept_of_what_was_erased",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("message", "To whoever complained"), ("reply", "By whoever complained"), ("note", "Note")],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("key", models.UUIDField(blank=True, null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="concerns.complaint"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["complaint", "id"], name="line_by_complaint")],
            },
        ),
        migrations.CreateModel(
            name="Concerned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="concerned", to="concerns.complaint"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("complaint", "person"), name="nobody_is_concerned_twice")],
            },
        ),
        migrations.CreateModel(
            name="Directive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form_key",
                    models.UUIDField(help_text="of the form it was given with: sent twice, it is given once", unique=True),
                ),
                ("key", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("remove_post", "Remove a post"),
                            ("disable_page", "Disable the page"),
                            ("avoid_subject", "Avoid a subject"),
                            ("suspend", "Suspend"),
                            ("shut_down", "Shut down"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ground", models.CharField(max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("post", models.TextField(blank=True, help_text="which post exactly, in words")),
                ("post_address", models.CharField(blank=True, max_length=600)),
                ("subject", models.CharField(blank=True, help_text="what to avoid", max_length=300)),
                (
                    "words_of",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "Ours: a post of the site itself"),
                            ("public", "The public’s: a comment, reply or post by somebody else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("neutral_ground", models.CharField(blank=True, max_length=300)),
                ("facts", models.JSONField(default=list, help_text="[[question, answer], ...]")),
                ("issued_name", models.CharField(max_length=200)),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("issued_role", models.CharField(max_length=60)),
                ("issuers", models.JSONField(default=list, help_text="every role that may give this order")),
                ("issued_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("suspend_on", models.DateField(blank=True, null=True)),
                ("suspended_at", models.DateTimeField(blank=True, null=True)),
                ("confirm_by", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ordered", "Ordered"),
                            ("acknowledged", "Acknowledged"),
                            ("done", "Done, to be confirmed"),
                            ("standing", "In force"),
                            ("confirmed", "Carried out"),
                            ("withdrawn", "Withdrawn"),
                            ("lifted", "Lifted"),
                        ],
                        default="ordered",
                        max_length=12,
                    ),
                ),
                ("evidence_count", models.PositiveIntegerField(default=0)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_name", models.CharField(blank=True, max_length=200)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("done_name", models.CharField(blank=True, max_length=200)),
                ("proof", models.TextField(blank=True, help_text="how one sees that it was done")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_name", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_name", models.CharField(blank=True, max_length=200)),
                ("end_reason", models.TextField(blank=True)),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "policy_version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.policyversion"),
                ),
                (
                    "poster",
                    models.ForeignKey(
                        blank=True,
                        help_text="who posts no more",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site")),
            ],
            options={
                "ordering": ["-issued_at", "-id"],
                "indexes": [
                    models.Index(fields=["district", "issued_at", "id"], name="directive_by_district"),
                    models.Index(fields=["site", "issued_at", "id"], name="directive_by_site"),
                    models.Index(
                        condition=models.Q(("state__in", ("ordered", "acknowledged", "done"))),
                        fields=["district", "due_on"],
                        name="directive_open",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ("ordered", "acknowledged"))),
                        fields=["district", "suspend_on"],
                        name="directive_to_suspend",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "remove_post"), _negated=True),
                            models.Q(("post", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_order_to_remove_names_the_post",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "avoid_subject"), _negated=True),
                            models.Q(("subject", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_order_to_avoid_names_the_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("poster__isnull", True), ("kind", "suspend"), _connector="OR"),
                        name="only_a_suspension_is_about_a_poster",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words_of", "public"), _negated=True),
                            models.Q(("neutral_ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="words_of_the_public_go_on_a_neutral_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "remove_post"), ("state__in", ("done", "confirmed")), _negated=True),
                            ("evidence_count__gt", 0),
                            _connector="OR",
                        ),
                        name="nothing_is_removed_before_evidence_is_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_at__isnull", True), ("acknowledged_name", "")),
                            models.Q(("acknowledged_at__isnull", False), models.Q(("acknowledged_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="acknowledged_orders_say_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_name", "")),
                            models.Q(("done_at__isnull", False), models.Q(("done_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="orders_that_are_done_say_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_name", "")),
                            models.Q(("confirmed_at__isnull", False), models.Q(("confirmed_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="confirmed_orders_say_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_name", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("ended_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="ended_orders_say_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True)),
                ("address", models.CharField(blank=True, max_length=600)),
                ("seen_at", models.DateTimeField()),
                ("seen_by", models.CharField(max_length=200)),
                ("kept_at", models.DateTimeField()),
                ("kept_name", models.CharField(max_length=200)),
                ("stored", models.CharField(blank=True, help_text="name of the file in the folder of evidence", max_length=100)),
                ("media_type", models.CharField(blank=True, max_length=40)),
                ("size", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("sha256_given", models.CharField(blank=True, max_length=64)),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="concerns.directive"
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("stored", ""), _negated=True), _connector="OR"
                        ),
                        name="evidence_is_a_text_or_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("media_type", ""), ("sha256", ""), ("sha256_given", ""), ("stored", "")),
                            models.Q(
                                models.Q(("stored", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("sha256_given", ""), _negated=True),
                                models.Q(("media_type", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_file_of_evidence_has_its_hashes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LostControl",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("lost", "Not under control"), ("regained", "Back under control"), ("gone", "Lost for good")],
                        default="lost",
                        max_length=10,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                ("reported_name", models.CharField(max_length=200)),
                ("what", models.TextField(blank=True, help_text="what was noticed")),
                ("admins_checked", models.BooleanField(default=False)),
                ("recovery_checked", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_name", models.CharField(blank=True, max_length=200)),
                ("end_note", models.TextField(blank=True)),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "reported_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site")),
            ],
            options={
                "ordering": ["-reported_at", "-id"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "lost")), fields=["district", "id"], name="lost_control_open")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "lost")), fields=("site",), name="one_open_case_per_site"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_name", ""), ("state", "lost")),
                            models.Q(
                                models.Q(("state", "lost"), _negated=True),
                                ("ended_at__isnull", False),
                                models.Q(("ended_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cases_that_ended_say_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "regained"), _negated=True),
                            models.Q(("admins_checked", True), ("recovery_checked", True)),
                            _connector="OR",
                        ),
                        name="back_under_control_means_that_it_was_checked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LostNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="concerns.lostcontrol"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("asked_name", models.CharField(max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="concerns.complaint"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(condition=models.Q(("answered_at__isnull", True)), fields=["person", "id"], name="question_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="answered_questions_say_what_and_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(blank=True, max_length=60)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("policy", "by the policy"),
                            ("next", "because nobody before them can"),
                            ("late", "because it is late"),
                            ("brought_in", "brought in"),
                        ],
                        default="policy",
                        max_length=12,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receivers", to="concerns.complaint"
                    ),
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
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("role", "")),
                            models.Q(models.Q(("role", ""), _negated=True), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_receiver_is_a_role_or_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", ""), _negated=True),
                        fields=("complaint", "role"),
                        name="one_receiver_per_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("complaint", "person"),
                        name="one_receiver_per_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unlocked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unlocked", to="concerns.complaint"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("complaint", "person"), name="unlocked_once_per_person")],
            },
        ),
    ]
