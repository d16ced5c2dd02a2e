"""The wording that says whose page it is: in the form, filled in with what was typed, and where the address is given."""

import html
import json
import re

import pytest

from requests.models import Submission
from requests.wording import on_the_page
from tests.cast import Cast, build
from tests.policies.making import document
from tests.requests.filing import answer, file, seat

pytestmark = pytest.mark.django_db
ENDING = "This is a professional social media site of Lakeside Community Schools."


def wording(page: str) -> str:
    """The words a reader would copy."""
    (found,) = re.findall(r'<p class="to-copy"[^>]*>([^<]*)</p>', page)
    return html.unescape(found)


def live(page: str) -> dict[str, object]:
    (found,) = re.findall(r'data-wording="([^"]+)"', page)
    return json.loads(html.unescape(found))


@pytest.mark.clause("000:10")
def test_the_blank_form_names_what_is_still_to_be_filled_in(staffuse: Cast) -> None:
    page = staffuse.client(staffuse.maya).get("/submissions/new/").content.decode()
    assert page.count("Put a site into the registry") == 2  # its title: nobody is asked for anything
    assert wording(page) == f"[class, activity or office], Birchwood High School. {ENDING}"


@pytest.mark.clause("000:10")
def test_after_a_draft_is_saved_it_is_filled_in_with_class_and_school(staffuse: Cast) -> None:
    client = staffuse.client(staffuse.maya)
    client.post("/submissions/new/", {"deed": "save", "activity": " Grade 7 \n science", "place": staffuse.elm.pk})
    page = client.get(f"/submissions/{Submission.objects.get().pk}/edit/").content.decode()
    assert wording(page) == f"Grade 7 science, Elm Street Elementary. {ENDING}"


def test_a_form_with_errors_shows_it_with_what_was_just_typed(staffuse: Cast) -> None:
    client = staffuse.client(staffuse.maya)
    client.post("/submissions/new/", {"deed": "save", "activity": "Chess", "place": staffuse.birchwood.pk})
    begun = Submission.objects.get()
    typed = {"deed": "submit", "activity": "Robotics <b>", "place": staffuse.elm.pk}
    page = client.post(f"/submissions/{begun.pk}/edit/", typed)
    assert page.status_code == 422
    assert wording(page.content.decode()) == f"Robotics <b>, Elm Street Elementary. {ENDING}"


@pytest.mark.parametrize("place", ["0", "x", "harbor"])
def test_a_place_of_another_district_is_not_named(staffuse: Cast, place: str) -> None:
    chosen = staffuse.harbor_high.pk if place == "harbor" else place
    page = staffuse.client(staffuse.maya).post("/submissions/new/", {"deed": "submit", "place": chosen})
    assert wording(page.content.decode()) == f"[class, activity or office], [school]. {ENDING}"


@pytest.mark.clause("000:10")
def test_a_script_is_told_how_to_fill_it_in(staffuse: Cast) -> None:
    told = live(staffuse.client(staffuse.maya).get("/submissions/new/").content.decode())
    assert told["template"] == "{activity}, {school}. This is a professional social media site of {district}."
    assert told["district"] == "Lakeside Community Schools"
    assert told["named"] == {"activity": "[class, activity or office]", "school": "[school]", "district": "[district]"}
    assert "activity" in told["activity"]


@pytest.mark.clause("000:10")
def test_it_stands_under_the_question_that_asks_whether_it_is_there(staffuse: Cast) -> None:
    page = staffuse.client(staffuse.maya).get("/submissions/new/").content.decode()
    asked, shown, following = (page.index(mark) for mark in ('id="div_id_identification"', 'id="wording"', "Since when?"))
    assert asked < shown < following


def test_where_no_question_asks_for_it_it_follows_the_last_one(cast: Cast) -> None:
    page = cast.client(cast.maya).get("/submissions/new/").content.decode()
    marks = ('id="div_id_account_email"', 'id="wording"', '<legend class="group-legend">Statements')
    last, shown, statements = (page.index(mark) for mark in marks)
    assert last < shown < statements
    assert wording(page) == "[class, activity or office], Birchwood High School. An official page of Lakeside Community Schools."


def test_whoever_gives_the_address_reads_it_filled_in(cast: Cast) -> None:
    filed = file(cast)
    for step, who in (("principal", cast.pat), ("technology_director", cast.tom)):
        assert "to-copy" not in cast.client(who).get(f"/queue/{seat(filed, step).pk}/").content.decode()
        answer(filed, step, who, "approve", **({"posters": [cast.maya.pk]} if step == "principal" else {}))
    page = cast.client(cast.maya).get(f"/queue/{seat(filed, 'give_address').pk}/").content.decode()
    assert wording(page) == "Birchwood Robotics, Birchwood High School. An official page of Lakeside Community Schools."


def test_a_policy_without_a_wording_shows_none() -> None:
    assert on_the_page(document(), {"activity": "Chess"}, school="Elm", district="Lakeside") is None


def test_a_policy_without_a_wording_has_none_in_its_form() -> None:
    cast = build("jndc")
    assert "to-copy" not in cast.client(cast.maya).get("/submissions/new/").content.decode()
