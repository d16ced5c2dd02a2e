"""What the head of a school chose for its sites when a season or a school year ends."""

from django.db import models

from accounts.models import Person

from .sites import Site


class SeasonChoice(models.Model):
    """One site and what was chosen for it, so that a list of many can be gone through in several sittings."""

    class Outcome(models.TextChoices):
        """What may be chosen."""

        KEEP = "keep", "Keep"
        HAND_OVER = "hand_over", "Hand over to"
        CLOSE = "close", "Close"

    site = models.ForeignKey(Site, models.CASCADE, related_name="season_choices")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    chosen_on = models.DateField()
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    chosen_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["site", "chosen_on"], name="one_season_choice_per_site_and_day")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.site_id}"
