import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("policies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("edition", models.PositiveIntegerField(default=1)),
                ("begun_from", models.CharField(help_text="the version, preset or file it began as, in words", max_length=400)),
                ("begun_by", models.CharField(max_length=200)),
                ("begun_at", models.DateTimeField()),
                ("saved_by", models.CharField(max_length=200)),
                ("saved_at", models.DateTimeField()),
                ("discarded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adopted_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policies.policyversion",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.district"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("adopted_as__isnull", True), ("discarded_at__isnull", True)),
                        fields=["district", "-id"],
                        name="policy_draft_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("adopted_as__isnull", True), ("discarded_at__isnull", True), _connector="OR"),
                        name="an_adopted_draft_is_not_discarded",
                    )
                ],
            },
        ),
    ]
