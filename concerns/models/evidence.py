"""What was kept before something was removed."""

from django.db import models

from accounts.models import Person

from .directives import Directive


class Evidence(models.Model):
    """The text of a post, a picture of it, or both, with its address, when it was seen and by whom. Never deleted.

    The file lies in a folder of its own (concerns.store); `sha256` is that of the file as it is kept, `sha256_given` that of what
    was handed in: a picture is drawn anew.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="evidence")
    text = models.TextField(blank=True)
    address = models.CharField(max_length=600, blank=True)
    seen_at = models.DateTimeField()
    seen_by = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_name = models.CharField(max_length=200)
    stored = models.CharField(max_length=100, blank=True, help_text="name of the file in the folder of evidence")
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    sha256_given = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="evidence_is_a_text_or_a_file", condition=~models.Q(text="") | ~models.Q(stored="")),
            models.CheckConstraint(
                name="a_file_of_evidence_has_its_hashes",
                condition=models.Q(stored="", sha256="", sha256_given="", media_type="")
                | (~models.Q(stored="") & ~models.Q(sha256="") & ~models.Q(sha256_given="") & ~models.Q(media_type="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.pk} of order {self.directive_id}"
