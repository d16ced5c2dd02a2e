"""The policy documents of each district, kept as they were adopted; the guidelines that go with them, and training."""

from django.db import models

from accounts.models import District, Person


class PolicyVersion(models.Model):
    """One district's rules, immutable, in force from a date until a later version is.

    `text` is the document as it was loaded; `sha256` is its hash; `schema` the number it was written for. A trigger on
    both databases refuses any change (records.triggers).
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    schema = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    in_force_from = models.DateField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["district", "-in_force_from", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="one_policy_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Followed(models.Model):
    """The version that a district's roles follow: what they are called, what they carry, and which there are."""

    district = models.OneToOneField(District, models.PROTECT, related_name="+")
    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.district_id} follows {self.version_id}"


class Guideline(models.Model):
    """A document that goes with a district's policy; what it says stands in its versions.

    `key` is the policy's own where the policy names it, else made from the title.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="one_guideline_per_key")]

    def __str__(self) -> str:
        return self.title


class GuidelineVersion(models.Model):
    """What a guideline says, immutable, in force from a day until a later version is. Append-only (records.triggers).

    `note` says what changed and why.
    """

    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=500, blank=True)
    in_force_from = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["guideline", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "number"], name="one_guideline_version_per_number"),
            models.CheckConstraint(name="guideline_versions_say_something", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.guideline.title}, version {self.number}"


class Acknowledgement(models.Model):
    """Somebody has read a version and follows it. Append-only (records.triggers)."""

    version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_acknowledgement_per_version")]
        indexes = [models.Index(fields=["person", "version"], name="acknowledgement_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} acknowledges {self.version_id}"


class Campaign(models.Model):
    """Everybody of an audience is asked to acknowledge a version, or a later one, until a day; open until somebody ends it."""

    class Audience(models.TextChoices):
        """Who is asked."""

        EVERYBODY = "everybody", "Everybody to whom the policy applies"
        SITES = "sites", "Responsible employees and posters of sites"

    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="campaigns")
    version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.EVERYBODY)
    due_on = models.DateField()
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline"], condition=models.Q(ended_at__isnull=True), name="one_open_campaign_per_guideline"
            ),
            models.CheckConstraint(
                name="campaigns_end_by_somebody",
                condition=models.Q(ended_at__isnull=True, ended_by="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Acknowledge {self.version}"


class Training(models.Model):
    """A session that was held; who was there stands in its attendances. `key` is the policy's name for what was taught."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["district", "-held_on", "-id"], name="training_by_day")]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Somebody was at a training."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it was recorded")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["training", "person"], name="one_attendance_per_person")]
        indexes = [models.Index(fields=["person", "training"], name="attendance_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.training_id}"


class Retirement(models.Model):
    """A version that applies no more from a day on. Before its own first day: it never applied, and the one before goes on."""

    version = models.OneToOneField(PolicyVersion, models.PROTECT, related_name="retirement")
    from_on = models.DateField()
    retired_at = models.DateTimeField()
    retired_by = models.CharField(max_length=200)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.version_id} until {self.from_on}"
