"""The queue: what awaits somebody, as cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from accounts import roles, wording
from accounts.access import Standing, local_day
from accounts.kinds import KINDS, Kind, kind_of, standing_of_kind
from accounts.selectors import Calendars, Cursor, Page, page_of, supervisor_of
from policies.document import PassageSpec, Policy
from records.bundles import Item, Part, stamp
from records.statements import Given, Objects, Statement
from registry.models import Site
from registry.selectors import Neighbours, similar_sites, telling
from requests import rules, states
from requests.models import Answer, Seat, Step, Submission
from requests.selectors import (
    Check,
    Fact,
    accepted_counts,
    asks_address,
    checklist,
    open_seats_for,
    own_words,
    policy_of,
    route_lines,
    spec_of,
    submission_number,
)
from requests.selectors.routes import said_of
from requests.selectors.seats import TEXT

from .models import Letter

PAGE = 50  # cards
MOST = 1001  # more than a thousand are counted as so many
DISTRICT = "step__submission__district"  # whose clock says since when a card waits
DONE = {
    "approve": "Approved: {}. The requester is told by mail.",
    "return": "Returned: {}. The requester is told by mail, with your reason.",
    "decline": "Declined: {}. The requester is told by mail, with your reason.",
    "acknowledge": "Acknowledged: {}.",
    "provide": "Saved: the web address of {}.",
    "assign": "The duties of {} are set.",
    "record": "Recorded for {}.",
}
ASKS = {
    Step.Kind.APPROVE: "Decide",
    Step.Kind.ACKNOWLEDGE: "Acknowledge",
    Step.Kind.PROVIDE: "Give the web address",
    Step.Kind.ASSIGN: "Set the duties",
    Step.Kind.RECORD: "Record it",
    Step.Kind.NOTIFY: "Read it",
}


@dataclass(frozen=True)
class Card:
    """One submission that waits for me: what is asked, and about what of it where it is not the whole, since when, in whose
    name, and what to look at."""

    seat: Seat
    submission: Submission
    asks: str
    about: str
    age: int
    waiting: str
    tone: str
    acting_for: str
    words: Fact | None
    checks: Sequence[Check]
    similar: Sequence[Site]
    again: bool
    outcomes: Sequence[str]

    @property
    def decides(self) -> bool:
        """Whether the card carries the three verdicts."""
        return bool(self.seat.step.kind == Step.Kind.APPROVE)


def asks_of(seat: Seat) -> str:
    """What a seat asks, as the words of a button."""
    if seat.step.submission.kind == Submission.Kind.JOIN:
        return "Say who may post"
    return "Give what is asked" if _gives_something_else(seat) else ASKS[Step.Kind(seat.step.kind)]


def done(seat: Seat, outcome: str) -> str:
    """What is said once somebody has answered."""
    saved = "Saved: what was asked about {}." if _gives_something_else(seat) else DONE[outcome]
    return saved.format(seat.step.submission)


def _gives_something_else(seat: Seat) -> bool:
    """Whether the step is there to give something that is no web address."""
    return seat.step.kind == Step.Kind.PROVIDE and not asks_address(seat.step)


def waiting_since(seat: Seat, on: date, calendars: Calendars) -> tuple[int, str]:
    """A seat's age in school days, and the words for it."""
    opened = local_day(seat.opened_at, seat.step.submission.district.time_zone) if seat.opened_at else on
    age = calendars.of(seat.school_id).between(opened, on)
    return age, f"Waiting {wording.count(age, 'school day')}" if age else f"Since {wording.day(opened, today=on)}"


def cards(standing: Standing, *, limit: int = PAGE) -> list[Card]:
    """The first that awaits me, oldest first, with my own address to give. A constant number of queries."""
    return _laid_out(list(open_seats_for(standing).select_related(DISTRICT)[:limit]), standing)


def queue_page(standing: Standing, cursor: Cursor, *, count: int) -> Page[Card]:
    """Fifty of my queue, oldest first; `count` is how many wait. A constant number of queries.

    A step that was answered meanwhile, by me or somebody else, still marks its place; where nothing is left beyond it stands
    the first page, so that an empty page means an empty queue.
    """
    page = page_of(
        _queue(standing).select_related(DISTRICT), by="opened_at", cursor=cursor, say=lambda seats: _laid_out(seats, standing),
        marks=Seat.objects.filter(district=standing.district_id, opened_at__isnull=False), count=count,
    )  # fmt: skip
    return page if page.lines or cursor == Cursor() else queue_page(standing, Cursor(), count=count)


def _laid_out(seats: Sequence[Seat], standing: Standing) -> list[Card]:
    district = standing.person.district
    if not seats or district is None:
        return []
    submissions = [seat.step.submission for seat in seats]
    desk = Desk(
        standing,
        Calendars(district),
        Neighbours(district.pk, {row.place_id for row in submissions}),
        accepted_counts(submissions),
    )
    return [desk.card(seat) for seat in seats]


@dataclass(frozen=True)
class Desk:
    """What all cards of one queue are made with, read once."""

    standing: Standing
    calendars: Calendars
    neighbours: Neighbours
    accepted: Mapping[int, int]

    def card(self, seat: Seat) -> Card:
        """One card."""
        submission = seat.step.submission
        policy = policy_of(submission)
        spec = spec_of(policy, seat.step)
        age, waiting = waiting_since(seat, self.standing.on, self.calendars)
        of_site = submission.kind == Submission.Kind.SITE
        deciding = of_site and seat.step.kind == Step.Kind.APPROVE
        looks = of_site and seat.step.kind in rules.DECIDING
        similar = (
            self.neighbours.of(submission.place_id, submission.platform, telling(submission.name, submission.place))
            if deciding
            else []
        )
        return Card(
            seat=seat,
            submission=submission,
            asks=asks_of(seat),
            about=spec.about,
            age=age,
            waiting=waiting,
            tone="due" if age >= 3 else "",
            acting_for=rules.acting(self.standing, seat) or "",
            words=None if submission.confidential else own_words(submission),
            checks=checklist(submission, policy, accepted=self.accepted.get(submission.pk, 0)) if looks else [],
            similar=[site for site in similar if site.pk != submission.site_id],
            again=submission.round > 1,
            outcomes=spec.outcomes,
        )


def similar_to(submission: Submission) -> Sequence[Site]:
    """Sites of the same place and platform that sound alike."""
    words = telling(submission.name, submission.place)
    if submission.kind != Submission.Kind.SITE or not words:
        return []
    found = similar_sites(
        district_id=submission.district_id, school_id=submission.place_id, platform=submission.platform, words=words
    )
    return [site for site in found if site.pk != submission.site_id]


def passages_for(seat: Seat, policy: Policy) -> Sequence[PassageSpec]:
    """What the policy wants whoever decides about a site to look at."""
    decides = seat.step.kind in rules.DECIDING and seat.step.submission.kind == Submission.Kind.SITE
    return policy.passages_at("decision") if decides else ()


def seat_of(standing: Standing, pk: int) -> Seat:
    """A seat this person may answer, or may read because they could answer it; otherwise Seat.DoesNotExist."""
    seat = SEAT.first(pk=pk, district=standing.district_id)
    if seat is None or rules.acting(standing, seat) is None or standing.person.pk in rules.barred(seat):
        raise Seat.DoesNotExist
    return seat


SEAT: Objects[Seat] = Objects(
    lambda: (
        Seat.objects.filter(pk=Given("pk"), district_id=Given("district"))
        .select_related(
            "step__submission__requester__supervisor", "step__submission__place", "step__submission__policy_version",
            "step__submission__district", "step__submission__site", "person__supervisor",
        )
        .defer(TEXT)
    )
)  # fmt: skip


def waiting(standing: Standing) -> QuerySet[Seat, int]:
    """The keys of the steps that await this person, to be counted; my own address to give is not counted as queue."""
    return _queue(standing).order_by().values_list("pk", flat=True)[:MOST]


def _queue(standing: Standing) -> QuerySet[Seat]:
    return open_seats_for(standing).exclude(acts=roles.REQUESTER)


def next_seat(standing: Standing, *, after: Seat) -> int | None:
    """The key of the next one in my queue, for "save and next"."""
    kind, given = kind_of(standing)
    return next((pk for (pk,) in _first_seats(kind).rows(**given) if pk != after.pk), None)


@lru_cache(maxsize=KINDS)
def _first_seats(kind: Kind) -> Statement:
    """The first two of somebody's queue, for everybody of a kind."""
    standing = standing_of_kind(kind)
    return Statement(lambda: _queue(standing).values_list("pk")[:2])


def letters_of(submission: Submission) -> list[Letter]:
    """The written decisions on a submission, oldest first."""
    return list(Letter.objects.filter(submission=submission))


def people_of(submission: Submission, on: date) -> dict[str, int | None]:
    """Who the people are that a policy's defaults name: the requester, and today's supervisor."""
    supervisor = supervisor_of(submission.requester, on=on)
    return {"requester": submission.requester_id, "supervisor": supervisor.pk if supervisor else None}


def closed_by(seat: Seat) -> str:
    """What became of a seat that no longer waits: who answered it, or that the submission ended."""
    answer = Answer.objects.filter(seat__step_id=seat.step_id).order_by("-id").first()
    if answer is None and seat.state == states.WAITING:
        return "It is not the turn of this step yet."
    if answer is None:
        return "This step is closed: the submission has ended or went back to its requester."
    name = f"{answer.person_name} for {answer.acting_for}" if answer.acting_for else answer.person_name
    return f"{name} {said_of(answer, seat.step, policy_of(seat.step.submission))} before you. Your answer was not stored."


def effects_of(seat: Seat, policy: Policy, outcome: str, *, on: date) -> list[str]:
    """What an answer will do, said before it is given: who is asked next, who gets a mail."""
    submission = seat.step.submission
    first = submission.requester.name.split()[0]
    if outcome == "return":
        return [f"{submission.requester.name} gets a mail now with what you write.", f"{first} changes it and submits it again."]
    if outcome == "decline" and seat.step.holds_up_listing:
        return [f"{submission.requester.name} gets a mail now with what you write.", "The submission ends. Nobody else is asked."]
    if not outcome:
        return []
    found = [] if seat.step.kind != Step.Kind.APPROVE else [f"{submission.requester.name} gets a mail now."]
    following = [line.title for line in route_lines(submission, policy, on=on) if line.state == "next"]
    found.append(f"Next: {following[0].rstrip('.')}." if following else "Nothing else is asked: the site goes into the registry.")
    return found


def record_parts(site: Site) -> list[Part]:
    """The written decisions about a site, as a part of its public record."""
    rows = Letter.objects.filter(submission__site=site, submission__confidential=False).order_by("id")
    zone = site.district.time_zone
    return [
        Part(
            "letters",
            "Written decisions",
            ("Submission", "Round", "Given", "By", "Letter"),
            rows.select_related("submission"),
            lambda row: [
                Item(
                    str(row.pk),
                    (submission_number(row.submission), str(row.round), stamp(row.given_at, zone), row.given_by, row.text),
                )
            ],
        )
    ]
