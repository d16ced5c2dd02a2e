"""Somebody leaves: one countdown list of everything, reminders, and an end that nothing blocks."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import services as people
from accounts.models import Person
from accounts.rules import Refused
from monitoring.sweep import tick
from records.models import Event, Message
from registry import services as registry
from registry.models import Site
from requests.models import Seat
from requests.services import ask_to_join
from tests.accounts.trail import told
from tests.cast import AT, TODAY, Cast, appoint
from tests.monitoring.days import digests, local, morning, watched
from tests.monitoring.pages import words
from tests.registry.test_offers import offered
from tests.requests.filing import answer, draft, file, seat

pytestmark = pytest.mark.django_db
LAST = date(2026, 10, 1)  # Thursday: 12 school days after the day of the tests


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def last_day(cast: Cast, person: Person | None = None, ends_on: date | None = LAST, **more: Any) -> Person:
    """Maya's last day, unless said otherwise."""
    person = Person.objects.select_related("district", "supervisor", "place").get(pk=(person or cast.maya).pk)
    people.set_last_day(person=person, ends_on=ends_on, **{"by": cast.tom, "at": AT, **more})
    return person


def page(cast: Cast, person: Person, reader: Person) -> str:
    return words(cast.client(reader).get(reverse("hand-over", args=[person.pk])))


# the last day ------------------------------------------------------------------------------------------------------------


def test_a_last_day_is_set_moved_and_taken_back_and_both_are_told_each_time(cast: Cast) -> None:
    for ends_on, said in [
        (LAST, "set the last day of Maya Ortega: October 1, 2026"),
        (LAST + timedelta(days=1), "set the last day of Maya Ortega: October 2, 2026"),
        (None, "took back the last day of Maya Ortega"),
    ]:
        last_day(cast, ends_on=ends_on, at=AT + timedelta(seconds=len(told())))
        assert told()[-1] == ("Tom Adeyemi", "set-last-day", said)
    assert list(Message.objects.filter(kind="last-day").order_by("id").values_list("to_name", "subject"))[:2] == [
        ("Maya Ortega", "Your last day is October 1, 2026"),
        ("Sam Whitfield", "The last day of Maya Ortega is October 1, 2026"),
    ]
    assert Message.objects.filter(kind="last-day").count() == 6


def test_a_last_day_that_makes_no_sense_is_refused(cast: Cast) -> None:
    for person, ends_on, sentence in [
        (cast.maya, TODAY - timedelta(days=1), "lies in the past"),
        (cast.maya, None, "They have no last day"),
        (cast.val, None, "A volunteer needs a last day"),
        (cast.val, date(2027, 6, 11), "That is their last day already"),
    ]:
        with pytest.raises(Refused, match=sentence):
            last_day(cast, person, ends_on)
    with pytest.raises(Refused, match="Only somebody who manages the people"):
        last_day(cast, by=cast.pat)
    people.end_person(person=Person.objects.get(pk=cast.ed.pk), by=cast.tom, at=AT)
    with pytest.raises(Refused, match="Ed Castell has ended"):
        last_day(cast, cast.ed)


def test_it_is_set_in_the_browser_and_leads_to_everything_they_hold(cast: Cast) -> None:
    watched(cast)
    client = cast.client(cast.tom)
    said = words(client.post(reverse("person-last-day", args=[cast.maya.pk]), {"ends_on": LAST.isoformat()}, follow=True))
    assert "The last day of Maya Ortega is October 1, 2026. They and their supervisor are told by mail." in said
    assert "12 school days left, 0 of 1 done." in said
    back = words(client.post(reverse("person-last-day", args=[cast.maya.pk]), {"ends_on": ""}, follow=True))
    assert "Maya Ortega stays." in back
    wrong = client.post(reverse("person-last-day", args=[cast.maya.pk]), {"ends_on": "2026-01-01"})
    assert "lies in the past" in words(wrong)


# the list ----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("003:9")
def test_everything_somebody_holds_is_one_list_that_counts_down(cast: Cast) -> None:
    held, given = watched(cast), watched(cast, "Chess")
    watched(cast, "Band", responsible=cast.pat, posters=[cast.maya])
    appoint(cast.maya, "community_relations")
    draft(cast)
    last_day(cast)
    registry.accept_offer(offer=offered(cast, given), by=cast.sam, at=AT)
    shown = page(cast, cast.maya, cast.maya)
    for said in (
        "The last day is October 1, 2026. 12 school days left, 1 of 4 done.",
        "Nobody is asked yet",
        "Sam Whitfield answers for it",
        "They post there.",
        "Casey Moreno holds it too, or after them.",
        "1 draft",
    ):
        assert said in shown
    assert (
        reverse("site-offer", args=[held.pk])
        in cast.client(cast.maya).get(reverse("hand-over", args=[cast.maya.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("who", "sees"),
    [("maya", True), ("sam", True), ("pat", True), ("dee", True), ("tom", True), ("casey", False), ("sue", False),
     ("ed", False), ("erin", False), ("hugo", False), ("hope", False)],
)  # fmt: skip
def test_it_is_for_them_their_supervisor_the_head_of_their_place_and_the_director(cast: Cast, who: str, sees: bool) -> None:
    response = cast.client(getattr(cast, who)).get(reverse("hand-over", args=[cast.maya.pk]))
    assert response.status_code == (200 if sees else 404)


def test_a_role_that_nobody_would_hold_is_open_until_somebody_takes_the_place(cast: Cast) -> None:
    pat = last_day(cast, cast.pat)
    assert "Vacant then" in page(cast, pat, cast.tom)
    people.replace_holder(person=pat, successor=cast.sam, starts_on=LAST, by=cast.tom, at=AT)
    assert "Sam Whitfield holds it too, or after them." in page(cast, pat, cast.tom)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_much_for_one_site_as_for_three(cast: Cast, count: int) -> None:
    for number in range(count):
        watched(cast, f"Club {number}")
    last_day(cast)
    client, path = cast.client(cast.maya), reverse("hand-over", args=[cast.maya.pk])
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    assert len(captured) == 24


def test_those_who_leave_are_a_list_for_the_director_and_for_heads(cast: Cast) -> None:
    watched(cast)
    last_day(cast)
    last_day(cast, cast.ed, LAST + timedelta(days=1))
    everybody = words(cast.client(cast.tom).get(reverse("hand-overs")))
    assert everybody.index("Maya Ortega") < everybody.index("Ed Castell")
    assert "12 school days left, 0 of 1 done" in everybody
    of_birchwood = words(cast.client(cast.pat).get(reverse("hand-overs")))
    assert ("Maya Ortega" in of_birchwood, "Ed Castell" in of_birchwood) == (True, False)
    assert cast.client(cast.maya).get(reverse("hand-overs")).status_code == 404


# reminders ---------------------------------------------------------------------------------------------------------------


def test_they_and_their_supervisor_are_reminded_each_week_and_each_day_near_the_end(cast: Cast) -> None:
    watched(cast, terms={"check_every": "1 year"})
    last_day(cast)
    days = [TODAY + timedelta(days=offset) for offset in range(1, 17)]
    told_on = []
    for on in days:
        morning(on)
        if {"Maya Ortega", "Sam Whitfield"} <= digests(on).keys():
            told_on.append(on)
    assert told_on == [
        date(2026, 9, 17),  # ten school days left
        date(2026, 9, 24),
        date(2026, 9, 25),
        date(2026, 9, 28),
        date(2026, 9, 29),
        date(2026, 9, 30),
        LAST,
    ]
    assert "Hand over before you leave" in Message.objects.filter(to_name="Maya Ortega", kind="digest").first().text


def test_nobody_is_reminded_of_what_is_done(cast: Cast) -> None:
    last_day(cast)
    morning(date(2026, 9, 24))
    assert digests(date(2026, 9, 24)) == {}


def test_it_stands_on_their_home_pages(cast: Cast) -> None:
    watched(cast)
    last_day(cast)
    assert "Hand over before you leave" in words(cast.client(cast.maya).get("/"))
    assert "Maya Ortega leaves" in words(cast.client(cast.sam).get("/"))
    assert "Maya Ortega leaves" not in words(cast.client(cast.ed).get("/"))


# the end -----------------------------------------------------------------------------------------------------------------


def test_the_end_comes_at_once_is_never_blocked_and_what_is_left_needs_an_owner(cast: Cast) -> None:
    made = watched(cast)
    last_day(cast)
    tick(at=local(LAST, 23, 59))
    assert Person.objects.get(pk=cast.maya.pk).is_active
    tick(at=local(LAST + timedelta(days=1), 0, 0))
    assert not Person.objects.get(pk=cast.maya.pk).is_active
    assert Site.objects.get(pk=made.pk).status == "active"
    shown = page(cast, cast.maya, cast.sam)
    assert "Left on October 2, 2026. 0 of 1 done." in shown
    assert "Needs owner" in shown
    assert "Maya Ortega has left" in words(cast.client(cast.sam).get("/"))


def test_each_morning_the_supervisor_hears_then_whoever_the_policy_names_until_somebody_takes_it(cast: Cast) -> None:
    made = watched(cast, terms={"check_every": "1 year"})
    people.end_person(person=Person.objects.get(pk=cast.maya.pk), by=cast.tom, at=AT)
    heard = {}
    for on in [date(2026, 9, day) for day in (16, 21, 22, 23)]:
        morning(on)
        heard[on.day] = sorted(digests(on))
    assert heard == {
        16: ["Sam Whitfield"],
        21: ["Sam Whitfield"],
        22: ["Dee Okafor", "Pat Lindqvist", "Sam Whitfield"],  # five school days later
        23: ["Dee Okafor", "Pat Lindqvist", "Sam Whitfield"],
    }
    made = Site.objects.select_related("responsible__supervisor", "district", "school").get(pk=made.pk)
    at = local(date(2026, 9, 23), 9)
    offer = offered(cast, made, by=cast.pat, person=cast.dee, answer_by=date(2026, 9, 30), at=at)
    registry.accept_offer(offer=offer, by=cast.dee, at=at)
    row = made.hand_overs.select_related("site__responsible", "site__district", "person").get()
    for what in ("removed", "recovery"):
        registry.tick_hand_over(hand_over=row, what=what, on=TODAY, by=cast.dee, at=at)
    morning(date(2026, 9, 24))
    assert digests(date(2026, 9, 24)) == {}


def test_an_open_step_of_somebody_who_has_left_goes_to_their_supervisor(cast: Cast) -> None:
    submission = file(cast)
    answer(submission, "principal", cast.pat, "approve", responsible=cast.maya.pk, posters=[], check_every="1 week",
           review_every="1 month")  # fmt: skip
    answer(submission, "technology_director", cast.tom, "approve")
    waiting = seat(submission, "give_address")
    people.end_person(person=Person.objects.get(pk=cast.maya.pk), by=cast.tom, at=AT)
    tick(at=local(TODAY + timedelta(days=1), 0, 1))
    assert Seat.objects.get(pk=waiting.pk).person == cast.sam
    last = Event.objects.filter(verb="pass_on").get()
    assert (last.actor_name, last.sentence, last.reason) == (
        "Rollcall", "passed an open step on to Sam Whitfield", "Maya Ortega has left.",
    )  # fmt: skip
    answer(submission, "give_address", cast.sam, "provide", address="https://www.instagram.com/birchwoodrobotics/")
    assert Site.objects.get().responsible == cast.sam


def test_where_nobody_answers_for_them_the_step_stays_and_shows_as_one_nobody_can_act_on(cast: Cast) -> None:

    made = watched(cast, responsible=cast.pat)
    Person.objects.filter(pk=cast.pat.pk).update(supervisor=None)
    ask_to_join(site=made, reason="Ours.", requester=cast.sam, version=cast.policy, key=uuid4(), at=AT)
    people.end_person(person=Person.objects.get(pk=cast.pat.pk), by=cast.tom, at=AT)
    tick(at=local(TODAY + timedelta(days=1), 0, 1))
    assert Seat.objects.get().person == cast.pat
    assert "Nobody can act on these" in words(cast.client(cast.tom).get("/"))


def test_a_request_to_join_follows_the_site(cast: Cast) -> None:

    made = watched(cast)
    ask_to_join(site=made, reason="Ours.", requester=cast.ed, version=cast.policy, key=uuid4(), at=AT)
    registry.accept_offer(offer=offered(cast, made), by=cast.sam, at=AT)
    tick(at=local(TODAY + timedelta(days=1), 0, 1))
    assert Seat.objects.get().person == cast.sam
