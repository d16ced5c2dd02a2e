"""Is each site looked after? Duties, their due occurrences, and who was reminded of what."""

from django.db import models

from accounts.models import District, Person
from policies.models import PolicyVersion
from registry.models import Site
from requests.models import Step

from . import states


class Duty(models.Model):
    """What must be done on a site, by whom and how often. `ladder` is the policy's, copied when the duty began.

    `is_own`: the policy only says that somebody may, and they set themselves how often.
    `summer` is the policy's rule for the summer, as `monitoring.summer` keeps it.

    `next_due_on` is the next date that has not come yet, also while a check-in is open. Without it the duty rests: it
    is paused, or its site is suspended. `counted_from` is the day it was counted from, so that it can be counted anew
    where the calendar changes.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    role = models.CharField(max_length=60, help_text="responsible, supervisor, or a role of the district")
    every = models.CharField(max_length=40, help_text="a duration of the policy model, '1 week'")
    calendar = models.CharField(max_length=20, default="school_days")
    ladder = models.JSONField(default=list, help_text="[{'after': '1 school day', 'to': ['responsible']}, ...]")
    summer = models.CharField(max_length=100, blank=True)
    is_own = models.BooleanField(default=False)
    from_mail = models.BooleanField(default=False, help_text="a link in the mail answers it without signing in")
    remind_before = models.CharField(max_length=40, blank=True, help_text="a duration; empty: no reminder before it is due")
    started_on = models.DateField()
    next_due_on = models.DateField(null=True)
    counted_from = models.DateField(null=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    pause_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "key"], condition=models.Q(ended_at__isnull=True), name="one_duty_per_key")
        ]
        indexes = [
            models.Index(
                fields=["next_due_on", "id"],
                name="duty_due",
                condition=models.Q(ended_at__isnull=True, paused_at__isnull=True, next_due_on__isnull=False),
            ),
            models.Index(
                fields=["paused_until", "id"],
                name="duty_resting",
                condition=models.Q(ended_at__isnull=True, next_due_on__isnull=True),
            ),
            models.Index(
                fields=["remind_before", "next_due_on", "id"],
                name="duty_reminded_before",
                condition=~models.Q(remind_before="")
                & models.Q(ended_at__isnull=True, paused_at__isnull=True, next_due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.site_id}"


class CheckIn(models.Model):
    """One due occurrence of a duty and its answer. Due dates that pass while it is open are counted on it.

    `role` owes it: the duty's, or in the summer the one it is handed to. Every page asks what waits for its reader.
    `fallback` is the role that may answer too while nobody holds the duty's own; the sweep keeps it.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="check_ins")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    due_on = models.DateField()
    passed = models.PositiveIntegerField(default=0, help_text="further due dates that passed while this one was open")
    opened_at = models.DateTimeField()
    role = models.CharField(max_length=60)
    fallback = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=list(states.LABELS.items()), default=states.OPEN)
    outcome = models.CharField(max_length=15, choices=list(states.OUTCOMES.items()), blank=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_name = models.CharField(max_length=200, blank=True)
    acting_for = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    posts = models.PositiveIntegerField(null=True, blank=True, help_text="how many posts there were, as whoever answered says")
    last_post_on = models.DateField(null=True, blank=True, help_text="when the last post was, as whoever answered says")
    by_mail_link = models.BooleanField(default=False, help_text="answered from the mail, without signing in")
    help_closed_at = models.DateTimeField(null=True, blank=True)
    help_closed_name = models.CharField(max_length=200, blank=True)
    help_note = models.TextField(blank=True, help_text="what became of a call for help")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["duty"], condition=models.Q(state="open"), name="one_open_check_in_per_duty"),
            models.UniqueConstraint(fields=["duty", "due_on"], name="one_check_in_per_due_date"),
            models.CheckConstraint(
                name="answered_check_ins_say_who_and_when",
                condition=models.Q(state="answered", answered_by__isnull=False, answered_at__isnull=False)
                | (~models.Q(state="answered") & models.Q(answered_by__isnull=True, answered_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="closed_calls_for_help_say_who_when_and_what",
                condition=models.Q(help_closed_at__isnull=True, help_closed_name="", help_note="")
                | models.Q(outcome=states.NEED_HELP, help_closed_at__isnull=False)
                & ~models.Q(help_closed_name="")
                & ~models.Q(help_note=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answered_at", "id"],
                name="check_in_needs_help",
                condition=models.Q(outcome=states.NEED_HELP, help_closed_at__isnull=True),
            ),
            models.Index(fields=["answered_at"], name="check_in_answered", condition=models.Q(state="answered")),
            models.Index(fields=["due_on", "id"], name="check_in_open", condition=models.Q(state="open")),
            models.Index(fields=["role"], name="check_in_open_by_role", condition=models.Q(state="open")),
            models.Index(fields=["fallback"], name="check_in_open_by_fallback", condition=models.Q(state="open")),
            models.Index(fields=["site", "due_on"], name="check_in_open_by_site", condition=models.Q(state="open")),
            models.Index(fields=["site", "-due_on"], name="check_in_by_site"),
        ]

    def __str__(self) -> str:
        return f"Check-in {self.due_on} of duty {self.duty_id}"


class Call(models.Model):
    """Somebody who was told that help is needed: it waits for them until it is closed."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="calls")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_in", "person"], name="nobody_is_called_twice")]

    def __str__(self) -> str:
        return f"{self.person_id} about {self.check_in_id}"


class MailLink(models.Model):
    """A link in a mail with which one person may answer one check-in, once, without signing in. 003:22.

    The token itself stands in the mail alone: kept is what it hashes to.
    """

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mail_links_expire", condition=models.Q(expires_at__gt=models.F("made_at"))),
            models.CheckConstraint(
                name="mail_links_are_used_in_time",
                condition=models.Q(used_at__isnull=True) | models.Q(used_at__lt=models.F("expires_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.check_in_id}"


class Confirmation(models.Model):
    """Whether a site is still right under another policy version, asked of whoever answers for it, by a day.

    `reasons` are the sentences that made it doubtful. A site that is still right moves to the version once that is in
    force; `moved_at` is when it did.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=list(states.LABELS.items()), default=states.OPEN)
    outcome = models.CharField(max_length=10, choices=list(states.CONFIRMATIONS.items()), blank=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_name = models.CharField(max_length=200, blank=True)
    acting_for = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "policy_version"], name="one_confirmation_per_site_and_version"),
            models.CheckConstraint(
                name="answered_confirmations_say_who_and_when",
                condition=models.Q(state="answered", answered_by__isnull=False, answered_at__isnull=False)
                | (~models.Q(state="answered") & models.Q(answered_by__isnull=True, answered_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="confirmation_open", condition=models.Q(state="open")),
            models.Index(
                fields=["policy_version"],
                name="confirmation_to_move",
                condition=models.Q(outcome="right", moved_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} under version {self.policy_version_id}"


class Rung(models.Model):
    """One rung of a ladder, climbed once: a reminder or an escalation about a check-in or a step.

    Rung 0 is the due date itself, for a step its first school morning. The mail is the digest of that morning to each
    of `people`; the next rung may be written only when one of `messages` (keys in the outbox) was sent on an earlier
    school day. While none was, the digests of later mornings are added.
    """

    check_in = models.ForeignKey(CheckIn, models.PROTECT, null=True, related_name="rungs")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    roles = models.JSONField(default=list)
    people = models.JSONField(default=list, help_text="ids of those it went to that day")
    messages = models.JSONField(default=list, help_text="outbox keys of the digests that carried it")
    written_on = models.DateField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "number"], condition=models.Q(check_in__isnull=False), name="one_rung_per_check_in"
            ),
            models.UniqueConstraint(fields=["step", "number"], condition=models.Q(step__isnull=False), name="one_rung_per_step"),
            models.CheckConstraint(
                name="a_rung_is_about_one_thing",
                condition=models.Q(check_in__isnull=False, step__isnull=True)
                | models.Q(check_in__isnull=True, step__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Rung {self.number}"


class EarlyReminder(models.Model):
    """The reminder before one due date of a duty, given once. No rung: the ladder begins on the due date, whatever became of it.

    `due_on` is the date as it was set. The mail is the digest of a morning before it to each of `people`; while none of
    `messages` was sent on an earlier school day, the digests of later mornings are added.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    due_on = models.DateField()
    people = models.JSONField(default=list, help_text="ids of those it went to")
    messages = models.JSONField(default=list, help_text="outbox keys of the digests that carried it")
    written_on = models.DateField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["duty", "due_on"], name="one_early_reminder_per_due_date")]

    def __str__(self) -> str:
        return f"Before {self.due_on} of duty {self.duty_id}"


class MorningWords(models.Model):
    """What a district says at the beginning and the end of the letter of a school morning, with places for names."""

    district = models.OneToOneField(District, models.CASCADE, related_name="+")
    greeting = models.CharField(max_length=200, blank=True)
    closing = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "words of the morning"

    def __str__(self) -> str:
        return f"Words of {self.district_id}"


class Tick(models.Model):
    """When the sweep last ran for a district, and which local day it has written the digests for."""

    district = models.OneToOneField(District, models.CASCADE, related_name="+")
    last_at = models.DateTimeField()
    digest_on = models.DateField(null=True)
    calendar_version = models.PositiveIntegerField(default=0, help_text="the calendars that due dates were counted in")

    def __str__(self) -> str:
        return f"{self.district_id} at {self.last_at:%Y-%m-%d %H:%M}"


class DayTally(models.Model):
    """How many check-ins of a district were answered on a day, on time and late. Counted once, when the day is over."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    on = models.DateField()
    on_time = models.PositiveIntegerField()
    late = models.PositiveIntegerField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["district", "on"], name="one_tally_per_district_and_day")]

    def __str__(self) -> str:
        return f"{self.district_id} on {self.on}"
