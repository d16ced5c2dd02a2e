"""What a district works on before it adopts it."""

from django.db import models

from accounts.models import District
from policies.models import PolicyVersion


class Draft(models.Model):
    """A policy document somebody works on: right or wrong, kept as it was typed. It applies to nobody.

    `edition` is raised by every save; whoever saves an older one would undo somebody else's work. An adopted draft stays,
    as the history of the version it became.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    text = models.TextField()
    edition = models.PositiveIntegerField(default=1)
    begun_from = models.CharField(max_length=400, help_text="the version, preset or file it began as, in words")
    begun_by = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    saved_at = models.DateTimeField()
    adopted_as = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, blank=True, related_name="+")
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["district", "-id"],
                name="policy_draft_open",
                condition=models.Q(adopted_as__isnull=True, discarded_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="an_adopted_draft_is_not_discarded",
                condition=models.Q(adopted_as__isnull=True) | models.Q(discarded_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Publication(models.Model):
    """A version that whoever edits policies in the other districts of this installation may read, until it is withdrawn.

    It is shown to them only while it is in force. `code` is the policy's own, kept so that a list reads no documents.
    """

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    code = models.CharField(max_length=120, blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(withdrawn_at__isnull=True), name="a_version_is_published_once_at_a_time"
            ),
            models.CheckConstraint(
                name="publications_are_withdrawn_by_somebody",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} published by {self.published_by}"
