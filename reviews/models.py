"""The written decision, kept as it was given."""

from django.db import models

from requests.models import Submission


class Letter(models.Model):
    """A decision letter: its words were fixed when the decision was made."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    round = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12)
    text = models.TextField()
    given_by = models.CharField(max_length=400)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["submission", "round"], name="one_letter_per_round")]

    def __str__(self) -> str:
        return f"Letter on {self.submission_id}"
