"""The complaint form offers the policy's categories."""

import pytest
from django.test import Client

from concerns.models import Complaint
from tests.cast import build

from .complaining import address, door, send, site, ticket

pytestmark = pytest.mark.django_db
OFFERED = {
    "staffuse": ["harassing, obscene, discriminatory, defamatory or threatening language"],
    "policy401": ["obscene, profane or vulgar language", "building floor plans"],
    "jndc": [
        "District e-mail used for personal social media",
        "inappropriate communication with a student",
        "libel or defamation",
        "District name used for a product, cause, party or candidate",
    ],
    "crschools": ["incitement to violence", "advocates for or against a candidate or a ballot initiative"],
}


@pytest.mark.clause("000:11", "001:16", "001:20", "003:2", "003:3", "003:30", "003:33", "004:5", "004:11")
@pytest.mark.parametrize("policy", OFFERED)
def test_each_can_be_chosen_and_is_kept_and_another_cannot(policy: str) -> None:
    cast = build(policy)
    made = site(cast)
    page = Client().get(address(made)).content.decode()
    for number, category in enumerate(OFFERED[policy], 1):
        assert f'value="{category}"' in page
        assert send(address(made), category=category, ticket=ticket(number)).status_code == 200
    assert list(Complaint.objects.order_by("id").values_list("category", flat=True)) == OFFERED[policy]
    assert send(address(made), category="weather").status_code == 422
    assert send(address(made), category="").status_code == 422
    assert send(door(cast, "page"), category="other", ticket=ticket(99)).status_code == 200
    assert Complaint.objects.last().category == ""


def test_a_policy_without_categories_asks_for_none() -> None:
    cast = build()
    assert 'name="category"' not in Client().get(address(site(cast))).content.decode()
