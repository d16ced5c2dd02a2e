"""Groups that are no sites of the district, and the people who said that they are in them."""

from django.db import models

from accounts.models import District, Person


class UnofficialGroup(models.Model):
    """A group of others, known because somebody who is in it said so. Never approved, never in the directory of sites."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    platform = models.CharField(max_length=60, blank=True)
    platform_label = models.CharField(max_length=120)
    address_typed = models.CharField(max_length=600)
    address = models.CharField(max_length=600, help_text="canonical form")
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["district", "address"], name="one_unofficial_group_per_address")]
        indexes = [models.Index(fields=["district", "name", "id"], name="unofficial_group_by_name")]

    def __str__(self) -> str:
        return f"{self.name} on {self.platform_label}"


class GroupMember(models.Model):
    """Somebody who said of themselves that they are in a group, and until when. Nobody says it of another."""

    group = models.ForeignKey(UnofficialGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    since_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(left_on__isnull=True), name="nobody_is_in_a_group_twice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"
