"""The audit trail: one line for each deed, written in the deed's own transaction and never changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, CharField

from .bundles import Guarded, Item, Part, for_whom, stamp
from .models import Event
from .statements import Given, Objects, insert

PAGE = 50  # lines of a trail that a page shows
END = 2**63 - 1  # behind the newest event
KINDS = frozenset(
    {
        "district",
        "school",
        "person",
        "appointment",
        "policy",
        "guideline",
        "training",
        "site",
        "submission",
        "check_in",
        "duty",
        "group",
        "found_page",
        "campaign",
        "complaint",
        "directive",
        "lost_control",
    }
)


@dataclass(frozen=True)
class Actor:
    """Who did it, as the trail keeps them: the name is text, so it outlives the person."""

    id: int | None
    name: str
    acting_for: str = ""
    source: str = Event.Source.WEB.value


CLOCK = Actor(None, "Rollcall", source=Event.Source.CLOCK.value)
OPERATOR = Actor(None, "The operator", source=Event.Source.COMMAND.value)


def record(
    *,
    verb: str,
    subject: tuple[str, int],
    sentence: str,
    by: Actor,
    at: datetime,
    district_id: int | None,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> Event:
    """Add one line to the trail of a subject, a pair of kind and id.

    `sentence` follows the actor's name ("approved Robotics on Instagram"). Refuses a kind of subject that nobody reads
    and a deed without a sentence.
    """
    kind, pk = subject
    if kind not in KINDS:
        raise ValueError(f"There is no trail for a {kind!r}: use one of {', '.join(sorted(KINDS))}.")
    if not sentence:
        raise ValueError(f"An event needs a sentence; {verb!r} has none.")
    event = Event(
        at=at,
        district_id=district_id,
        actor_id=by.id,
        actor_name=by.name,
        acting_for=by.acting_for,
        verb=verb,
        subject_kind=kind,
        subject_id=pk,
        sentence=sentence,
        reason=reason,
        details=dict(details or {}),
        source=by.source,
    )
    insert([event])
    return event


def trail(kind: str, pk: int) -> list[Event]:
    """Everything that happened to one subject, oldest first. One query."""
    return TRAIL.all(kind=kind, pk=pk)


TRAIL: Objects[Event] = Objects(
    lambda: Event.objects.filter(subject_kind=Given("kind", CharField()), subject_id=Given("pk")).order_by("id")
)


def trail_before(kind: str, pk: int, *, mark: int = END) -> list[Event]:
    """What happened to one subject before an event, newest first: a page, and one more where there is more. One query."""
    return BEFORE.all(kind=kind, pk=pk, mark=mark)


BEFORE: Objects[Event] = Objects(
    lambda: Event.objects.filter(
        subject_kind=Given("kind", CharField()), subject_id=Given("pk"), id__lt=Given("mark", BigIntegerField())
    ).order_by("-id")[: PAGE + 1]
)


def part_of(key: str, title: str, *, kind: str, subjects: Any, zone: str, open_reasons: Collection[str] = ()) -> Part:
    """What happened to some subjects (ids, or a query of them), as a part of a public record, the oldest first.

    Reasons of other verbs than `open_reasons` may speak of people: a redacted copy withholds them until somebody decides.
    """
    rows = Event.objects.filter(subject_kind=kind, subject_id__in=subjects).order_by("id")

    def say(row: Event) -> list[Item]:
        reason = row.reason if row.verb in open_reasons else Guarded(row.reason)
        return [Item(str(row.pk), (stamp(row.at, zone), for_whom(row.actor_name, row.acting_for), row.sentence, reason))]

    return Part(key, title, ("When", "Who", "Did what", "Reason"), rows, say)
