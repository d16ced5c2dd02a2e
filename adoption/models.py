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
