"""The policy documents of each district, kept as they were adopted."""

from django.db import models

from accounts.models import District


class PolicyVersion(models.Model):
    """One district's rules, immutable, in force from a date until a later version is.

    `text` is the document as it was loaded; `sha256` is its hash; `schema` the number it was written for. A trigger on
    both databases refuses any change (records.triggers).
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    schema = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    in_force_from = models.DateField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["district", "-in_force_from", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="one_policy_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Retirement(models.Model):
    """A version that applies no more from a day on. Before its own first day: it never applied, and the one before goes on."""

    version = models.OneToOneField(PolicyVersion, models.PROTECT, related_name="retirement")
    from_on = models.DateField()
    retired_at = models.DateTimeField()
    retired_by = models.CharField(max_length=200)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.version_id} until {self.from_on}"
