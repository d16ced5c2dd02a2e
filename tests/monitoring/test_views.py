"""The screens: my check-ins, and answering one in three taps."""

from datetime import date

import pytest
from django.test import Client

from monitoring.models import CheckIn
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from records.models import Event
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, local, morning, only, watched
from tests.monitoring.pages import EIGHT, path, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]


def test_my_check_ins_are_listed_late_first_with_a_way_to_each(cast: Cast) -> None:
    watched(cast, "Chess", terms={"check_every": "1 week"})
    watched(cast, "Robotics", terms={"check_every": "3 school days"})
    tick(at=local(TUESDAY, 9, 1))
    for on in (date(2026, 9, 18), date(2026, 9, 21), DUE):
        morning(on)
    said = words(cast.client(cast.maya).get("/check-ins/"))
    assert said == (
        "Check-ins Two check-ins wait for you; one is late. "
        "2 school days late Robotics Comment check on Instagram, Birchwood High School. It was due Friday. Check now : Robotics "
        "Due today Chess Comment check on Instagram, Birchwood High School. Check now : Chess"
    )


def test_an_empty_list_says_what_would_be_here(cast: Cast) -> None:
    said = words(cast.client(cast.ed).get("/check-ins/"))
    assert said.startswith(
        "Check-ins Nothing is due. Nothing is due A check of one of your sites stands here on the day it is due."
    )


def test_a_designee_sees_in_whose_name(cast: Cast) -> None:
    watched(cast, responsible=cast.pat)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    assert "Comment check on Instagram, for Pat Lindqvist, Birchwood High School." in words(
        cast.client(cast.dee).get("/check-ins/")
    )


def test_a_long_list_has_a_next_page(cast: Cast) -> None:
    for number in range(52):
        watched(cast, f"Club {number:02}")
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    client = cast.client(cast.maya)
    first = client.get("/check-ins/")
    assert len(first.context["lines"]) == 50
    second = client.get("/check-ins/" + first.context["page"]["next_url"])
    assert [line.title for line in second.context["lines"]] == ["Club 50", "Club 51"]
    assert second.context["page"]["next_url"] == ""
    assert len(client.get("/check-ins/?after=nonsense.x").context["lines"]) == 50


def test_a_check_in_asks_three_things(cast: Cast, robotics: Site) -> None:
    response = cast.client(cast.maya).get(path(only()))
    said = words(response)
    assert said.startswith(
        "Check-ins Robotics Comment check on Instagram, due today. Due today 1. Look at the site Open Robotics in a new tab"
    )
    assert (
        "2. What did you find? Nothing found All is as it should be Acted I hid, removed, answered or changed something" in said
    )
    assert "Need help Sam Whitfield hears of it at once What happened? One sentence is enough. No student names." in said
    assert said.endswith("3. Save the check")
    page = response.content.decode()
    assert 'href="https://www.instagram.com/birchwoodrobotics/" rel="noopener noreferrer" target="_blank"' in page
    assert " checked" not in page


def test_three_taps_and_it_is_done(cast: Cast, robotics: Site) -> None:
    check_in = only()
    response = cast.client(cast.maya).post(path(check_in), {"outcome": "nothing_found", "note": ""}, follow=True)
    assert response.redirect_chain == [(path(check_in), 302)]
    assert words(response) == (
        "Check-ins Saved: nothing found Robotics on Instagram, today, 8:00 a.m., by Maya Ortega. Nobody else is told. "
        "Look at the site’s page Nothing else is due The next comment check of Robotics is due Tuesday, September 29."
    )
    check_in.refresh_from_db()
    assert (check_in.state, check_in.outcome, check_in.answered_at) == ("answered", "nothing_found", EIGHT)


def test_after_one_the_next_is_offered(cast: Cast, robotics: Site) -> None:
    watched(cast, "Chess", at=local(TUESDAY, 8))
    tick(at=local(DUE, 7, 30))
    first = CheckIn.objects.get(site=robotics)
    response = cast.client(cast.maya).post(path(first), {"outcome": "nothing_found"}, follow=True)
    other = CheckIn.objects.get(site__name="Chess")
    assert "One more is due Due today Chess Comment check on Instagram, Birchwood High School. Check now : Chess" in words(
        response
    )
    assert f'href="{path(other)}"' in response.content.decode()


def test_a_form_with_something_missing_keeps_what_was_typed_and_says_what_to_do(cast: Cast, robotics: Site) -> None:
    client = cast.client(cast.maya)
    nothing = client.post(path(only()), {"note": "I hid two insults."})
    assert nothing.status_code == 422
    assert "Choose what you found." in words(nothing)
    assert "I hid two insults." in nothing.content.decode()
    silent = client.post(path(only()), {"outcome": "acted", "note": " "})
    assert "What happened? Write what happened. One sentence is enough." in words(silent)
    assert "checked" in silent.content.decode()
    assert only().state == "open"


def test_need_help_says_who_was_told(cast: Cast, robotics: Site) -> None:
    response = cast.client(cast.maya).post(path(only()), {"outcome": "need_help", "note": "A threat."}, follow=True)
    assert (
        "Saved: need help Robotics on Instagram, today, 8:00 a.m., by Maya Ortega. Sam Whitfield was told at once. “A threat.”"
        in words(response)
    )


def test_the_same_form_sent_twice_answers_once(cast: Cast, robotics: Site) -> None:
    client = cast.client(cast.maya)
    for _ in range(2):
        response = client.post(path(only()), {"outcome": "nothing_found"}, follow=True)
    assert "was faster" not in words(response)
    assert Event.objects.filter(verb="answer").count() == 1


def test_somebody_who_comes_second_reads_who_was_faster(cast: Cast) -> None:
    watched(cast, responsible=cast.pat)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.dee, at=local(DUE, 7, 30))
    response = cast.client(cast.pat).post(path(only()), {"outcome": "acted", "note": "Hid two."}, follow=True)
    assert "Dee Okafor for Pat Lindqvist was faster: nothing found. Today, 7:30 a.m." in words(response)
    assert "You wrote: “Hid two.”" in words(response)


def test_reading_changes_nothing(cast: Cast, robotics: Site) -> None:
    before = list(CheckIn.objects.values())
    client = cast.client(cast.maya)
    for method in (client.get, client.head):
        for url in ("/check-ins/", path(only())):
            assert method(url).status_code == 200
    assert list(CheckIn.objects.values()) == before


def test_a_link_from_the_mail_survives_signing_in(cast: Cast, robotics: Site) -> None:
    response = Client().get(path(only()))
    assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={path(only())}")
