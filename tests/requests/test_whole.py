"""A submission that was read with all of it says the same as each question that is asked of the database by itself."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from requests import services
from requests.models import Seat, Step, Submission
from requests.selectors import (
    accepted_before,
    facts,
    facts_of,
    is_decided_in_writing,
    merged_answers,
    open_seats_for,
    policy_of,
    route_lines,
    route_of,
    seen_by,
    whole,
    whole_seen_by,
)
from tests.cast import AT, TODAY, Cast
from tests.registry.sites import site
from tests.requests.filing import again, answer, draft, file

pytestmark = pytest.mark.django_db


def filed(cast: Cast) -> Submission:
    return file(cast)


def returned(cast: Cast) -> Submission:
    made = file(cast)
    return answer(made, "principal", cast.dee, "return", "Who looks after it in summer?")


def changed(cast: Cast) -> Submission:
    return again(returned(cast), page_name="Robotics", account_email="team@lakeside.example")


def declined(cast: Cast) -> Submission:
    return answer(file(cast), "principal", cast.pat, "decline", "There is one already.")


def withdrawn(cast: Cast) -> Submission:
    made = file(cast)
    services.withdraw(submission=made, by=cast.maya, at=AT)
    return made


def on_its_way(cast: Cast) -> Submission:
    return answer(file(cast), "principal", cast.pat, "approve")


def further(cast: Cast) -> Submission:
    return answer(on_its_way(cast), "technology_director", cast.tom, "approve")


def joining(cast: Cast) -> Submission:
    return services.ask_to_join(
        site=site(cast), requester=cast.ed, version=cast.policy, reason="I film the matches.", key=uuid4(), at=AT
    )


STATES = [filed, returned, changed, declined, withdrawn, on_its_way, further, joining]


@pytest.mark.parametrize("state", STATES)
def test_it_says_the_same(cast: Cast, state) -> None:
    row = Submission.objects.get(pk=state(cast).pk)
    policy, found = policy_of(row), whole(row)
    assert found.answers == merged_answers(row)
    assert facts_of(found) == facts(row, policy)
    assert found.is_decided_in_writing == is_decided_in_writing(row, policy)
    assert [step for step, _seats in found.steps] == list(Step.objects.filter(submission=row).order_by("round", "position"))
    assert sorted(seat.pk for seat in found.seats) == sorted(
        Seat.objects.filter(step__submission=row).values_list("pk", flat=True)
    )
    assert route_of(found, policy, on=TODAY) == route_lines(row, policy, on=TODAY)


@pytest.mark.parametrize("state", STATES)
def test_it_is_read_by_the_same_people_and_awaits_the_same(cast: Cast, state) -> None:
    row = Submission.objects.get(pk=state(cast).pk)
    readers = []
    for person in Person.objects.all():
        standing = cast.standing(person)
        try:
            seen_by(standing, row.pk)
        except Submission.DoesNotExist:
            with pytest.raises(Submission.DoesNotExist):
                whole_seen_by(standing, row.pk)
            continue
        readers.append(person.name)
        found = whole_seen_by(standing, row.pk)
        assert found.submission == row
        assert found.seat_of(standing) == open_seats_for(standing).filter(step__submission=row).first()
    assert "Maya Ortega" in readers
    assert "Tom Adeyemi" in readers
    assert "Hope Larkin" not in readers


def test_a_draft_is_its_authors_alone(cast: Cast) -> None:
    begun = draft(cast)
    assert whole_seen_by(cast.standing(cast.maya), begun.pk).submission == begun
    for person in (cast.tom, cast.hope):
        with pytest.raises(Submission.DoesNotExist):
            whole_seen_by(cast.standing(person), begun.pk)


def test_what_was_changed_stands_beside_what_stood_there(cast: Cast) -> None:
    row = changed(cast)
    shown = {fact.key: (fact.before, fact.value) for fact in facts_of(whole(row)) if fact.before}
    assert shown == {
        "page_name": ("Birchwood Robotics", "Robotics"),
        "account_email": ("robotics@lakeside.example", "team@lakeside.example"),
    }


def test_another_place_is_a_change_too(cast: Cast) -> None:
    row = file(cast)
    answer(row, "principal", cast.pat, "return", "Is it for Elm Street?")
    fresh = Submission.objects.get(pk=row.pk)
    accepted = {key: "Accepted" for key in accepted_before(fresh)}
    sent = services.submit(submission=fresh, place=cast.elm, answers=fresh.answers, accepted=accepted, by=cast.maya, at=AT)
    shown = {fact.key: (fact.before, fact.value) for fact in facts_of(whole(sent)) if fact.before}
    assert shown == {"place": ("Birchwood High School", "Elm Street Elementary")}


@pytest.mark.parametrize("rounds", [1, 3])
def test_it_is_two_queries_however_many_rounds(cast: Cast, rounds: int) -> None:
    row = file(cast)
    for _ in range(1, rounds):
        answer(row, "principal", cast.pat, "return", "Say who sees it.")
        row = again(row, page_name="Robotics of Birchwood")
    standing = cast.standing(cast.tom)
    with CaptureQueriesContext(connection) as captured:
        found = whole_seen_by(standing, row.pk)
        assert (len(found.rounds), found.submission.district, found.submission.place) == (rounds, cast.lakeside, cast.birchwood)
        assert found.submission.requester.name == "Maya Ortega"
    assert len(captured) == 2
