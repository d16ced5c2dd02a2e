import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("policies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer_by", models.DateField()),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "begun_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
            ],
            options={
                "ordering": ["-begun_at", "-id"],
                "indexes": [models.Index(fields=["district", "-begun_at", "-id"], name="campaign_by_day")],
            },
        ),
        migrations.CreateModel(
            name="FoundPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_typed", models.CharField(max_length=600)),
                ("address", models.CharField(help_text="canonical form", max_length=600)),
                ("platform", models.CharField(blank=True, max_length=60)),
                ("platform_label", models.CharField(max_length=120)),
                ("seems", models.CharField(help_text="what it seems to be", max_length=300)),
                ("found_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known"),
                            ("asked", "Somebody is asked"),
                            ("claimed", "Claimed"),
                            ("registered", "Registered"),
                            ("not_ours", "Not ours"),
                            ("gone", "Gone"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "found_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        help_text="that it claims to be of",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-found_at", "-id"],
                "indexes": [
                    models.Index(fields=["district", "-found_at", "-id"], name="found_page_by_day"),
                    models.Index(fields=["district", "state", "-found_at", "-id"], name="found_page_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("unknown", "asked", "claimed", "not_ours"))),
                        fields=("district", "address"),
                        name="one_found_page_per_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField(default=0, help_text="of the pasted list")),
                ("name", models.CharField(max_length=200)),
                ("address_typed", models.CharField(max_length=600)),
                ("address", models.CharField(help_text="canonical form", max_length=600)),
                ("platform", models.CharField(blank=True, max_length=60)),
                ("platform_label", models.CharField(max_length=120)),
                ("passed_by", models.CharField(blank=True, max_length=200)),
                ("answer_by", models.DateField()),
                (
                    "register_by",
                    models.DateField(blank=True, help_text="by when the policy wants pages that exist registered", null=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("ended", "Ended")], default="open", max_length=10
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("mine", "Mine"), ("gone", "Gone"), ("not_mine", "Not mine")], max_length=10
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_name", models.CharField(blank=True, max_length=200)),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="registry.campaign",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.school"
                    ),
                ),
                (
                    "found",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="registry.foundpage",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["person", "answer_by", "id"], name="claim_open_by_person"
                    ),
                    models.Index(fields=["campaign", "line", "id"], name="claim_by_line"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("campaign__isnull", False), ("found__isnull", True)),
                            models.Q(("campaign__isnull", True), ("found__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_claim_is_of_a_campaign_or_a_found_page",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False), ("state", "answered"), models.Q(("answer", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_name", ""),
                            ),
                            _connector="OR",
                        ),
                        name="answered_claims_say_what_who_and_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("district", "address"), name="one_open_claim_per_address"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Search",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("searched_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=1000)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["district", "-at", "-id"], name="search_by_district")],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("entity", models.CharField(blank=True, max_length=60)),
                ("entity_label", models.CharField(blank=True, max_length=120)),
                ("platform", models.CharField(max_length=60)),
                ("platform_label", models.CharField(max_length=120)),
                ("address_typed", models.CharField(blank=True, max_length=600)),
                ("address", models.CharField(blank=True, help_text="canonical form", max_length=600)),
                ("handle", models.CharField(blank=True, max_length=200)),
                ("visibility", models.CharField(blank=True, max_length=60)),
                (
                    "visibility_reason",
                    models.TextField(blank=True, help_text="why it is not what the policy prefers, as somebody said"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("suspended", "Suspended"),
                            ("closed", "Closed"),
                            ("shut_down", "Shut down"),
                            ("unofficial", "Unofficial"),
                        ],
                        default="active",
                        max_length=12,
                    ),
                ),
                ("status_reason", models.TextField(blank=True)),
                ("status_since", models.DateTimeField()),
                ("suspended_until", models.DateField(blank=True, null=True)),
                (
                    "unverified_since",
                    models.DateTimeField(
                        blank=True,
                        help_text="since when its people do not control it, so that nobody can say what it says is ours",
                        null=True,
                    ),
                ),
                (
                    "identified_on",
                    models.DateField(
                        blank=True, help_text="when somebody recorded that the policy's wording is on the page", null=True
                    ),
                ),
                ("sealed_with", models.CharField(blank=True, help_text="role that holds the sealed credential", max_length=60)),
                ("sealed_label", models.CharField(blank=True, max_length=120)),
                ("sealed_since", models.DateField(blank=True, null=True)),
                ("sealed_where", models.CharField(blank=True, help_text="where it lies; never what it is", max_length=300)),
                (
                    "recovery",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        help_text="recovery address is a district mailbox",
                        max_length=8,
                    ),
                ),
                (
                    "second_factor",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], default="unknown", max_length=8
                    ),
                ),
                ("registered_at", models.DateTimeField()),
                ("decided", models.CharField(blank=True, help_text="who decided and when, in words", max_length=400)),
                ("terms", models.JSONField(default=dict, help_text="conditions set at approve or assign, by field key")),
                ("next_due_on", models.DateField(blank=True, null=True)),
                ("overdue_since", models.DateField(blank=True, null=True)),
                ("last_checked_on", models.DateField(blank=True, null=True)),
                ("watched_since", models.DateField(blank=True, help_text="when monitoring began its duties", null=True)),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Upper(
                            django.db.models.functions.text.Concat(
                                "name", models.Value("\n"), "handle", models.Value("\n"), "address"
                            )
                        ),
                        help_text="what a search looks at, kept by the database",
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "complaints_to",
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
                    "media_contact",
                    models.ForeignKey(
                        blank=True,
                        help_text="who answers the public and the media",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "policy_version",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.policyversion"
                    ),
                ),
                (
                    "responsible",
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.school"),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(fields=["district", "name", "id"], name="site_by_name"),
                    models.Index(fields=["school", "name", "id"], name="site_by_school"),
                    models.Index(fields=["responsible", "name"], name="site_by_responsible"),
                    models.Index(fields=["district", "platform", "name", "id"], name="site_by_platform"),
                    models.Index(fields=["district", "status", "name", "id"], name="site_by_status"),
                    models.Index(
                        condition=models.Q(("status", "active"), ("watched_since__isnull", True)),
                        fields=["district", "id"],
                        name="site_not_yet_watched",
                    ),
                    models.Index(
                        condition=models.Q(("watched_since__isnull", False), models.Q(("status", "active"), _negated=True)),
                        fields=["district", "id"],
                        name="site_watched_though_stopped",
                    ),
                    models.Index(
                        condition=models.Q(("overdue_since__isnull", False)),
                        fields=["district", "overdue_since", "id"],
                        name="site_overdue",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("active", "suspended")), models.Q(("address", ""), _negated=True)),
                        fields=("district", "address"),
                        name="one_live_site_per_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "active"), _negated=True), ("responsible__isnull", False), _connector="OR"
                        ),
                        name="active_sites_have_a_responsible_employee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sealed_since__isnull", True), ("sealed_with", "")),
                            models.Q(models.Q(("sealed_with", ""), _negated=True), ("sealed_since__isnull", False)),
                            _connector="OR",
                        ),
                        name="sealed_credentials_say_with_whom_and_since_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeasonChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("keep", "Keep"), ("hand_over", "Hand over to"), ("close", "Close")], max_length=10
                    ),
                ),
                ("chosen_on", models.DateField()),
                ("chosen_at", models.DateTimeField()),
                ("chosen_name", models.CharField(max_length=200)),
                (
                    "chosen_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="season_choices", to="registry.site"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [models.UniqueConstraint(fields=("site", "chosen_on"), name="one_season_choice_per_site_and_day")],
            },
        ),
        migrations.CreateModel(
            name="Poster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="posters", to="registry.site"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("site", "person"), name="one_poster_entry_per_person")],
            },
        ),
        migrations.CreateModel(
            name="PlatformAdmin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office", models.CharField(blank=True, max_length=60)),
                ("office_label", models.CharField(blank=True, max_length=120)),
                ("since_on", models.DateField()),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("confirmed_name", models.CharField(blank=True, max_length=200)),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="admins", to="registry.site"),
                ),
            ],
            options={
                "ordering": ["since_on", "id"],
                "indexes": [
                    models.Index(condition=models.Q(("ended_on__isnull", True)), fields=["site", "id"], name="administrator_now")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("office", ""), ("person__isnull", False)),
                            models.Q(("person__isnull", True), models.Q(("office", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="an_administrator_is_a_person_or_an_office",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("person__isnull", False)),
                        fields=("site", "person"),
                        name="nobody_is_administrator_twice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), models.Q(("office", ""), _negated=True)),
                        fields=("site", "office"),
                        name="no_office_is_administrator_twice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParentAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("given", "Access was given"),
                            ("not_invited", "No access: the child is not invited to this site"),
                            ("not_known", "No access: whoever asked is not known to be the parent"),
                            ("passed_on", "Passed on to the school"),
                        ],
                        max_length=12,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_name", models.CharField(max_length=200)),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parent_access", to="registry.site"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_on", "-id"],
                "indexes": [models.Index(fields=["site", "-asked_on", "-id"], name="parent_access_by_site")],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("offered_at", models.DateTimeField()),
                ("answer_by", models.DateField(help_text="the last day for an answer")),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("keeps_posting", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Not answered in time"),
                            ("ended", "No longer needed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_name", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, help_text="why it was declined", max_length=1000)),
                (
                    "giver",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="registry.site"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["person", "answer_by", "id"], name="offer_open_by_person"
                    ),
                    models.Index(condition=models.Q(("state", "open")), fields=["answer_by", "id"], name="offer_open_by_day"),
                    models.Index(fields=["giver", "id"], name="offer_by_giver"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("site",), name="one_open_offer_per_site"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_name", ""), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("answered_at__isnull", False),
                                models.Q(("answered_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="offers_that_ended_say_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was", models.CharField(choices=[("responsible", "Responsible employee"), ("poster", "Poster")], max_length=12)),
                ("passed_at", models.DateTimeField()),
                ("removed_on", models.DateField(blank=True, help_text="when they were removed on the platform", null=True)),
                ("removed_name", models.CharField(blank=True, help_text="who ticked it", max_length=200)),
                ("recovery_on", models.DateField(blank=True, help_text="when the recovery address was changed", null=True)),
                ("recovery_name", models.CharField(blank=True, max_length=200)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="hand_overs", to="registry.site"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["person", "id"], name="hand_over_by_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "person"), name="one_hand_over_per_site_and_person"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("removed_name", ""), ("removed_on__isnull", True)),
                                models.Q(("removed_on__isnull", False), models.Q(("removed_name", ""), _negated=True)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("recovery_name", ""), ("recovery_on__isnull", True)),
                                models.Q(("recovery_on__isnull", False), models.Q(("recovery_name", ""), _negated=True)),
                                _connector="OR",
                            ),
                        ),
                        name="what_is_ticked_says_who_ticked_it",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="foundpage",
            name="site",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site"
            ),
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=120)),
                ("turn", models.PositiveIntegerField(help_text="the how-many-eth decision about this item")),
                ("verdict", models.CharField(choices=[("withheld", "Withheld"), ("given_out", "Given out")], max_length=10)),
                ("reason", models.TextField()),
                ("decided_name", models.CharField(max_length=200)),
                ("acting_for", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="exemptions", to="registry.site"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "part", "ref", "turn"), name="one_decision_per_item_and_turn"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="exemptions_have_a_reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(help_text="whose picture or name, a key of the policy", max_length=60)),
                ("subject_label", models.CharField(max_length=120)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("written", "In writing"),
                            ("given", "In any form"),
                            ("on_file", "A release on file"),
                            ("opt_out", "Nobody objected"),
                            ("exception", "An exception of the policy"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "signed_by",
                    models.CharField(blank=True, help_text="in words of the policy: parent, adult student", max_length=300),
                ),
                ("exception", models.CharField(blank=True, help_text="which exception of the policy applies", max_length=300)),
                ("occasion", models.CharField(blank=True, max_length=120)),
                ("people", models.PositiveIntegerField(blank=True, help_text="how many it covers", null=True)),
                ("since_on", models.DateField()),
                ("until_on", models.DateField(blank=True, help_text="the last day on which it counts", null=True)),
                ("kept_where", models.CharField(blank=True, help_text="where the papers are", max_length=300)),
                ("checked_on", models.DateField(blank=True, help_text="when somebody last looked at the papers", null=True)),
                ("checked_name", models.CharField(blank=True, max_length=200)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "Withdrawn"),
                            ("over", "Over: the pictures are gone, or nobody needs it any more"),
                        ],
                        max_length=12,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_name", models.CharField(max_length=200)),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="registry.site"),
                ),
            ],
            options={
                "ordering": ["-since_on", "-id"],
                "indexes": [
                    models.Index(fields=["site", "-since_on", "-id"], name="consent_by_site"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)), fields=["site", "-since_on"], name="consent_that_counts"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_as", ""), ("ended_on__isnull", True)),
                            models.Q(("ended_on__isnull", False), models.Q(("ended_as", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="ended_consents_say_when_and_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "exception"), ("signed_by", ""), models.Q(("exception", ""), _negated=True)),
                            models.Q(models.Q(("basis", "exception"), _negated=True), ("exception", "")),
                            _connector="OR",
                        ),
                        name="a_consent_is_signed_or_an_exception",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("since_on")), _connector="OR"),
                        name="consents_end_after_they_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_name", ""), ("checked_on__isnull", True)),
                            models.Q(("checked_on__isnull", False), models.Q(("checked_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="checked_consents_say_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("whole", models.BooleanField(help_text="with everything that the public copy withholds")),
                ("items", models.PositiveIntegerField()),
                ("withheld", models.PositiveIntegerField()),
                ("sha256", models.CharField(help_text="of the manifest, which has the hash of every file", max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_name", models.CharField(max_length=200)),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.site")),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["site", "-id"], name="bundle_by_site")],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "number"), name="bundles_are_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(("whole", False), ("withheld", 0), _connector="OR"),
                        name="whole_bundles_withhold_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnofficialGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("platform", models.CharField(blank=True, max_length=60)),
                ("platform_label", models.CharField(max_length=120)),
                ("address_typed", models.CharField(max_length=600)),
                ("address", models.CharField(help_text="canonical form", max_length=600)),
                ("declared_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "indexes": [models.Index(fields=["district", "name", "id"], name="unofficial_group_by_name")],
                "constraints": [models.UniqueConstraint(fields=("district", "address"), name="one_unofficial_group_per_address")],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=500)),
                ("since_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="registry.unofficialgroup"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on__isnull", True)),
                        fields=("group", "person"),
                        name="nobody_is_in_a_group_twice",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="foundpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("site__isnull", False), ("state", "registered")),
                    models.Q(models.Q(("state", "registered"), _negated=True), ("site__isnull", True)),
                    _connector="OR",
                ),
                name="registered_found_pages_name_the_site",
            ),
        ),
    ]
