"""What the tables must say: asked of the database, never of the product's rules."""

from typing import Any

from django.db.models import Count, F, Q

from accounts.models import Person
from concerns.models import Complaint, Directive, LostControl
from monitoring.models import CheckIn, Rung
from records.models import Event, Message
from registry.models import Offer, Site
from requests.models import Answer, Submission
from tests.life.model import Model

STORED: tuple[tuple[str, Any, str], ...] = (
    ("submission", Submission, "status"),
    ("site", Site, "status"),
    ("directive", Directive, "state"),
    ("complaint", Complaint, "state"),
    ("offer", Offer, "state"),
    ("lost", LostControl, "state"),
    ("check_in", CheckIn, "state"),
)


def last(table: Any) -> int:
    """The newest row of a table."""
    return int(table.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)


def each_step(model: Model, names: dict[int, str]) -> None:
    """Everything is as far as the model says; each site that lives has the one who answers for it."""
    for kind, table, column in STORED:
        stored = dict(table.objects.values_list("pk", column))
        assert stored == {thing.pk: thing.base for thing in model.of(kind)}, kind
    owners = {pk: names[who] for pk, who in Site.objects.values_list("pk", "responsible_id")}
    assert owners == {thing.pk: thing.owner for thing in model.of("site")}
    doubted = set(Site.objects.filter(unverified_since__isnull=False).values_list("pk", flat=True))
    assert doubted == {thing.pk for thing in model.of("site") if thing.is_doubted}


def at_the_end() -> None:
    """What must hold of a whole life."""
    doubled = CheckIn.objects.values("duty_id", "due_on").annotate(rows=Count("id")).filter(rows__gt=1)
    assert not doubled.exists(), "a due date is covered twice"
    open_twice = CheckIn.objects.filter(state="open").values("duty_id").annotate(rows=Count("id")).filter(rows__gt=1)
    assert not open_twice.exists(), "a duty has two open check-ins"
    decided = Answer.objects.filter(seat__step__kind="approve")
    assert not decided.filter(person=F("seat__step__submission__requester")).exists(), "somebody decided on their own"
    assert not Rung.objects.filter(check_in__answered_at__lt=F("written_at")).exists(), "what was done was escalated"
    for pk, ended_at in Person.objects.filter(is_active=False).values_list("pk", "ended_at"):
        mails = Message.objects.filter(person_id=pk)
        assert not mails.filter(created_at__gt=ended_at).exists(), "somebody who had left was written to"
        assert not mails.filter(Q(state="waiting") | Q(sent_at__gt=ended_at)).exists(), "mail left for somebody who had left"
    answers = dict(Answer.objects.values_list("seat__step__submission").annotate(rows=Count("id")))
    verbs = ("approve", "return", "decline", "provide")
    events = Event.objects.filter(subject_kind="submission", verb__in=verbs)
    assert dict(events.values_list("subject_id").annotate(rows=Count("id"))) == answers, "an answer without its event"
    kept = Event.objects.filter(subject_kind="check_in", verb="answer").values_list("subject_id", flat=True)
    assert sorted(kept) == sorted(CheckIn.objects.filter(state="answered").values_list("pk", flat=True))
