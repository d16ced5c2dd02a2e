"""Two schools of one name and two people of one name are told apart wherever one is chosen; other lists stay as they were."""

from typing import Any

import pytest
from django import forms
from django.urls import reverse

from accounts.forms import AppointForm, DesigneeForm, PersonForm, ReplaceForm
from accounts.models import Person, School
from accounts.selectors import names_of_people, names_of_places
from accounts.wording import told_apart
from tests.cast import TODAY, Cast, appoint, build
from tests.twins import SCHOOL, called, offered, schools, teachers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]
BOTH = [f"{SCHOOL}, Ames", f"{SCHOOL}, Boone"]


@pytest.mark.parametrize(
    ("names", "details", "said"),
    [
        ([], [], []),
        (["Elm", "Oak"], [("Ames",), ("Boone",)], ["Elm", "Oak"]),
        (["Elm", "Oak", "Elm"], [("Ames",), ("Boone",), ("Cary",)], ["Elm, Ames", "Oak", "Elm, Cary"]),
        (["Elm", "Elm"], [("Ames", "1"), ("Ames", "2")], ["Elm, 1", "Elm, 2"]),
        (["Elm", "Elm", "Elm"], [("Ames", "1"), ("Ames", "2"), ("Cary", "3")], ["Elm, Ames, 1", "Elm, Ames, 2", "Elm, Cary"]),
        (["Elm", "Elm"], [("", "1"), ("Ames", "2")], ["Elm", "Elm, Ames"]),
        (["Elm", "Elm"], [("", ""), ("", "")], ["Elm", "Elm"]),
    ],
)
def test_only_what_reads_the_same_says_more_and_no_more_than_it_takes(names: list[str], details: list[Any], said: list[str]):
    assert told_apart(names, details) == said


def test_places_differ_by_city_then_kind_then_federal_id_then_our_own_number(cast: Cast):
    def place(**more: Any) -> School:
        return School.objects.create(district=cast.lakeside, name=SCHOOL, **more)

    assert names_of_places([place(city="Ames"), place(city="Boone"), cast.elm]) == [*BOTH, "Elm Street Elementary"]
    assert names_of_places([place(), place(kind="office")]) == [f"{SCHOOL}, School", f"{SCHOOL}, District office"]
    ids = ["010000500870", "010000500871"]
    assert names_of_places([place(city="Ames", federal_id=known) for known in ids]) == [f"{SCHOOL}, {known}" for known in ids]
    bare = [place(), place()]
    assert names_of_places(bare) == [f"{SCHOOL}, no. {one.pk}" for one in bare]


def test_people_differ_by_place_and_at_one_place_by_address(cast: Cast, django_assert_num_queries: Any):
    teachers(cast, cast.elm, cast.birchwood, cast.birchwood)
    twin = "Ann Lee, teacher, Birchwood High School"
    for rows, said in [
        (1, ["Ann Lee, teacher"]),
        (3, ["Ann Lee, teacher, Elm Street Elementary", f"{twin}, ann2@lakeside.example", f"{twin}, ann3@lakeside.example"]),
    ]:
        with django_assert_num_queries(1):
            found = list(Person.objects.filter(name="Ann Lee").select_related("place").order_by("pk")[:rows])
            assert names_of_people(found) == said


@pytest.mark.parametrize("path", ["person-add", "appoint"])
def test_the_places_of_a_form_are_told_apart(cast: Cast, path: str):
    schools(cast)
    page = cast.client(cast.tom).get(reverse(path))
    options = offered(page, "place" if path == "person-add" else "school")
    assert called(options, "Central") == BOTH
    assert called(options, "Elm") == ["Elm Street Elementary"]


def choices(form: forms.Form, name: str) -> list[str]:
    field: Any = form.fields[name]
    return called([label for _value, label in field.choices], "Ann Lee")


def test_people_are_told_apart_wherever_one_of_them_is_chosen(cast: Cast, django_assert_num_queries: Any):
    ann, _other = teachers(cast, cast.elm, cast.birchwood)
    both = ["Ann Lee, teacher, Elm Street Elementary", "Ann Lee, teacher, Birchwood High School"]
    here = {"district_id": cast.lakeside.pk}
    day = {**here, "today": TODAY}
    made: list[tuple[forms.Form, str]] = [
        (PersonForm(**here), "supervisor"),
        (AppointForm(**day, standing=cast.standing(cast.tom)), "person"),
        (DesigneeForm(**day, own=cast.tom.pk), "person"),
        (ReplaceForm(**day, person=cast.tom), "successor"),
    ]
    for form, name in made:
        with django_assert_num_queries(1):
            assert choices(form, name) == both
    assert choices(PersonForm(**here, person=ann), "supervisor") == ["Ann Lee, teacher"]


def test_two_of_one_name_who_may_have_decided_on_an_appointment_are_told_apart(db: None):
    cast = build("policy401")
    for one in teachers(cast, cast.elm, cast.birchwood):
        appoint(one, "superintendent")
    form = AppointForm(district_id=cast.lakeside.pk, today=TODAY, standing=cast.standing(cast.tom))
    assert choices(form, "appointer") == [
        "Ann Lee, Superintendent, Elm Street Elementary",
        "Ann Lee, Superintendent, Birchwood High School",
    ]
