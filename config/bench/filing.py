"""Invented submissions: a few made by the product's own deeds, the rest copies of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import Person
from policies.selectors import document_of
from records.models import Event
from requests import services
from requests.models import Acceptance, Answer, Round, Seat, Step, Submission
from reviews.models import Letter
from reviews.services import decide

from .fill import BATCH, DOMAIN, World
from .storing import store

TERMS = {"check_every": "1 week", "review_every": "1 month"}
PREPARED = "Prepared for measuring"


def file(world: World, requester: Person, *, name: str, at: datetime) -> Submission:
    """Somebody asks for a page, with every statement accepted; it waits for the principal."""
    answers = {
        "entity": "club", "activity": name, "platform": "instagram", "page_name": name, "audience": ["students", "families"],
        "visibility": "private", "uses_logo": False, "account_email": f"pages@{DOMAIN}",
        "purpose": "News, dates and pictures of the club for its members and their families, who asked for them every week "
        "of the last term and now read them in a group that a parent runs.",
    }  # fmt: skip
    draft = services.start(requester=requester, version=world.version, place=requester.place, answers=answers, key=uuid4(), at=at)
    accepted = {row.key: row.text for row in document_of(world.version).statements_at("request")}
    return services.submit(
        submission=draft, place=requester.place, answers=answers, accepted=accepted, by=requester, at=at + timedelta(minutes=9)
    )


def approve(submission: Submission, by: Person, *, at: datetime) -> None:
    """The principal approves it: it goes on to the technology director."""
    seat = Seat.objects.select_related("step__submission").get(step__submission=submission, step__key="principal")
    values = {"responsible": submission.requester_id, "posters": [submission.requester_id], **TERMS}
    decide(seat=seat, outcome="approve", by=by, at=at, values=values)


def copies(model: Submission, requesters: Sequence[Person], *, done: bool = False) -> Iterator[int]:
    """Copies of a submission whose first step is open, one for each requester: the keys of those first seats.

    With `done` everything is over: nobody is asked any more.
    """
    for start in range(0, len(requesters), BATCH):
        yield from _copied(model, requesters[start : start + BATCH], done=done)


def _copied(model: Submission, requesters: Sequence[Person], *, done: bool) -> list[int]:
    made = store(Submission, (_copy(model, person, done=done) for person in requesters))
    store(Round, (Round(submission=row, number=1, answers=row.answers, submitted_at=model.saved_at) for row in made))
    acceptances = (
        Acceptance(submission=row, round=1, statement=said.statement, text=said.text, clause=said.clause, at=said.at)
        for said in list(model.acceptances.all())
        for row in made
    )
    store(Acceptance, acceptances)
    events = (
        Event(
            at=model.saved_at, district_id=row.district_id, actor_id=row.requester_id, actor_name=row.requester.name,
            verb="submit", subject_kind="submission", subject_id=row.pk, sentence=f"submitted {row}", details={"round": 1},
        )
        for row in made
    )  # fmt: skip
    store(Event, events)
    return [pk for template in model.steps.order_by("position") for pk in _steps(model, template, made, done=done)]


def _copy(model: Submission, person: Person, *, done: bool) -> Submission:
    return Submission(
        district_id=model.district_id, requester=person, place=person.place, policy_version=model.policy_version,
        status="done" if done else model.status, name=model.name, entity=model.entity, platform=model.platform,
        platform_label=model.platform_label, answers=model.answers, started_at=model.started_at, saved_at=model.saved_at,
        submitted_at=model.submitted_at, ended_at=model.saved_at if done else None,
    )  # fmt: skip


def _steps(model: Submission, template: Step, made: Sequence[Submission], *, done: bool) -> list[int]:
    """One step of the route for every copy; the seats of the open one are what was asked for."""
    state = "done" if done else template.state
    planned = (
        Step(
            submission=row, round=1, position=template.position, key=template.key, kind=template.kind, mode=template.mode,
            state=state, holds_up_listing=template.holds_up_listing, opened_at=template.opened_at,
            closed_at=model.saved_at if done else None, clause=template.clause,
        )
        for row in made
    )  # fmt: skip
    steps = store(Step, planned)
    seats = (
        Seat(
            step=step, role=seat.role, acts=seat.acts, district_id=seat.district_id, school=step.submission.place,
            person=step.submission.requester if seat.person_id else None, state=state, opened_at=template.opened_at,
            fallback=seat.fallback,
        )
        for seat in list(template.seats.all())
        for step in steps
    )  # fmt: skip
    stored = store(Seat, seats)
    return [seat.pk for seat in stored] if template.state == "open" else []


def forget_prepared() -> None:
    """Remove what was prepared for measuring decisions, with everything that was answered."""
    mine = {"submission__name": PREPARED}
    Letter.objects.filter(**mine).delete()
    Answer.objects.filter(seat__step__submission__name=PREPARED).delete()
    Seat.objects.filter(step__submission__name=PREPARED).delete()
    for model in (Step, Acceptance, Round):
        model.objects.filter(**mine).delete()
    Submission.objects.filter(name=PREPARED).delete()
