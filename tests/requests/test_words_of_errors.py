"""What the small forms beside the request say where something is missing or cannot be: the product's words, with what to do."""

import pytest

from policies.selectors import preset, presets
from tests.cast import Cast
from tests.registry import sites

pytestmark = pytest.mark.django_db


def test_whoever_asks_to_join_without_a_word_reads_what_is_asked(cast: Cast) -> None:
    site = sites.site(cast, "Birchwood Robotics")
    page = cast.client(cast.sam).post(f"/sites/{site.pk}/join/", {"reason": " "})
    assert page.status_code == 422
    assert page.context["form"].errors["reason"] == ["Say in a few words what you would post there."]


@pytest.mark.parametrize(
    ("query", "name", "sentence"),
    [
        ("whose=zz&entity=class&platform=x", "whose", "Say whose site it would be."),
        ("whose=work&entity=zz&platform=x", "entity", "Choose what it is for."),
        ("whose=work&entity=class&platform=zz", "platform", "Choose where it would be."),
    ],
)
def test_an_address_that_names_what_is_not_offered_is_answered_like_an_open_question(
    cast: Cast, query: str, name: str, sentence: str
) -> None:
    page = cast.client(cast.maya).get(f"/need-to-ask/?{query}")
    assert page.context["form"].errors == {name: [sentence]}


def test_no_policy_says_a_least_number_of_words_that_the_form_says_by_itself() -> None:
    twice = [
        (key, spec.key) for key in presets() for spec in preset(key).fields if spec.min_words and "words" in spec.help.lower()
    ]
    assert twice == []
