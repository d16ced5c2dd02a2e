"""Whose page is this? Campaigns that ask it of a whole list, and each single question."""

from django.db import models

from accounts.models import District, Person, School

from .. import states
from .found import FoundPage


class Campaign(models.Model):
    """A list of existing pages whose people are asked, until a day, whether they answer for them."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    answer_by = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["district", "-begun_at", "-id"], name="campaign_by_day")]

    def __str__(self) -> str:
        return f"Campaign until {self.answer_by}"


class Claim(models.Model):
    """One page and the one person who is asked about it: a line of a campaign, or a page that was found.

    Passed on, it waits for somebody else; `passed_by` is who said so last.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True, blank=True, related_name="claims")
    found = models.ForeignKey(FoundPage, models.CASCADE, null=True, blank=True, related_name="claims")
    line = models.PositiveIntegerField(default=0, help_text="of the pasted list")
    name = models.CharField(max_length=200)
    address_typed = models.CharField(max_length=600)
    address = models.CharField(max_length=600, help_text="canonical form")
    platform = models.CharField(max_length=60, blank=True)
    platform_label = models.CharField(max_length=120)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    passed_by = models.CharField(max_length=200, blank=True)
    answer_by = models.DateField()
    register_by = models.DateField(null=True, blank=True, help_text="by when the policy wants pages that exist registered")
    state = models.CharField(max_length=10, choices=list(states.CLAIMS.items()), default=states.OPEN)
    answer = models.CharField(max_length=10, choices=list(states.ANSWERS.items()), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_claim_is_of_a_campaign_or_a_found_page",
                condition=models.Q(campaign__isnull=False, found__isnull=True)
                | models.Q(campaign__isnull=True, found__isnull=False),
            ),
            models.CheckConstraint(
                name="answered_claims_say_what_who_and_when",
                condition=models.Q(state=states.ANSWERED, answered_at__isnull=False) & ~models.Q(answer="")
                | (~models.Q(state=states.ANSWERED) & models.Q(answered_at__isnull=True, answer="", answered_name="")),
            ),
            models.UniqueConstraint(
                fields=["district", "address"], condition=models.Q(state=states.OPEN), name="one_open_claim_per_address"
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "answer_by", "id"], name="claim_open_by_person", condition=models.Q(state=states.OPEN)
            ),
            models.Index(fields=["campaign", "line", "id"], name="claim_by_line"),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.platform_label}"
