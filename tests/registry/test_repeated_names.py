"""Two schools and two people of one name can be told apart in the register, at the end of a season and in a pasted list."""

import pytest
from django.urls import reverse

from accounts.models import School
from registry.imports import read_claims
from registry.selectors import people_to_take
from tests.cast import Cast
from tests.twins import SCHOOL, called, offered, schools, teachers

pytestmark = pytest.mark.django_db
BOTH = [f"{SCHOOL}, Ames", f"{SCHOOL}, Boone"]
CHESS = "https://www.instagram.com/centralchess/,Chess,maya@lakeside.example"


@pytest.mark.parametrize("path", ["sites", "found-add"])
def test_the_schools_of_a_list_are_told_apart(listing: Cast, path: str) -> None:
    schools(listing)
    assert called(offered(listing.client(listing.sue).get(reverse(path)), "school"), "Central") == BOTH


def test_whom_a_site_is_handed_to_is_told_apart_by_place_and_address(cast: Cast) -> None:
    teachers(cast, cast.birchwood, cast.birchwood, cast.elm)
    found = people_to_take(cast.birchwood, 1)
    said = {email: name for email, name in (*found.here, *found.elsewhere) if name.startswith("Ann")}
    assert said == {
        "ann1@lakeside.example": "Ann Lee, teacher, Birchwood High School, ann1@lakeside.example",
        "ann2@lakeside.example": "Ann Lee, teacher, Birchwood High School, ann2@lakeside.example",
        "ann3@lakeside.example": "Ann Lee, teacher, Elm Street Elementary",
    }


def test_a_pasted_list_that_names_one_of_two_schools_is_asked_which(cast: Cast) -> None:
    ames, _boone = schools(cast)
    School.objects.filter(pk=ames.pk).update(federal_id="010000500870")
    rows, problems = read_claims(f"{CHESS},{SCHOOL}", district_id=cast.lakeside.pk)
    said = f"Line 1: “{SCHOOL}” is the name of 2 places; give its ncessch instead."
    assert (rows, [str(one) for one in problems]) == ([], [said])
    rows, problems = read_claims(f"{CHESS},010000500870", district_id=cast.lakeside.pk)
    assert ([row.school_id for row in rows], problems) == ([ames.pk], [])
