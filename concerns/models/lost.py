"""Pages that their people lost control of, from the report to the end."""

from django.db import models

from accounts.models import District, Person
from registry.models import Site

from .. import states


class LostControl(models.Model):
    """One case: reported by whom and when, and how it ended. A site has one open case at most.

    A page is back under control only once somebody looked through its administrators and its recovery address.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=list(states.CASES.items()), default=states.LOST)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_name = models.CharField(max_length=200)
    what = models.TextField(blank=True, help_text="what was noticed")
    admins_checked = models.BooleanField(default=False)
    recovery_checked = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_name = models.CharField(max_length=200, blank=True)
    end_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["site"], condition=models.Q(state=states.LOST), name="one_open_case_per_site"),
            models.CheckConstraint(
                name="cases_that_ended_say_who_and_when",
                condition=models.Q(state=states.LOST, ended_at__isnull=True, ended_name="")
                | (~models.Q(state=states.LOST) & models.Q(ended_at__isnull=False) & ~models.Q(ended_name="")),
            ),
            models.CheckConstraint(
                name="back_under_control_means_that_it_was_checked",
                condition=~models.Q(state=states.REGAINED) | models.Q(admins_checked=True, recovery_checked=True),
            ),
        ]
        indexes = [models.Index(fields=["district", "id"], name="lost_control_open", condition=models.Q(state=states.LOST))]

    def __str__(self) -> str:
        return f"{self.site.name}: {self.get_state_display().lower()}"


class LostNote(models.Model):
    """One line of the case's timeline: what was done or seen, by whom, when."""

    case = models.ForeignKey(LostControl, models.PROTECT, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Note {self.pk} of case {self.case_id}"
