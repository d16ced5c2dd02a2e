"""The queue and the decision page."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from policies.selectors import document_of
from requests.fields import Asking, chosen, people_at
from requests.models import Seat, Submission
from requests.services import ask_to_join
from reviews import selectors
from reviews.models import Letter
from reviews.selectors import cards
from reviews.services import decide
from tests.cast import AT, Cast
from tests.registry.sites import site
from tests.requests.filing import answer, file, seat

WRITES = ("INSERT", "UPDATE")


def queue_of(cast: Cast, person: Person) -> list[str]:
    return [str(card.submission) for card in cards(cast.standing(person))]


def test_the_queue_is_who_holds_the_role_at_that_school(cast: Cast) -> None:
    file(cast)
    waiting = {name: queue_of(cast, getattr(cast, name)) for name in ("pat", "dee", "tom", "erin", "maya", "sam", "hope")}
    assert {name for name, found in waiting.items() if found} == {"pat", "dee"}


def test_a_new_principal_finds_the_old_ones_open_steps(cast: Cast) -> None:
    file(cast)
    cast.pat.appointments.update(person=cast.sam)
    assert queue_of(cast, cast.sam) == ["Birchwood Robotics on Instagram"]
    assert queue_of(cast, cast.pat) == []


def test_a_card_says_for_whom_i_answer_and_what_to_look_at(cast: Cast) -> None:
    file(cast, visibility="public", public_reason="Sponsors follow us.")
    card = cards(cast.standing(cast.dee))[0]
    assert card.acting_for == "Pat Lindqvist"
    assert card.waiting == "Since today"
    assert [(check.ok, check.title) for check in card.checks] == [
        (True, "What is the page for, and what will it show?"),
        (True, "Why should everybody see it?"),
        (True, "Statements"),
        (False, "Everybody; the policy prefers members only"),
    ]


def test_the_queue_costs_the_same_for_one_and_for_three(cast: Cast, django_assert_num_queries: object) -> None:
    file(cast)
    standing = cast.standing(cast.pat)
    with django_assert_num_queries(4):
        assert len(cards(standing)) == 1
    file(cast, page_name="Chess")
    file(cast, page_name="Choir")
    with django_assert_num_queries(4):
        assert len(cards(standing)) == 3


def test_approving_in_the_browser_sets_the_conditions_and_opens_the_next(cast: Cast) -> None:
    filed, other = file(cast), file(cast, page_name="Chess Club", activity="Chess")
    client = cast.client(cast.pat)
    waiting = seat(filed, "principal")
    page = client.get(f"/queue/{waiting.pk}/?verdict=approve").content.decode()
    assert "Approve, on these conditions" in page
    posted = client.post(
        f"/queue/{waiting.pk}/?verdict=approve",
        {"verdict": "approve", "responsible": cast.maya.pk, "posters": [cast.maya.pk, cast.val.pk], "check_every": "2 weeks",
         "review_every": "1 month", "next": "1"},
    )  # fmt: skip
    assert posted.headers["Location"] == f"/queue/{seat(other, 'principal').pk}/"
    assert seat(filed, "principal").answer.values["posters"] == [cast.maya.pk, cast.val.pk]
    assert list(selectors.waiting(cast.standing(cast.tom))) == [seat(filed, "technology_director").pk]


def test_only_a_step_that_sets_conditions_speaks_of_them(cast: Cast) -> None:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", check_every="1 week")
    page = cast.client(cast.tom).get(f"/queue/{seat(filed, 'technology_director').pk}/?verdict=approve").content.decode()
    assert '<h2 id="panel">Approve it</h2>' in page
    assert "on these conditions" not in page


def test_whoever_decides_on_a_poster_reads_their_words_and_no_empty_list_below(cast: Cast) -> None:
    request = {"requester": cast.val, "version": cast.policy, "key": uuid4(), "at": AT}
    joining = ask_to_join(site=site(cast, responsible=cast.maya), reason="I post match days.", **request)
    page = cast.client(cast.maya).get(f"/queue/{seat(joining, 'join').pk}/").content.decode()
    assert (page.count("I post match days."), "Answers" in page) == (1, False)
    assert '<h2 id="answers">Answers</h2>' in cast.client(cast.val).get(f"/submissions/{joining.pk}/").content.decode()


def test_a_return_without_a_reason_says_what_is_missing_and_keeps_the_page(cast: Cast) -> None:
    waiting = seat(file(cast), "principal")
    page = cast.client(cast.pat).post(f"/queue/{waiting.pk}/?verdict=return", {"verdict": "return", "reason": ""})
    assert page.status_code == 422
    assert "Give a reason" in page.content.decode()


def test_who_comes_second_is_told_who_was_faster(cast: Cast) -> None:
    filed = file(cast)
    waiting = seat(filed, "principal")
    answer(filed, "principal", cast.dee, "decline", reason="There is one already.")
    typed = {"verdict": "decline", "reason": "Two of them <already>."}
    page = cast.client(cast.pat).post(f"/queue/{waiting.pk}/?verdict=decline", typed, follow=True)
    assert "Dee Okafor for Pat Lindqvist declined before you." in page.content.decode()
    assert "You wrote: “Two of them &lt;already&gt;.”" in page.content.decode()


def test_a_seat_is_found_only_by_who_may_answer_it(cast: Cast) -> None:
    waiting = seat(file(cast), "principal")
    found = {
        name: cast.client(getattr(cast, name)).get(f"/queue/{waiting.pk}/").status_code
        for name in ("pat", "dee", "maya", "tom", "sam", "erin", "ed", "hope")
    }
    assert found == {"pat": 200, "dee": 200, "maya": 404, "tom": 404, "sam": 404, "erin": 404, "ed": 404, "hope": 404}


def approved(cast: Cast) -> Submission:
    filed = file(cast)
    for step, person in (("principal", cast.dee), ("technology_director", cast.tom)):
        decide(seat=seat(filed, step), outcome="approve", by=person, at=AT, values={"check_every": "1 week"})
    return filed


def test_the_written_decision_is_kept_as_it_was_given(cast: Cast) -> None:
    filed = approved(cast)
    letter = Letter.objects.get(submission=filed)
    assert "Dee Okafor for Pat Lindqvist, Principal, approved it on September 15, 2026" in letter.text
    assert "Tom Adeyemi, Technology director, approved it on September 15, 2026" in letter.text
    assert "- How often are comments checked? Every week" in letter.text
    assert "?:" not in letter.text
    assert "under Policy M-1, Social Media Pages of Schools and Offices, version 1, in force from August 1, 2026." in letter.text
    page = cast.client(cast.maya).get(f"/submissions/{filed.pk}/letter/")
    assert "Written decision on the request for Birchwood Robotics on Instagram" in page.content.decode()


def test_a_decline_is_put_in_writing_too(cast: Cast) -> None:
    filed = file(cast)
    decide(seat=seat(filed, "principal"), outcome="decline", by=cast.pat, at=AT, reason="There is one already.")
    assert "Reason: There is one already." in Letter.objects.get(submission=filed).text


ENTERED = {"verdict": "approve", "check_every": "2 weeks", "review_every": "1 month"}


def asked(client: Client, waiting: Seat, form: dict[str, object]) -> tuple[str, list[str]]:
    """Where a decision leads, and its statements."""
    with CaptureQueriesContext(connection) as seen:
        answered = client.post(f"/queue/{waiting.pk}/?verdict=approve", form)
    assert answered.status_code == 302, answered.content.decode()
    return answered.headers["Location"], [query["sql"] for query in seen.captured_queries]


@pytest.mark.parametrize("others", [1, 3])
def test_a_decision_costs_the_same_whatever_else_waits(cast: Cast, others: int) -> None:
    first, second, *_ = [file(cast, page_name=f"Page {number}") for number in range(2 + others)]
    form = {**ENTERED, "responsible": cast.maya.pk, "posters": [cast.maya.pk, cast.val.pk], "complaints_to": cast.sue.pk}
    client = cast.client(cast.pat)
    where, statements = asked(client, seat(first, "principal"), form)
    assert (where, len(statements)) == (f"/submissions/{first.pk}/", 15)
    _where, statements = asked(client, seat(second, "principal"), {**form, "next": "1"})
    assert len(statements) == 16
    written = [line.split()[2 if line.startswith("INSERT") else 1].strip('"') for line in statements if line[:6] in WRITES]
    assert written == [
        "requests_submission", "requests_answer", "records_event", "requests_step", "requests_seat", "records_message",
    ]  # fmt: skip


def test_the_last_decision_is_put_in_writing_at_the_cost_of_three_more(cast: Cast) -> None:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", check_every="1 week")
    client = cast.client(cast.tom)
    _where, statements = asked(client, seat(filed, "technology_director"), {"verdict": "approve"})
    assert Letter.objects.filter(submission=filed).count() == 1
    assert len(statements) == 16


def test_what_a_decision_says_is_read_on_the_next_page_and_rides_in_a_cookie(cast: Cast) -> None:
    client = cast.client(cast.pat)
    where, _statements = asked(client, seat(file(cast), "principal"), {**ENTERED, "responsible": cast.maya.pk})
    said = "Approved: Birchwood Robotics on Instagram. The requester is told by mail."
    assert client.cookies["messages"].value
    assert said in client.get(where).content.decode()
    assert said not in client.get(where).content.decode()


@pytest.mark.parametrize("somebody", ["hal", "ed", "left", "nobody", "word"])
def test_only_active_people_of_the_place_or_the_office_can_be_chosen(cast: Cast, somebody: str) -> None:
    Person.objects.filter(pk=cast.sam.pk).update(is_active=False)
    chosen = {"left": cast.sam.pk, "nobody": 10**12, "word": "pat"}.get(somebody) or getattr(cast, somebody).pk
    waiting = seat(file(cast), "principal")
    for form in ({"responsible": chosen}, {"responsible": cast.maya.pk, "posters": [cast.maya.pk, chosen]}):
        page = cast.client(cast.pat).post(f"/queue/{waiting.pk}/?verdict=approve", {**ENTERED, **form})
        assert page.status_code == 422
        assert "is not one of the available choices" in page.content.decode()


def test_who_can_be_chosen_is_who_is_offered(cast: Cast) -> None:
    policy = document_of(cast.policy)
    everybody = [person.pk for person in Person.objects.all()]
    for place in (cast.birchwood, cast.elm, cast.office, None):
        asking = Asking(cast.lakeside, place, policy)
        for offices in (True, False):
            for volunteers in (True, False):
                among = {"offices": offices, "volunteers": volunteers}
                offered = [person.pk for person in people_at(asking, **among)]
                assert [each.pk for each in chosen(asking, everybody) if each.is_at(place, **among)] == offered
