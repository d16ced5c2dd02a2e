"""The duties of a site with what is open and what was answered last, read in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, OuterRef, Q

from monitoring import states
from monitoring.models import CheckIn, Duty
from records.statements import Given, Statement
from registry.models import Site

LAST = 5  # answered check-ins that the page of a site shows


class Owed(NamedTuple):
    """A duty, as the page of its site needs it."""

    pk: int
    key: str
    label: str
    role: str
    every: str
    calendar: str
    summer: str
    ladder: list[dict[str, Any]]
    next_due_on: date | None
    paused_at: datetime | None
    paused_until: date | None
    ended_at: datetime | None


class Occurrence(NamedTuple):
    """A check-in of a duty, open or answered."""

    pk: int
    due_on: date
    state: str
    role: str
    fallback: str
    outcome: str
    note: str
    answered_name: str
    acting_for: str
    answered_at: datetime | None
    posts: int | None
    last_post_on: date | None
    by_mail_link: bool


class Climbed(NamedTuple):
    """A rung of a check-in: who was reminded of it, or heard of it, and when."""

    pk: int
    number: int
    roles: list[str]
    people: list[int]
    written_on: date


@dataclass(frozen=True)
class Seen:
    """A check-in with its duty, and its rungs from the first on."""

    check_in: Occurrence
    duty: Owed
    rungs: Sequence[Climbed]


@dataclass(frozen=True)
class Watched:
    """The duties of a site that go on, its open check-ins, and the last ones that were answered; latest due first.

    `looked`: the last answer to each duty, by its key.
    """

    duties: Sequence[Owed]
    waiting: Sequence[Seen]
    answered: Sequence[Seen]
    looked: Mapping[str, Occurrence]


def watch_of(site: Site) -> Watched:
    """Everything of them. One query: of each duty what is open and the last that were answered, or the duty alone."""
    duties: dict[int, Owed] = {}
    check_ins: dict[int, tuple[Occurrence, Owed]] = {}
    rungs: dict[int, list[Climbed]] = {}
    for row in WATCHED.rows(site=site.pk):
        duty, check_in, rung = Owed._make(row[:OF_CHECK_IN]), row[OF_CHECK_IN:OF_RUNG], row[OF_RUNG:]
        duties.setdefault(duty.pk, duty)
        if check_in[0] is not None:
            check_ins.setdefault(check_in[0], (Occurrence._make(check_in), duty))
        if rung[0] is not None:
            rungs.setdefault(check_in[0], []).append(Climbed._make(rung))
    seen = [Seen(found, duty, rungs.get(found.pk, ())) for found, duty in check_ins.values()]
    seen.sort(key=lambda one: (one.check_in.due_on, one.check_in.pk), reverse=True)
    return Watched(
        looked=_last_by_key(seen),
        duties=[duty for duty in duties.values() if duty.ended_at is None],
        waiting=[one for one in seen if one.check_in.state == states.OPEN],
        answered=[one for one in seen if one.check_in.state == states.ANSWERED][:LAST],
    )


def _last_by_key(seen: Sequence[Seen]) -> dict[str, Occurrence]:
    """The last answer to each duty; `seen` has the latest first."""
    return {one.duty.key: one.check_in for one in reversed(seen) if one.check_in.state == states.ANSWERED}


OF_CHECK_IN = len(Owed._fields)
OF_RUNG = OF_CHECK_IN + len(Occurrence._fields)
LATEST = CheckIn.objects.filter(duty_id=OuterRef("pk"), state=states.ANSWERED).order_by("-due_on").values("pk")[:LAST]
WATCHED = Statement(
    lambda: (
        Duty.objects.filter(site_id=Given("site"))
        .alias(shown=FilteredRelation("check_ins", condition=~Q(check_ins__state=states.CANCELLED)))
        .filter(Q(shown__state=states.OPEN) | Q(shown__pk__in=LATEST) | Q(shown__pk__isnull=True, ended_at__isnull=True))
        .order_by("id", "shown__rungs__id")
        .values_list(
            *Owed._fields,
            *(f"shown__{name}" for name in Occurrence._fields),
            *(f"shown__rungs__{name}" for name in Climbed._fields),
        )
    )
)
