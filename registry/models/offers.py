"""Sites that somebody is asked to answer for. Until they accept, whoever answered for the site still does."""

from django.db import models

from accounts.models import Person

from .. import states
from .sites import Site


class Offer(models.Model):
    """One site offered to one person, by whoever answers for it or heads its place; answered, taken back or run out.

    `giver` answered for the site when it was offered, and no longer does once it is accepted. `keeps_posting`: they may
    post all the same.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    giver = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    offered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    acting_for = models.CharField(max_length=200, blank=True)
    offered_at = models.DateTimeField()
    answer_by = models.DateField(help_text="the last day for an answer")
    note = models.CharField(max_length=1000, blank=True)
    keeps_posting = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=list(states.OFFERS.items()), default=states.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=1000, blank=True, help_text="why it was declined")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["site"], condition=models.Q(state=states.OPEN), name="one_open_offer_per_site"),
            models.CheckConstraint(
                name="offers_that_ended_say_who_and_when",
                condition=models.Q(state=states.OPEN, answered_at__isnull=True, answered_name="")
                | (~models.Q(state=states.OPEN) & models.Q(answered_at__isnull=False) & ~models.Q(answered_name="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "answer_by", "id"], name="offer_open_by_person", condition=models.Q(state=states.OPEN)
            ),
            models.Index(fields=["answer_by", "id"], name="offer_open_by_day", condition=models.Q(state=states.OPEN)),
            models.Index(fields=["giver", "id"], name="offer_by_giver"),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} to {self.person_id}"
