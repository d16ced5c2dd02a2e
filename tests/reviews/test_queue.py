"""The pages of the queue: every step that waits, the oldest first, however many there are."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from accounts.selectors import Cursor
from requests.models import Seat, Step, Submission
from reviews.selectors import PAGE, queue_page
from tests.cast import AT, Cast
from tests.requests.filing import answer, file, seat


def rows(cast: Cast, count: int, *, own: bool = False) -> list[int]:
    """The keys of many open steps at once, one a submission, the oldest first: the principal's, or the address of Maya's own."""
    key, kind, role, person = (
        ("give_address", "provide", "requester", cast.maya) if own else ("principal", "approve", "principal", None)
    )
    filed = Submission.objects.bulk_create(
        Submission(
            district=cast.lakeside, requester=cast.maya, place=cast.birchwood, policy_version=cast.policy, status="open",
            name=f"Page {number:04}", key=uuid4(), started_at=AT, saved_at=AT, submitted_at=AT,
        )
        for number in range(count)
    )  # fmt: skip
    steps = Step.objects.bulk_create(
        Step(submission=row, round=1, key=key, kind=kind, position=1, state="open", opened_at=AT, holds_up_listing=True)
        for row in filed
    )
    seats = Seat.objects.bulk_create(
        Seat(
            step=step, role=role, acts=role, district=cast.lakeside, school=cast.birchwood, person=person, state="open",
            opened_at=AT + timedelta(minutes=at // 2),
        )
        for at, step in enumerate(steps)
    )  # fmt: skip
    return [row.pk for row in seats]


def read(cast: Cast, who: Person, query: str = "") -> tuple[str, list[str], list[str]]:
    """What the queue says of itself, whose cards it shows, and where its pages lead."""
    page = cast.client(who).get(f"/queue/{query}").content.decode()
    said = re.search(r'<p class="purpose">(.*?)</p>', page)
    assert said
    return (
        said[1],
        re.findall(r'<h2 class="h3" id="card-\d+"><a href="/queue/\d+/">(.*?)</a>', page),
        re.findall(r'href="(\?[^"]*)"', page),
    )


def names(first: int, last: int) -> list[str]:
    return [f"Page {number:04}" for number in range(first, last)]


def test_every_step_that_waits_is_on_a_page_and_the_number_is_that_of_the_navigation(cast: Cast) -> None:
    keys = rows(cast, 103)
    said = "103 submissions wait for you, oldest first."
    assert read(cast, cast.pat) == (said, names(0, 50), [f"?after={keys[49]}"])
    assert read(cast, cast.pat, f"?after={keys[49]}") == (said, names(50, 100), [f"?before={keys[50]}", f"?after={keys[99]}"])
    assert read(cast, cast.pat, f"?after={keys[99]}") == (said, names(100, 103), [f"?before={keys[100]}"])
    assert read(cast, cast.pat, f"?before={keys[100]}") == (said, names(50, 100), [f"?before={keys[50]}", f"?after={keys[99]}"])
    assert '<span class="count count-now">103<span' in cast.client(cast.pat).get("/queue/").content.decode()


def test_the_oldest_is_marked_on_the_first_page_alone(cast: Cast) -> None:
    keys = rows(cast, 51)
    pages = [cast.client(cast.pat).get(f"/queue/{query}").content.decode() for query in ("", f"?after={keys[49]}")]
    assert [(page.count("qcard-first"), page.count(">Oldest<")) for page in pages] == [(1, 1), (0, 0)]


def test_one_is_one(cast: Cast) -> None:
    rows(cast, 1)
    assert read(cast, cast.pat) == ("1 submission waits for you.", names(0, 1), [])
    assert read(cast, cast.maya) == ("Nothing waits for you.", [], [])


def test_fifty_addresses_of_my_own_hide_no_decision(cast: Cast) -> None:
    rows(cast, PAGE, own=True)
    filed = file(cast, by=cast.sam, at=AT + timedelta(days=1))
    cast.pat.appointments.update(person=cast.maya)
    assert read(cast, cast.maya) == ("1 submission waits for you.", [str(filed)], [])


def test_more_than_a_thousand_are_not_counted(cast: Cast) -> None:
    rows(cast, 1001)
    assert read(cast, cast.pat)[0] == "More than 1,000 submissions wait for you, oldest first."


@pytest.mark.parametrize("mark", ["x", "-1", "9" * 30, "1.2", "²", "999999"])
def test_a_mark_that_makes_no_sense_is_taken_for_none(cast: Cast, mark: str) -> None:
    rows(cast, 51)
    for side in ("after", "before"):
        assert read(cast, cast.pat, f"?{side}={mark}") == read(cast, cast.pat)


def test_a_step_that_was_answered_meanwhile_still_marks_its_place(cast: Cast) -> None:
    keys = rows(cast, 52)
    Seat.objects.filter(pk=keys[49]).update(state="done")
    assert read(cast, cast.pat, f"?after={keys[49]}")[1] == names(50, 52)
    Seat.objects.filter(pk__in=keys[50:]).update(state="done")
    assert read(cast, cast.pat, f"?after={keys[49]}")[:2] == ("49 submissions wait for you, oldest first.", names(0, 49))


def test_a_step_of_another_district_marks_no_place(cast: Cast) -> None:
    keys = rows(cast, 52)
    Seat.objects.filter(pk=keys[49]).update(district=cast.harbor)
    assert read(cast, cast.pat, f"?after={keys[49]}")[1][0] == "Page 0000"


def test_a_page_costs_the_same_for_one_and_for_three(cast: Cast, django_assert_num_queries) -> None:
    before = rows(cast, 50)
    standing = cast.standing(cast.pat)
    queue_page(standing, Cursor(), count=50)  # the document is parsed once per process
    for more in (1, 2):
        rows(cast, more)
        Seat.objects.exclude(pk__in=before).update(opened_at=AT + timedelta(days=1))
        with django_assert_num_queries(4):
            assert len(queue_page(standing, Cursor(), count=51).lines) == 50
        with django_assert_num_queries(5):  # where it begins, the seats, similar sites, the calendar, what was accepted
            assert len(queue_page(standing, Cursor(after=str(before[-1])), count=51).lines) == (1 if more == 1 else 3)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_the_navigation_is_not_counted_twice(cast: Cast, count: int) -> None:
    client = cast.client(cast.pat)
    client.get("/queue/")
    rows(cast, count)
    with CaptureQueriesContext(connection) as seen:
        client.get("/queue/")
    assert [query["sql"] for query in seen.captured_queries if query["sql"].startswith("SELECT COUNT(*)")] == []


def test_answering_leads_to_the_oldest_that_waits(cast: Cast) -> None:
    filed = file(cast, at=AT - timedelta(days=1))
    keys = rows(cast, 51)
    form = {"verdict": "return", "reason": "Say who looks after it in summer.", "next": "1"}
    client = cast.client(cast.pat)
    assert client.post(f"/queue/{keys[50]}/?verdict=return", form).headers["Location"] == f"/queue/{seat(filed, 'principal').pk}/"
    answer(filed, "principal", cast.pat, "decline", reason="There is one already.")
    assert client.post(f"/queue/{keys[49]}/?verdict=return", form).headers["Location"] == f"/queue/{keys[0]}/"
