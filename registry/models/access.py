"""Parents who asked for access to a site, and what they were told. Nobody is named: not the parent, not the student."""

from django.db import models

from accounts.models import Person

from .. import states
from .sites import Site


class ParentAccess(models.Model):
    """One request of a parent and its answer, written down by somebody who looks after the site.

    There is no room for words, so that no name of a parent or a student can be kept.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="parent_access")
    asked_on = models.DateField()
    answer = models.CharField(max_length=12, choices=list(states.ACCESS.items()))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["site", "-asked_on", "-id"], name="parent_access_by_site")]

    def __str__(self) -> str:
        return f"{self.get_answer_display()} on {self.asked_on}"
