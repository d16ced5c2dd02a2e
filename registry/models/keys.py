"""Who is administrator of a site on its platform. No password and no code stands anywhere here."""

from django.db import models

from accounts.models import Person

from .sites import Site


class PlatformAdmin(models.Model):
    """A person of the district, or an office of it, that is administrator of a site on its platform.

    An office is a role of the district: the key, and its label as it was then. `confirmed_on`: when somebody last looked
    at the platform's own list and found it so.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="admins")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=60, blank=True)
    office_label = models.CharField(max_length=120, blank=True)
    since_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_name = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["since_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_administrator_is_a_person_or_an_office",
                condition=models.Q(person__isnull=False, office="") | models.Q(person__isnull=True) & ~models.Q(office=""),
            ),
            models.UniqueConstraint(
                fields=["site", "person"],
                condition=models.Q(ended_on__isnull=True, person__isnull=False),
                name="nobody_is_administrator_twice",
            ),
            models.UniqueConstraint(
                fields=["site", "office"],
                condition=models.Q(ended_on__isnull=True) & ~models.Q(office=""),
                name="no_office_is_administrator_twice",
            ),
        ]
        indexes = [models.Index(fields=["site", "id"], name="administrator_now", condition=models.Q(ended_on__isnull=True))]

    def __str__(self) -> str:
        return self.person.name if self.person else self.office_label
