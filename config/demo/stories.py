"""Submissions at every stage, so that each person of the demonstration finds something to do."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.schooldays import SchoolDays
from policies.selectors import document_of
from registry.models import Site
from requests import services as requests
from requests.models import Seat, Submission
from reviews.services import decide

from .people import World

CONDITIONS = {"check_every": "1 week", "review_every": "1 month"}
BASE: dict[str, Any] = {"entity": "club", "audience": ["students", "families"], "visibility": "private", "uses_logo": False}
Ago = Callable[..., datetime]


def counting_back(world: World, *, last: date, days: SchoolDays) -> Ago:
    """Says when it was an hour of the day, ten o'clock unless told, so many school days before the last one."""

    def say(count: int, hour: int = 10) -> datetime:
        on = last
        for _ in range(count):
            on = days.on_or_before(on - timedelta(days=1))
        return datetime.combine(on, time(hour), tzinfo=ZoneInfo(world.district.time_zone))

    return say


def tell(world: World, *, last: date, days: SchoolDays) -> None:
    """Draft, with the principal, returned and submitted again, with the technology director, address awaited, done, declined, and
    to join. What was withdrawn, expired, or waits to be changed is told in `endings`."""
    ago = counting_back(world, last=last, days=days)
    principal, director, maya = world.people["principal"], world.people["director"], world.people["teacher"]
    draft(
        world, "teacher", at=ago(1, 16), activity="Chemistry Club", platform="facebook", page_name="Chemistry Club",
        purpose="Pictures and news of the club.",
    )  # fmt: skip
    file(
        world, "drama", at=ago(4), activity="Spring play", platform="facebook", page_name="Birchwood Spring Play",
        purpose="Rehearsal times, ticket dates and pictures from the workshop, for the families of the cast. "
        "Last year they asked for it every week.",
    )  # fmt: skip
    file(
        world, "soccer", at=ago(2), entity="team", activity="Junior soccer", platform="instagram",
        page_name="Birchwood Junior Soccer", visibility="public", public_reason="Scouts and the local press follow us.",
        purpose="Scores, line-ups and travel times. Players and parents look there first, and right now a parent runs a page "
        "that nobody at school can correct.",
    )  # fmt: skip
    robotics = file(
        world, "teacher", at=ago(3), activity="Robotics", platform="instagram", page_name="Birchwood Robotics", uses_logo=True,
        purpose="We show how the team designs and tests its robot, announce competitions and thank sponsors. Students learn "
        "to explain their work to people outside school.",
    )  # fmt: skip
    answer(robotics, "principal", world.people["designee"], "return", ago(2, 8), "Please say who looks after it in the summer.")
    changed = robotics.answers["purpose"] + " In the summer our volunteer coach and I look after it in turns."
    again(world, robotics, at=ago(1, 8), purpose=changed)
    waiting = file(
        world, "music", at=ago(5), activity="Orchestra", platform="youtube", page_name="Birchwood Orchestra",
        purpose="Recordings of our concerts for families who could not come, and for those who think of joining next year.",
    )  # fmt: skip
    answer(waiting, "principal", principal, "approve", ago(4, 8), **CONDITIONS)
    fair = file(
        world, "teacher", at=ago(8), entity="department", activity="Science Fair", platform="facebook", page_name="Science Fair",
        purpose="Dates, rules and pictures of the science fair for everybody who takes part, and thanks to those who judge.",
    )  # fmt: skip
    answer(fair, "principal", principal, "approve", ago(7, 8), **CONDITIONS)
    answer(fair, "technology_director", director, "approve", ago(6, 11))
    done = file(
        world, "counselor", at=ago(9), entity="office", activity="Peer tutors", platform="instagram", page_name="Peer Tutors",
        purpose="When and where tutors can be found after school, and how to become one. Nothing about those who come.",
    )  # fmt: skip
    answer(done, "principal", principal, "approve", ago(8, 8), **CONDITIONS)
    answer(done, "technology_director", director, "approve", ago(8, 11))
    answer(
        done,
        "give_address",
        world.people["counselor"],
        "provide",
        ago(7, 15),
        address="https://www.instagram.com/birchwoodtutors/",
    )
    no = file(
        world, "drama", at=ago(10), activity="Prop sale", platform="instagram", page_name="Prop Sale",
        purpose="A page to sell the props and costumes of the last productions to families and to other schools nearby.",
    )  # fmt: skip
    answer(no, "principal", principal, "decline", ago(9, 9), "The school store sells these. Ask Priya Raman to list them.")
    site = Site.objects.get(name="Science Olympiad")
    requests.ask_to_join(
        site=site, reason="I would post the results of the regional round.", requester=world.people["music"],
        version=world.version, key=uuid4(), at=ago(1, 12),
    )  # fmt: skip
    assert site.responsible_id == maya.pk  # noqa: S101 -- what the story is about


def draft(world: World, who: str, *, at: datetime, **answers: Any) -> Submission:
    """Somebody begins a request and saves it."""
    return begin(world, who, at=at, **{**BASE, "account_email": world.people[who].email, **answers})


def begin(world: World, who: str, *, at: datetime, **answers: Any) -> Submission:
    """The same with these answers and no others."""
    person = world.people[who]
    return requests.start(requester=person, version=world.version, place=person.place, answers=answers, key=uuid4(), at=at)


def file(world: World, who: str, *, at: datetime, **answers: Any) -> Submission:
    """Somebody submits a request with every statement accepted."""
    return again(world, draft(world, who, at=at, **answers), at=at + timedelta(minutes=9))


def again(world: World, submission: Submission, *, at: datetime, **changed: Any) -> Submission:
    """Somebody submits, for the first time or after it was returned."""
    policy = document_of(world.version)
    accepted = {row.key: row.text for row in policy.statements_at("request")}
    return requests.submit(
        submission=submission, place=submission.place, answers={**submission.answers, **changed}, accepted=accepted,
        by=submission.requester, at=at,
    )  # fmt: skip


def answer(submission: Submission, step: str, by: Any, outcome: str, at: datetime, reason: str = "", **values: Any) -> None:
    """Somebody answers a step of the current round."""
    take(seats(submission, step)[0], by, outcome, at, reason, **values)


def seats(submission: Submission, step: str) -> QuerySet[Seat]:
    """The seats of a step, those of the last round first."""
    rows = Seat.objects.select_related("step__submission").filter(step__submission=submission, step__key=step)
    return rows.order_by("-id")


def take(seat: Seat, by: Any, outcome: str, at: datetime, reason: str = "", **values: Any) -> None:
    """Somebody answers at one seat."""
    submission = seat.step.submission
    if outcome == "approve" and "check_every" in values:
        values = {"responsible": submission.requester_id, "posters": [submission.requester_id], **values}
    decide(seat=seat, outcome=outcome, by=by, at=at, reason=reason, values=values)
