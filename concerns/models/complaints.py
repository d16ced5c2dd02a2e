"""Complaints by people without an account: what was said, who receives it, what was answered."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce

from accounts.models import District, Person, School
from policies.models import PolicyVersion
from registry.models import Site

from .. import states


def _pair(*fields: str) -> models.Q:
    """All of them set, or none."""
    every, none = models.Q(), models.Q()
    for field in fields:
        every, none = every & models.Q(**{f"{field}__isnull": False}), none & models.Q(**{f"{field}__isnull": True})
    return every | none


NO_DAY = date.max  # what has no day comes after everything that has one
DUE = Coalesce(
    models.Case(
        models.When(state=states.WAITING, then="answer_by"),
        models.When(state=states.ACKNOWLEDGED, then="settle_by"),
    ),
    models.Value(NO_DAY),
    output_field=models.DateField(),
)


class Complaint(models.Model):
    """What somebody without an account told a district about a page, or a parent's wish to see one.

    Free text is read by its receivers alone, on its own page. `receipt` is the hash of a code that only whoever
    complained has. `answer_by` is the last day to acknowledge it, `settle_by` the last day to settle it where the policy
    gives its category a time; `due_on` is the one of the two that runs, kept by the database. `erased_at`: everything
    that was written is gone, as the policy says of that outcome.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=list(states.KINDS.items()))
    category = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    seen_at = models.CharField(max_length=600, blank=True, help_text="where, as it was typed; never of a personal page")
    done = models.TextField(blank=True, help_text="what whoever complained did about it")
    contact_name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, default="en")
    key = models.UUIDField(unique=True)
    receipt = models.CharField(max_length=64, unique=True)
    filed_at = models.DateTimeField()
    answer_by = models.DateField(null=True, blank=True)
    settle_by = models.DateField(null=True, blank=True)
    due_on = models.GeneratedField(expression=DUE, output_field=models.DateField(), db_persist=True)
    late_since = models.DateField(null=True, blank=True, help_text="when others heard that nobody acknowledged it")
    state = models.CharField(max_length=15, choices=list(states.LABELS.items()), default=states.WAITING)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    referred_to = models.CharField(max_length=120, blank=True)
    finding = models.CharField(max_length=300, blank=True, help_text="the category that was determined")
    reason = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    concluded_name = models.CharField(max_length=200, blank=True)
    concluded_for = models.CharField(max_length=200, blank=True, help_text="whom a designee stood in for")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_complaint_about_a_site_names_it",
                condition=~models.Q(kind=states.SITE) | models.Q(site__isnull=False) | models.Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_personal_page_has_no_address",
                condition=~models.Q(kind=states.PERSONAL) | models.Q(seen_at="", site__isnull=True),
            ),
            models.CheckConstraint(
                name="acknowledged_complaints_say_who_and_when", condition=_pair("acknowledged_at", "acknowledged_by")
            ),
            models.CheckConstraint(
                name="concluded_complaints_say_who_when_and_how",
                condition=models.Q(state=states.CONCLUDED, concluded_at__isnull=False, concluded_by__isnull=False)
                & ~models.Q(outcome="")
                | ~models.Q(state=states.CONCLUDED) & models.Q(concluded_at__isnull=True, concluded_by__isnull=True, outcome=""),
            ),
            models.CheckConstraint(
                name="nothing_is_kept_of_what_was_erased",
                condition=models.Q(erased_at__isnull=True)
                | models.Q(text="", seen_at="", done="", contact_name="", contact="", reason="", site__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["district", "-id"], name="complaint_by_district"),
            models.Index(fields=["district", "id"], name="complaint_open", condition=models.Q(state__in=states.OPEN)),
            models.Index(fields=["district", "due_on", "id"], name="complaint_by_due", condition=models.Q(state__in=states.OPEN)),
            models.Index(
                fields=["district", "answer_by"], name="complaint_to_acknowledge", condition=models.Q(state=states.WAITING)
            ),
            models.Index(
                fields=["district", "settle_by"], name="complaint_to_settle", condition=models.Q(state=states.ACKNOWLEDGED)
            ),
        ]

    def __str__(self) -> str:
        return f"Complaint {self.pk}"


class Receiver(models.Model):
    """A role, looked up at the place, or a person, that receives a complaint; never a name for a role."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="receivers")
    role = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=12, choices=list(states.REASONS.items()), default=states.BY_POLICY)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_receiver_is_a_role_or_a_person",
                condition=models.Q(role="", person__isnull=False) | ~models.Q(role="") & models.Q(person__isnull=True),
            ),
            models.UniqueConstraint(fields=["complaint", "role"], condition=~models.Q(role=""), name="one_receiver_per_role"),
            models.UniqueConstraint(
                fields=["complaint", "person"], condition=models.Q(person__isnull=False), name="one_receiver_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role or self.person_id} receives {self.complaint_id}"


class Concerned(models.Model):
    """Somebody a complaint may be about: whoever answered for the site or posted on it when it was filed. They never read it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="concerned")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "person"], name="nobody_is_concerned_twice")]

    def __str__(self) -> str:
        return f"{self.person_id} is concerned by {self.complaint_id}"


class ComplaintLine(models.Model):
    """Something written after a complaint was filed: to whoever complained, by them, or a note among its receivers."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=list(states.LINES.items()))
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    acting_for = models.CharField(max_length=200, blank=True)
    key = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["complaint", "id"], name="line_by_complaint")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.complaint_id}"


class Question(models.Model):
    """A question to an employee about what a complaint is about, and the answer. Neither says who complained, nor how."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="questions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_name = models.CharField(max_length=200)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="answered_questions_say_what_and_when",
                condition=models.Q(answered_at__isnull=True, answer="")
                | models.Q(answered_at__isnull=False) & ~models.Q(answer=""),
            )
        ]
        indexes = [models.Index(fields=["person", "id"], name="question_open", condition=models.Q(answered_at__isnull=True))]

    def __str__(self) -> str:
        return f"Question {self.pk} to {self.person_id}"


class Unlocked(models.Model):
    """That somebody had the contact of whoever complained shown, with an event."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="unlocked")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "person"], name="unlocked_once_per_person")]

    def __str__(self) -> str:
        return f"{self.person_id} sees the contact of {self.complaint_id}"


class Attempt(models.Model):
    """What a visitor without an account did, for a limit on how often. `visitor` is a keyed hash, gone after 30 days."""

    visitor = models.CharField(max_length=64)
    what = models.CharField(max_length=10, choices=list(states.ATTEMPTS.items()))
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["visitor", "what", "at"], name="attempt_by_visitor"),
            models.Index(fields=["at"], name="attempt_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.at:%Y-%m-%d %H:%M}"
