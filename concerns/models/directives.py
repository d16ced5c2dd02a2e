"""Orders about sites: who gave them, on which ground, what became of them."""

from django.db import models

from accounts.models import District, Person
from policies.models import PolicyVersion
from registry.models import Site

from .. import states


def _both(*names: str) -> models.Q:
    """All of these columns are set, or none: moments are null, names empty."""
    moment, name = names
    return models.Q(**{f"{moment}__isnull": True, name: ""}) | (
        models.Q(**{f"{moment}__isnull": False}) & ~models.Q(**{name: ""})
    )


class Directive(models.Model):
    """One order about one site, given under one version of a policy on one of its grounds.

    `kind` is what is ordered, `label` how that policy calls it. Names are kept as text beside the person. `due_on` is the last
    day to carry it out, `suspend_on` the day on which the clock suspends the site while it is not done; both null where the
    policy sets none. `confirm_by` is a role of the policy, empty for whoever issued it. `facts` are the questions that were
    asked before a post is removed, with their answers. `passed_at`: nobody was left who could speak for whoever gave it, and it
    passed on to a person or to a role.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True, help_text="of the form it was given with: sent twice, it is given once")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=list(states.ORDER_KINDS.items()))
    ground = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    post = models.TextField(blank=True, help_text="which post exactly, in words")
    post_address = models.CharField(max_length=600, blank=True)
    subject = models.CharField(max_length=300, blank=True, help_text="what to avoid")
    poster = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="who posts no more")
    words_of = models.CharField(max_length=10, blank=True, choices=list(states.WORDS_OF.items()))
    neutral_ground = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=list, help_text="[[question, answer], ...]")
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_name = models.CharField(max_length=200)
    acting_for = models.CharField(max_length=200, blank=True)
    issued_role = models.CharField(max_length=60)
    issuers = models.JSONField(default=list, help_text="every role that may give this order")
    issued_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    suspend_on = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=list(states.DIRECTIVES.items()), default=states.ORDERED)
    evidence_count = models.PositiveIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_name = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_name = models.CharField(max_length=200, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proof = models.TextField(blank=True, help_text="how one sees that it was done")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_name = models.CharField(max_length=200, blank=True)
    end_reason = models.TextField(blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_to = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    passed_role = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="an_order_to_remove_names_the_post", condition=~models.Q(kind=states.REMOVE_POST) | ~models.Q(post="")
            ),
            models.CheckConstraint(
                name="an_order_to_avoid_names_the_subject",
                condition=~models.Q(kind=states.AVOID_SUBJECT) | ~models.Q(subject=""),
            ),
            models.CheckConstraint(
                name="only_a_suspension_is_about_a_poster",
                condition=models.Q(poster__isnull=True) | models.Q(kind=states.SUSPEND),
            ),
            models.CheckConstraint(
                name="words_of_the_public_go_on_a_neutral_ground",
                condition=~models.Q(words_of=states.PUBLIC) | ~models.Q(neutral_ground=""),
            ),
            models.CheckConstraint(
                name="nothing_is_removed_before_evidence_is_kept",
                condition=~models.Q(kind=states.REMOVE_POST, state__in=(states.DONE, states.CONFIRMED))
                | models.Q(evidence_count__gt=0),
            ),
            models.CheckConstraint(
                name="acknowledged_orders_say_who_and_when", condition=_both("acknowledged_at", "acknowledged_name")
            ),
            models.CheckConstraint(name="orders_that_are_done_say_who_and_when", condition=_both("done_at", "done_name")),
            models.CheckConstraint(name="confirmed_orders_say_who_and_when", condition=_both("confirmed_at", "confirmed_name")),
            models.CheckConstraint(name="ended_orders_say_who_and_when", condition=_both("ended_at", "ended_name")),
            models.CheckConstraint(
                name="an_order_passes_on_to_a_person_or_a_role",
                condition=models.Q(passed_at__isnull=True, passed_to__isnull=True, passed_role="")
                | models.Q(passed_at__isnull=False, passed_to__isnull=False, passed_role="")
                | models.Q(passed_at__isnull=False, passed_to__isnull=True) & ~models.Q(passed_role=""),
            ),
        ]
        indexes = [
            models.Index(fields=["district", "issued_at", "id"], name="directive_by_district"),
            models.Index(fields=["site", "issued_at", "id"], name="directive_by_site"),
            models.Index(fields=["district", "due_on"], name="directive_open", condition=models.Q(state__in=states.OPEN_ORDERS)),
            models.Index(fields=["district", "id"], name="directive_to_confirm", condition=models.Q(state=states.DONE)),
            models.Index(
                fields=["district", "suspend_on"], name="directive_to_suspend", condition=models.Q(state__in=states.TO_DO)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.site.name}"
