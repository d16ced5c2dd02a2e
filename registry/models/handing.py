"""What is left to do on the platform itself once somebody gave a site away, or no longer posts on it."""

from django.db import models

from accounts.models import Person

from .sites import Site


class HandOver(models.Model):
    """Somebody who answered for a site, or posted on it, and no longer does: what was ticked off on the platform since, and when.

    Passed on again between the same two, it begins anew.
    """

    class Was(models.TextChoices):
        """What they were."""

        RESPONSIBLE = "responsible", "Responsible employee"
        POSTER = "poster", "Poster"

    site = models.ForeignKey(Site, models.CASCADE, related_name="hand_overs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    was = models.CharField(max_length=12, choices=Was.choices)
    passed_at = models.DateTimeField()
    removed_on = models.DateField(null=True, blank=True, help_text="when they were removed on the platform")
    removed_name = models.CharField(max_length=200, blank=True, help_text="who ticked it")
    recovery_on = models.DateField(null=True, blank=True, help_text="when the recovery address was changed")
    recovery_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "person"], name="one_hand_over_per_site_and_person"),
            models.CheckConstraint(
                name="what_is_ticked_says_who_ticked_it",
                condition=(
                    models.Q(removed_on__isnull=True, removed_name="")
                    | models.Q(removed_on__isnull=False) & ~models.Q(removed_name="")
                )
                & (
                    models.Q(recovery_on__isnull=True, recovery_name="")
                    | models.Q(recovery_on__isnull=False) & ~models.Q(recovery_name="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["person", "id"], name="hand_over_by_person")]

    def __str__(self) -> str:
        return f"{self.site_id} from {self.person_id}"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left: a poster only has to be removed; whoever answered for it had the recovery address too."""
        is_poster = self.was == self.Was.POSTER
        return self.removed_on is not None and (is_poster or self.recovery_on is not None)
