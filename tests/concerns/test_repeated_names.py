"""Two schools of one name are told apart for people without an account, and two posters of one name in an order."""

import pytest
from django.forms import ChoiceField
from django.http import QueryDict
from django.test import Client

from concerns import states
from concerns.forms import OrderForm
from policies.selectors import document_of
from tests.cast import Cast, build
from tests.twins import SCHOOL, called, offered, schools, teachers

from .complaining import door, site

pytestmark = pytest.mark.django_db


def test_the_schools_of_the_public_page_are_told_apart(cast: Cast) -> None:
    schools(cast)
    page = Client().get(door(cast, "page"))
    assert called(offered(page, "place"), "Central") == [f"{SCHOOL}, Ames", f"{SCHOOL}, Boone"]


def test_two_posters_of_one_name_are_told_apart(db: None) -> None:
    cast = build("policy401")
    made = site(cast, posters=teachers(cast, cast.elm, cast.birchwood))
    spec = next(spec for spec in document_of(cast.policy).directives if spec.ordered == states.SUSPEND)
    form = OrderForm(QueryDict(), spec=spec, site=made)
    field = form.fields["poster"]
    assert isinstance(field, ChoiceField)
    options = [label for _value, label in field.choices]
    assert sorted(called(options, "Ann")) == [
        "Ann Lee, Birchwood High School, who posts on it",
        "Ann Lee, Elm Street Elementary, who posts on it",
    ]
