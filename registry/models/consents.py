"""Whose consent a site has, and on what it rests. Nobody is named who gave it: counts and occasions only."""

from django.db import models

from accounts.models import Person

from .. import states
from .sites import Site


class Consent(models.Model):
    """One consent to pictures or names, or one case in which the policy needs none, as the papers say that are kept elsewhere.

    Subject, who signed and the exception are words of the policy, kept as they were when it was recorded. There is no room
    for a name; `occasion` is one line, and the form says that no student may be recognized by it.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="consents")
    subject = models.CharField(max_length=60, help_text="whose picture or name, a key of the policy")
    subject_label = models.CharField(max_length=120)
    basis = models.CharField(max_length=12, choices=list(states.BASES.items()))
    signed_by = models.CharField(max_length=300, blank=True, help_text="in words of the policy: parent, adult student")
    exception = models.CharField(max_length=300, blank=True, help_text="which exception of the policy applies")
    occasion = models.CharField(max_length=120, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True, help_text="how many it covers")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="the last day on which it counts")
    kept_where = models.CharField(max_length=300, blank=True, help_text="where the papers are")
    checked_on = models.DateField(null=True, blank=True, help_text="when somebody last looked at the papers")
    checked_name = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField(max_length=12, blank=True, choices=list(states.CONSENT_ENDS.items()))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-since_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="ended_consents_say_when_and_how",
                condition=models.Q(ended_on__isnull=True, ended_as="")
                | models.Q(ended_on__isnull=False) & ~models.Q(ended_as=""),
            ),
            models.CheckConstraint(
                name="a_consent_is_signed_or_an_exception",
                condition=models.Q(basis=states.EXCEPTION, signed_by="") & ~models.Q(exception="")
                | ~models.Q(basis=states.EXCEPTION) & models.Q(exception=""),
            ),
            models.CheckConstraint(
                name="consents_end_after_they_begin",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("since_on")),
            ),
            models.CheckConstraint(
                name="checked_consents_say_who_and_when",
                condition=models.Q(checked_on__isnull=True, checked_name="")
                | models.Q(checked_on__isnull=False) & ~models.Q(checked_name=""),
            ),
        ]
        indexes = [
            models.Index(fields=["site", "-since_on", "-id"], name="consent_by_site"),
            models.Index(fields=["site", "-since_on"], name="consent_that_counts", condition=models.Q(ended_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.subject_label} since {self.since_on}"
