"""Looking at the public internet: when somebody did, and the pages they found that the register does not know."""

from django.db import models

from accounts.models import District, Person, School

from .. import states
from .sites import Site


class Search(models.Model):
    """One look at the public internet, with or without a find. Named as text too, so that it outlives the person."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    searched_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["district", "-at", "-id"], name="search_by_district")]

    def __str__(self) -> str:
        return f"Search of {self.searched_on}"


class FoundPage(models.Model):
    """A page that somebody found and the register does not know. What is not matched goes after states.FORGOTTEN_AFTER days.

    Nothing is fetched from the address, and no event holds it: with the row it is gone.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    address_typed = models.CharField(max_length=600)
    address = models.CharField(max_length=600, help_text="canonical form")
    platform = models.CharField(max_length=60, blank=True)
    platform_label = models.CharField(max_length=120)
    seems = models.CharField(max_length=300, help_text="what it seems to be")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", help_text="that it claims to be of"
    )
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=list(states.FOUND.items()), default=states.UNKNOWN)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "address"],
                condition=models.Q(state__in=(*states.UNMATCHED, states.CLAIMED, states.NOT_OURS)),
                name="one_found_page_per_address",
            ),
            models.CheckConstraint(
                name="registered_found_pages_name_the_site",
                condition=models.Q(state=states.REGISTERED, site__isnull=False)
                | (~models.Q(state=states.REGISTERED) & models.Q(site__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["district", "-found_at", "-id"], name="found_page_by_day"),
            models.Index(fields=["district", "state", "-found_at", "-id"], name="found_page_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.seems} on {self.platform_label}"
