"""The pages of guidelines and trainings: what they show to whom, and that a form keeps what was typed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import Person
from policies.models import Acknowledgement, Attendance, Campaign, Guideline, GuidelineVersion, Training
from policies.services import add_training, load_policy, record_attendance
from records.events import OPERATOR
from tests.cast import AT, TODAY, Cast

from .guiding import FIRST, LATER, SECOND, agree, asked, guideline, version
from .making import text

pytestmark = pytest.mark.django_db
TYPED = {"text": SECOND, "note": "Names of students.", "in_force_from": "2026-09-15", "audience": "", "due_on": ""}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    """The moment of the tests is now."""
    with time_machine.travel(AT, tick=False):
        yield


def words(page: Any) -> str:
    """The main part of the page as text with single spaces."""
    body = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def written(cast: Cast) -> Guideline:
    """A guideline with two versions, both in force by now."""
    made = guideline(cast)
    version(cast, made)
    version(cast, made, SECOND)
    return made


# reading -------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("001:12")
def test_everybody_reads_the_version_in_force_in_paragraphs_and_acknowledges_it(cast: Cast) -> None:
    made, client = written(cast), cast.client(cast.maya)
    assert "Version 2, in force from September 15, 2026. Not acknowledged" in words(client.get("/guidelines/"))
    page = client.get(f"/guidelines/{made.pk}/")
    assert "<p>Be kind and brief.</p>\n\n<p>Answer within two school days.</p>" in page.content.decode()
    assert "I have read it and follow it" in words(page)
    said = words(client.post(f"/guidelines/{made.pk}/2/acknowledge/", follow=True))
    assert "You acknowledged version 2 on September 15, 2026." in said
    assert "I have read it and follow it" not in said
    assert "You acknowledged it on September 15, 2026" in words(client.get("/guidelines/"))
    assert Acknowledgement.objects.get().version.number == 2


def test_one_version_shows_what_changed_word_by_word(cast: Cast) -> None:
    made = written(cast)
    page = cast.client(cast.maya).get(f"/guidelines/{made.pk}/2/").content.decode()
    assert 'Be kind<ins><span class="visually-hidden">New: </span> and brief</ins>.' in page
    assert "What changed since version 1" in page
    first = words(cast.client(cast.maya).get(f"/guidelines/{made.pk}/1/"))
    assert "A later version has replaced this one. Read version 2" in first
    assert "I have read it" not in first
    assert "What changed since" not in first


def test_a_version_that_begins_later_says_so_and_may_be_acknowledged(cast: Cast) -> None:
    made = guideline(cast)
    version(cast, made, in_force_from=LATER)
    client = cast.client(cast.maya)
    assert "Nothing to read yet" in words(client.get(f"/guidelines/{made.pk}/"))
    said = words(client.get(f"/guidelines/{made.pk}/1/"))
    assert "It begins on October 1, 2026." in said
    assert "I have read it and follow it" in said


def test_what_was_written_is_text_and_never_markup(cast: Cast) -> None:
    made = guideline(cast, "<b>Title</b>")
    version(cast, made, "<script>alert(1)</script>")
    for path in (f"/guidelines/{made.pk}/", f"/guidelines/{made.pk}/1/", "/guidelines/"):
        page = cast.client(cast.maya).get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>Title" not in page


def test_a_version_that_was_replaced_meanwhile_is_not_acknowledged(cast: Cast) -> None:
    made = written(cast)
    said = words(cast.client(cast.maya).post(f"/guidelines/{made.pk}/1/acknowledge/", follow=True))
    assert "Version 2 has replaced this one. Read and acknowledge that." in said
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("path", ["", "1/"])
def test_the_guidelines_of_another_district_are_not_there(cast: Cast, path: str) -> None:
    made = written(cast)
    assert cast.client(cast.hal).get(f"/guidelines/{made.pk}/{path}").status_code == 404
    assert cast.client(cast.hal).post(f"/guidelines/{made.pk}/2/acknowledge/").status_code == 404


@pytest.mark.parametrize("path", ["/guidelines/add/", "/guidelines/{}/write/", "/guidelines/{}/ask/", "/guidelines/{}/asked/"])
def test_who_does_not_keep_them_finds_nothing_there(cast: Cast, path: str) -> None:
    made = asked(cast).guideline
    for somebody in (cast.maya, cast.tom, cast.pat):
        assert cast.client(somebody).get(path.format(made.pk)).status_code == 404
    assert cast.client(cast.sue).get(path.format(made.pk)).status_code == 200


# writing -------------------------------------------------------------------------------------------------------------


def test_from_nothing_to_a_first_version(cast: Cast) -> None:
    client = cast.client(cast.sue)
    assert "Write its title." in words(client.post("/guidelines/add/", {"title": " "}))
    added = client.post("/guidelines/add/", {"title": "Photographs"})
    made = Guideline.objects.get()
    assert added["Location"] == f"/guidelines/{made.pk}/write/"
    sent = client.post(added["Location"], {**TYPED, "note": "", "in_force_from": "2020-01-02"})
    assert sent["Location"] == f"/guidelines/{made.pk}/1/"
    assert GuidelineVersion.objects.get().in_force_from == date(2020, 1, 2)


def test_looking_first_publishes_nothing_and_keeps_what_was_typed(cast: Cast) -> None:
    made = guideline(cast)
    version(cast, made)
    page = cast.client(cast.sue).post(f"/guidelines/{made.pk}/write/", {**TYPED, "preview": "1"})
    said = page.content.decode()
    assert page.status_code == 200
    assert "Nothing is published yet" in said
    assert "<p>Be kind and brief.</p>" in said
    assert "<ins>" in said
    assert "Names of students.</textarea>" in said
    assert GuidelineVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Write the text of the guideline."),
        ({"text": FIRST.replace("\n", "\r\n")}, "Nothing changed: version 1 says this already"),
        ({"note": ""}, "Say in a sentence what changed"),
        ({"in_force_from": "2026-09-14"}, "Choose today or a later day"),
        ({"audience": "everybody"}, "Choose the day by which people are asked"),
        ({"due_on": "2026-10-01"}, "Choose who is asked, or leave the day empty."),
        ({"audience": "everybody", "due_on": "2026-09-14"}, "lies in the past"),
        ({"audience": "friends"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_published_is_explained_and_what_was_typed_stays(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    made = guideline(cast)
    version(cast, made)
    page = cast.client(cast.sue).post(f"/guidelines/{made.pk}/write/", {**TYPED, **typed})
    assert page.status_code == 422
    assert sentence in words(page)
    if "note" not in typed:
        assert "Names of students.</textarea>" in page.content.decode()
    assert GuidelineVersion.objects.count() == 1


def test_what_the_policy_names_is_offered_by_its_title(cast: Cast) -> None:
    named = text(guideline=[{"key": "conduct", "title": "Rules of conduct"}])
    load_policy(district=cast.lakeside, text=named, in_force_from=TODAY, by=OPERATOR, at=AT)
    client = cast.client(cast.tom)  # this policy names nobody who keeps them
    assert "Rules of conduct" in words(client.get("/guidelines/add/"))
    client.post("/guidelines/add/", {"key": "conduct", "title": "ignored"})
    client.get("/")  # where it is said that it is added
    assert "Rules of conduct" not in words(client.get("/guidelines/add/"))
    client.post("/guidelines/add/", {"key": "", "title": "Our own"})
    assert list(Guideline.objects.order_by("pk").values_list("key", "title")) == [
        ("conduct", "Rules of conduct"),
        ("our_own", "Our own"),
    ]


# asking --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("002:3")
def test_the_editor_asks_sees_who_has_not_and_ends_it(cast: Cast) -> None:
    made, client = written(cast), cast.client(cast.sue)
    assert "Nobody is asked" in words(client.get(f"/guidelines/{made.pk}/asked/"))
    client.post(f"/guidelines/{made.pk}/ask/", {"audience": "everybody", "due_on": "2026-10-01"})
    agree(Campaign.objects.get(), cast.maya, cast.sue)
    said = words(client.get(f"/guidelines/{made.pk}/asked/"))
    assert "Everybody to whom the policy applies: 9 Have acknowledged 2 of 9 By October 1, 2026" in said
    assert "Pat Lindqvist principal, Birchwood High School" in said
    assert "Maya Ortega" not in said
    assert "Ask nobody any more" in words(client.get(f"/guidelines/{made.pk}/asked/end/"))
    client.post(f"/guidelines/{made.pk}/asked/end/", {"reason": "Enough."})
    assert Campaign.objects.get().ended_by == "Sue Brandt"
    assert client.get(f"/guidelines/{made.pk}/asked/end/").status_code == 302


@pytest.mark.parametrize("more", [0, 2])
def test_who_has_not_costs_the_same_for_few_and_for_more(cast: Cast, more: int, django_assert_num_queries: Any) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya, cast.pat, cast.sam, cast.dee, cast.casey, cast.tom, cast.ed, cast.erin)
    for number in range(more):
        Person.objects.create(name=f"New {number}", email=f"new{number}@lakeside.example", district=cast.lakeside)
    client, path = cast.client(cast.sue), f"/guidelines/{campaign.guideline_id}/asked/"
    client.get(path)  # the foot of the page remembers the policy's name
    with django_assert_num_queries(11):
        said = words(client.get(path))
    assert f"8 of {9 + more}" in said


def test_home_says_what_is_to_be_read_and_counts_it(cast: Cast) -> None:
    campaign = asked(cast, due_on=TODAY)
    said = words(cast.client(cast.maya).get("/"))
    assert "One thing waits for you." in said
    assert "Due today Read and acknowledge: Guidelines for posting Version 1. It says more. Read it" in said
    with time_machine.travel(AT + timedelta(1), tick=False):
        assert "One thing waits for you; one is late." in words(cast.client(cast.maya).get("/"))
    agree(campaign, cast.maya)
    assert "Nothing waits for you." in words(cast.client(cast.maya).get("/"))


# training ------------------------------------------------------------------------------------------------------------


def session(cast: Cast) -> Training:
    return add_training(district=cast.lakeside, title="Basics", held_on=TODAY, by=cast.tom, at=AT)


def test_whoever_manages_people_records_a_session_and_ticks_who_was_there(cast: Cast) -> None:
    client = cast.client(cast.tom)
    assert "Write what was taught." in words(client.post("/trainings/add/", {"held_on": "2026-09-10"}))
    assert "A training is recorded once it was held" in words(
        client.post("/trainings/add/", {"title": "Basics", "held_on": "2026-09-16"})
    )
    made = client.post("/trainings/add/", {"title": "Basics", "held_on": "2026-09-10", "note": "Library"})
    path = made["Location"]
    assert path == f"/trainings/{Training.objects.get().pk}/"
    everybody = [cast.ed, cast.erin, cast.maya]
    ticked = {"shown": [person.pk for person in everybody], "present": [cast.ed.pk, cast.maya.pk]}
    assert "Saved: 2 changes on this page." in words(client.post(path, ticked, follow=True))
    page = client.get(f"{path}?words=ed").content.decode()
    assert re.search(rf'value="{cast.ed.pk}"[^>]*checked', page)
    assert "Maya" not in page.partition("<main")[2]
    assert "You were there" in words(cast.client(cast.ed).get("/trainings/"))
    assert "You were there" not in words(cast.client(cast.erin).get("/trainings/"))
    assert "2 people were there" in words(client.get("/trainings/"))
    assert "people were" not in words(cast.client(cast.ed).get("/trainings/"))


def test_only_people_of_the_page_and_of_ones_own_district_are_recorded(cast: Cast) -> None:
    made = session(cast)
    record_attendance(training=made, present=[cast.erin], among=[cast.erin], by=cast.tom, at=AT)
    sent = {"shown": [cast.ed.pk, cast.hal.pk, "x"], "present": [cast.ed.pk, cast.hal.pk]}
    page = cast.client(cast.tom).post(f"/trainings/{made.pk}/", sent)
    assert page.status_code == 422
    assert "no longer on it" in words(page)
    cast.client(cast.tom).post(f"/trainings/{made.pk}/", {"shown": [cast.ed.pk], "present": [cast.ed.pk]})
    assert set(Attendance.objects.values_list("person__name", flat=True)) == {"Erin Voss", "Ed Castell"}


def test_who_was_there_is_for_those_who_manage_people(cast: Cast) -> None:
    made = session(cast)
    for somebody in (cast.maya, cast.sue, cast.hugo):
        assert cast.client(somebody).get(f"/trainings/{made.pk}/").status_code == 404
        assert cast.client(somebody).post(f"/trainings/{made.pk}/", {"shown": [cast.maya.pk]}).status_code == 404
    assert cast.client(cast.sue).get("/trainings/add/").status_code == 404
    assert "Basics" not in words(cast.client(cast.hal).get("/trainings/"))
