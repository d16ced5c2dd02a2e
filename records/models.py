"""What happened, and whom we told: the audit trail and the outbox.

This room has no foreign keys out: people, districts and subjects are plain ids and names, so that a trail outlives
everything it speaks of.
"""

from django.db import models


class Event(models.Model):
    """One line of the audit trail, written in the transaction of the deed it tells of.

    Rows are append-only: a trigger on both databases refuses UPDATE and DELETE (records.triggers).
    """

    class Source(models.TextChoices):
        """Where a deed came from."""

        WEB = "web", "in the browser"
        COMMAND = "command", "by a command on the server"
        CLOCK = "clock", "by the clock"
        MAIL = "mail", "by mail link"

    at = models.DateTimeField()
    district_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    acting_for = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    sentence = models.TextField()
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.WEB)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_by_subject"),
            models.Index(fields=["district_id", "id"], name="event_by_district"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.sentence}"


class Message(models.Model):
    """One mail to one person: waiting, sent, failed or cancelled; or held back, as one too many, for the next morning's letter.

    The text is final when the row is written; delivery only sends it. `key` makes writing idempotent, `message_id` is
    the same at every attempt, `attempt` fences a late sender. `carried_by` is the key of the letter that spoke of what was
    held back; once that was sent, it is merged.
    """

    class State(models.TextChoices):
        """Where a message stands."""

        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"
        HELD = "held", "held back"
        MERGED = "merged", "in a morning's letter"

    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    district_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    to_name = models.CharField(max_length=200)
    to_address = models.CharField(max_length=254)
    reply_to = models.CharField(max_length=320, blank=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    carried_by = models.CharField(max_length=200, blank=True)
    way_out = models.CharField(max_length=300, blank=True, help_text="the path that switches this kind off; empty: it stays on")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at", "id"], name="message_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["person_id", "-id"], name="message_by_person"),
            models.Index(fields=["about_kind", "about_id", "id"], name="message_by_subject"),
            models.Index(fields=["district_id", "-id"], name="message_failed", condition=models.Q(state="failed")),
            models.Index(fields=["district_id", "-id"], name="message_by_district"),
            models.Index(fields=["district_id", "-id"], name="message_held", condition=models.Q(state="held")),
            models.Index(fields=["district_id", "-id"], name="message_cancelled", condition=models.Q(state="cancelled")),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_sent_has_a_time",
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_address} ({self.state})"


class MailLimit(models.Model):
    """How many mails that are not urgent one person of a district gets within 24 hours, beside the letter of the morning."""

    district_id = models.BigIntegerField(unique=True)
    a_day = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="at_least_one_mail_a_day", condition=models.Q(a_day__gte=1))]

    def __str__(self) -> str:
        return f"{self.a_day} a day in {self.district_id}"


class SwitchedOff(models.Model):
    """A kind of mail that somebody does not want, where the policy of their district lets them say so."""

    person_id = models.BigIntegerField()
    district_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "kind"], name="switched_off_once")]
        indexes = [models.Index(fields=["district_id", "kind"], name="switched_off_by_district")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.person_id}"
