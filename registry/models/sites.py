"""Sites: which exist, where they are and who answers for them."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Upper

from accounts.models import District, Person, School
from policies.models import PolicyVersion

from .. import states


class Site(models.Model):
    """An approved or registered presence on a platform.

    What lists filter and sort by are columns. The terms of the decision are copied here at registration, on purpose:
    the submission is history, the site holds what applies today. `next_due_on`, `overdue_since`, `last_checked_on` and
    `watched_since` are written only by registry.services.note_watch, which monitoring calls.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    entity = models.CharField(max_length=60, blank=True)
    entity_label = models.CharField(max_length=120, blank=True)
    platform = models.CharField(max_length=60)
    platform_label = models.CharField(max_length=120)
    address_typed = models.CharField(max_length=600, blank=True)
    address = models.CharField(max_length=600, blank=True, help_text="canonical form")
    handle = models.CharField(max_length=200, blank=True)
    visibility = models.CharField(max_length=60, blank=True)
    visibility_reason = models.TextField(blank=True, help_text="why it is not what the policy prefers, as somebody said")
    status = models.CharField(max_length=12, choices=list(states.LABELS.items()), default=states.ACTIVE)
    status_reason = models.TextField(blank=True)
    status_since = models.DateTimeField()
    suspended_until = models.DateField(null=True, blank=True)
    unverified_since = models.DateTimeField(
        null=True, blank=True, help_text="since when its people do not control it, so that nobody can say what it says is ours"
    )
    responsible = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    complaints_to = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    media_contact = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="who answers the public and the media"
    )
    identified_on = models.DateField(
        null=True, blank=True, help_text="when somebody recorded that the policy's wording is on the page"
    )
    sealed_with = models.CharField(max_length=60, blank=True, help_text="role that holds the sealed credential")
    sealed_label = models.CharField(max_length=120, blank=True)
    sealed_since = models.DateField(null=True, blank=True)
    sealed_where = models.CharField(max_length=300, blank=True, help_text="where it lies; never what it is")
    recovery = models.CharField(
        max_length=8,
        choices=list(states.KNOWN.items()),
        default=states.UNSAID,
        help_text="recovery address is a district mailbox",
    )
    second_factor = models.CharField(max_length=8, choices=list(states.KNOWN.items()), default=states.UNSAID)
    registered_at = models.DateTimeField()
    decided = models.CharField(max_length=400, blank=True, help_text="who decided and when, in words")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")
    terms = models.JSONField(default=dict, help_text="conditions set at approve or assign, by field key")
    next_due_on = models.DateField(null=True, blank=True)
    overdue_since = models.DateField(null=True, blank=True)
    last_checked_on = models.DateField(null=True, blank=True)
    watched_since = models.DateField(null=True, blank=True, help_text="when monitoring began its duties")
    words = models.GeneratedField(
        expression=Upper(Concat("name", Value("\n"), "handle", Value("\n"), "address")),
        output_field=models.TextField(),
        db_persist=True,
        help_text="what a search looks at, kept by the database",
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "address"],
                condition=models.Q(status__in=states.LIVE) & ~models.Q(address=""),
                name="one_live_site_per_address",
            ),
            models.CheckConstraint(
                name="active_sites_have_a_responsible_employee",
                condition=~models.Q(status=states.ACTIVE) | models.Q(responsible__isnull=False),
            ),
            models.CheckConstraint(
                name="sealed_credentials_say_with_whom_and_since_when",
                condition=models.Q(sealed_with="", sealed_since__isnull=True)
                | ~models.Q(sealed_with="") & models.Q(sealed_since__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["district", "name", "id"], name="site_by_name"),
            models.Index(fields=["school", "name", "id"], name="site_by_school"),
            models.Index(fields=["responsible", "name"], name="site_by_responsible"),
            models.Index(fields=["district", "platform", "name", "id"], name="site_by_platform"),
            models.Index(fields=["district", "status", "name", "id"], name="site_by_status"),
            models.Index(
                fields=["district", "id"],
                name="site_not_yet_watched",
                condition=models.Q(watched_since__isnull=True, status=states.ACTIVE),
            ),
            models.Index(
                fields=["district", "id"],
                name="site_watched_though_stopped",
                condition=models.Q(watched_since__isnull=False) & ~models.Q(status=states.ACTIVE),
            ),
            models.Index(
                fields=["district", "overdue_since", "id"], name="site_overdue", condition=models.Q(overdue_since__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.platform_label}" if self.platform_label else self.name


class Poster(models.Model):
    """Somebody who may post on a site."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="posters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["site", "person"], name="one_poster_entry_per_person")]

    def __str__(self) -> str:
        return f"{self.person_id} posts on {self.site_id}"
