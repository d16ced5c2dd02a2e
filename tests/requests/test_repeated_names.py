"""Two schools and two people of one name can be told apart in the request form and among everybody's submissions."""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Person
from requests.fields import Asking
from requests.fields.people import PeopleField, PersonField
from tests.cast import TODAY, Cast
from tests.twins import SCHOOL, called, offered, schools, teachers

pytestmark = pytest.mark.django_db
BOTH = [f"{SCHOOL}, Ames", f"{SCHOOL}, Boone"]


def test_the_places_of_the_request_form_are_told_apart(cast: Cast) -> None:
    schools(cast)
    options = offered(cast.client(cast.maya).get(reverse("submission-new")), "place")
    assert called(options, "Central") == BOTH
    assert called(options, "Elm") == ["Elm Street Elementary"]


def test_the_filter_of_everybodys_submissions_tells_schools_apart_and_says_which_was_chosen(cast: Cast) -> None:
    _ames, boone = schools(cast)
    page = cast.client(cast.tom).get(f"{reverse('submissions-all')}?school={boone.pk}")
    assert called(offered(page, "school"), "Central") == BOTH
    assert unescape(re.sub(r"<select.*?</select>", "", page.content.decode(), flags=re.S)).count(BOTH[1]) > 0


def test_responsible_employee_and_posters_are_told_apart(cast: Cast, django_assert_num_queries: Any) -> None:
    teachers(cast, cast.birchwood, cast.birchwood, cast.office)
    Person.objects.filter(email="ann2@lakeside.example").update(ends_on=TODAY)
    asking = Asking.__new__(Asking)
    vars(asking).update(district=cast.lakeside, place=cast.birchwood)
    one, several = PersonField(asking=asking, empty_label="Choose a person"), PeopleField(asking=asking)
    with django_assert_num_queries(1):
        assert called([label for _pk, label in one.choices], "Ann") == [
            "Ann Lee, teacher, Birchwood High School, ann1@lakeside.example",
            "Ann Lee, teacher, Birchwood High School, ann2@lakeside.example",
            "Ann Lee, teacher, District Office",
        ]
    with django_assert_num_queries(1):
        assert called([label for _pk, label in several.choices], "Ann") == ["Ann Lee", "Ann Lee until September 15, 2026"]
    Person.objects.filter(email="ann2@lakeside.example").update(ends_on=None)
    assert called([label for _pk, label in several.choices], "Ann") == [
        "Ann Lee, ann1@lakeside.example", "Ann Lee, ann2@lakeside.example",
    ]  # fmt: skip
