"""The public record of a site: what was decided about single items of it, and the bundles that left the house."""

from django.db import models

from accounts.models import District, Person

from .. import states
from .sites import Site


class Exemption(models.Model):
    """One decision about one item of a site's record: withheld from the public copy, or given out after all.

    An item is named by its part and its place there (records.bundles). The last decision counts; none is changed.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="exemptions")
    part = models.CharField(max_length=40)
    ref = models.CharField(max_length=120)
    turn = models.PositiveIntegerField(help_text="the how-many-eth decision about this item")
    verdict = models.CharField(max_length=10, choices=list(states.RULINGS.items()))
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_name = models.CharField(max_length=200)
    acting_for = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "part", "ref", "turn"], name="one_decision_per_item_and_turn"),
            models.CheckConstraint(name="exemptions_have_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.part} {self.ref}"


class Bundle(models.Model):
    """One copy of a site's record that was made: which, by whom, how much of it was withheld, and what its manifest hashes to."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    whole = models.BooleanField(help_text="with everything that the public copy withholds")
    items = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text="of the manifest, which has the hash of every file")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="bundles_are_numbered"),
            models.CheckConstraint(name="whole_bundles_withhold_nothing", condition=models.Q(whole=False) | models.Q(withheld=0)),
        ]
        indexes = [models.Index(fields=["site", "-id"], name="bundle_by_site")]

    def __str__(self) -> str:
        return f"Bundle {self.number}"
