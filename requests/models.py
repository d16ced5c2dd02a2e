"""Submissions, the route of each, and what its steps collected."""

import uuid

from django.db import models

from accounts.models import District, Person, School
from policies.models import PolicyVersion
from registry.models import Site

from . import states

WISHES = {
    "site": "asks for a new site",
    "join": "asks to post there",
    "permission": "asks for permission",
    "notice": "gave it in confidence",
    "change": "asks for a change",
}


class Submission(models.Model):
    """One filled form. `answers` holds the policy's fields by key; what lists sort and filter by are columns.

    `claims` is raised by the first statement of every deed on the submission or its steps: that row lock makes deeds
    on one submission take turns on both databases.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        SITE = "site", "Site request"
        JOIN = "join", "Request to post"
        PERMISSION = "permission", "Request for permission"
        NOTICE = "notice", "Private notice"
        CHANGE = "change", "Change of a site"

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SITE)
    form = models.CharField(max_length=80, blank=True, help_text="which of the policy's other forms, by key")
    confidential = models.BooleanField(default=False, help_text="read by the requester and whom it waits or waited for alone")
    requester = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=list(states.LABELS.items()), default=states.DRAFT)
    name = models.CharField(max_length=200, blank=True)
    entity = models.CharField(max_length=60, blank=True)
    platform = models.CharField(max_length=60, blank=True)
    platform_label = models.CharField(max_length=120, blank=True)
    answers = models.JSONField(default=dict)
    round = models.PositiveIntegerField(default=1)
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text="idempotency key of the form")
    claims = models.PositiveIntegerField(default=0)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="submitted_submissions_have_a_time",
                condition=models.Q(status=states.DRAFT) | models.Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_submissions_have_a_time",
                condition=models.Q(status__in=states.ENDED, ended_at__isnull=False)
                | (~models.Q(status__in=states.ENDED) & models.Q(ended_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["requester", "-id"], name="submission_by_requester"),
            models.Index(fields=["site", "-id"], name="submission_by_site", condition=models.Q(site__isnull=False)),
            models.Index(fields=["district", "-id"], name="submission_by_district"),
            models.Index(fields=["place", "-id"], name="submission_by_place"),
            models.Index(fields=["district", "status", "-id"], name="submission_by_status"),
            models.Index(fields=["district", "submitted_at"], name="submission_private", condition=models.Q(kind="notice")),
        ]

    def __str__(self) -> str:
        return f"{self.name or 'Untitled'} on {self.platform_label}" if self.platform_label else self.name or "Untitled"

    @property
    def wish(self) -> str:
        """What its requester does, in a sentence about them: asks for a new site."""
        return WISHES[self.kind]


class Round(models.Model):
    """What a submission said each time it was submitted, for comparing and for the record."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    place = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    answers = models.JSONField()
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="one_entry_per_round")]

    def __str__(self) -> str:
        return f"{self.submission_id}, round {self.number}"


class Acceptance(models.Model):
    """A statement the requester accepted, with the text as it stood."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="acceptances")
    round = models.PositiveIntegerField()
    statement = models.CharField(max_length=60)
    text = models.TextField()
    clause = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["submission", "round", "statement"], name="one_acceptance_per_statement")]

    def __str__(self) -> str:
        return self.text


class Step(models.Model):
    """One stage of a submission's route, planned when it was submitted.

    `due_on` is when its own reminder falls; `expires_on` the last day for an answer, where the policy sets one.
    """

    class Kind(models.TextChoices):
        """What a step asks of the one it waits for."""

        APPROVE = "approve", "decides"
        NOTIFY = "notify", "is told"
        ACKNOWLEDGE = "acknowledge", "acknowledges"
        PROVIDE = "provide", "gives information"
        ASSIGN = "assign", "assigns duties"
        RECORD = "record", "records a fact"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps")
    round = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    mode = models.CharField(max_length=3, default="any")
    state = models.CharField(max_length=10, choices=list(states.STEP_LABELS.items()), default=states.WAITING)
    holds_up_listing = models.BooleanField(default=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    told = models.TextField(blank=True, help_text="whom a notify step told, in words")
    clause = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "round", "key"], name="one_step_per_key_and_round"),
            models.CheckConstraint(
                name="closed_steps_have_a_time",
                condition=models.Q(state="done", closed_at__isnull=False) | ~models.Q(state="done"),
            ),
        ]
        indexes = [models.Index(fields=["opened_at", "id"], name="step_open", condition=models.Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.submission_id}"


class Seat(models.Model):
    """One place at a step: a role and where its holder is looked up, never the name of a decider.

    A new principal therefore finds the old one's open steps. Requester and responsible are anchored to a person,
    supervisor to the person whose supervisor is meant, a school's role to the school, a district's role to the
    district. `acts` is the role whose holder acts: the same one, or for a body without a login the role that records
    what it decided. `fallback` is the role that may act too, once nobody else can; `fell_at` is since when, `vacant_at` since
    when nobody holds the role while it has not fallen yet.
    """

    step = models.ForeignKey(Step, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=60)
    acts = models.CharField(max_length=60)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=list(states.STEP_LABELS.items()), default=states.WAITING)
    opened_at = models.DateTimeField(null=True)
    fallback = models.CharField(max_length=60, blank=True)
    fell_at = models.DateTimeField(null=True)
    vacant_at = models.DateTimeField(null=True)
    not_for = models.CharField(max_length=400, blank=True, help_text="people who may not answer it by the policy: ,12,45,")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["step", "role", "acts"], name="one_seat_per_role_and_step")]
        indexes = [
            models.Index(fields=["acts", "school", "opened_at"], name="seat_open_by_school", condition=models.Q(state="open")),
            models.Index(
                fields=["acts", "district", "opened_at"], name="seat_open_by_district", condition=models.Q(state="open")
            ),
            models.Index(fields=["person", "opened_at"], name="seat_open_by_person", condition=models.Q(state="open")),
            models.Index(
                fields=["fallback", "district"], name="seat_fallen", condition=models.Q(state="open", fell_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.step_id}"


class Answer(models.Model):
    """What one seat of a step answered, once: who, when, for whom, with which verdict, reason and values."""

    seat = models.OneToOneField(Seat, models.PROTECT, related_name="answer")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    acting_for = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person_name}: {self.outcome}"
