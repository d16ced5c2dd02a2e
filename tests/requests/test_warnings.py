"""What is doubtful and stops nobody is said to whoever gave it and to whoever decides; what the document makes a stop stops."""

import pytest
from django.urls import reverse
from markupsafe import escape

from policies.selectors import document_of
from requests.checks import problems, warnings
from requests.fields import Asking
from requests.selectors import checklist
from tests.cast import Cast
from tests.requests.filing import answer, file, seat

pytestmark = pytest.mark.django_db
PERSONAL = "https://www.facebook.com/profile.php?id=100012345678901"


@pytest.mark.clause("004:9")
def test_an_address_that_looks_personal_is_taken_and_said(cast: Cast) -> None:
    filed = file(cast, platform="facebook")
    answer(filed, "principal", cast.pat, "approve", check_every="1 week", posters=[cast.maya.pk])
    answer(filed, "technology_director", cast.tom, "approve")
    path = reverse("decision", args=[seat(filed, "give_address").pk])
    page = cast.client(cast.maya).post(path, {"address": PERSONAL}, follow=True)
    assert page.status_code == 200
    assert "is-due" in page.content.decode()
    spec = document_of(cast.policy).field("address")
    assert spec is not None
    (sentence,) = warnings(spec, PERSONAL, cast.lakeside)
    assert escape(sentence) in page.content.decode()


def test_a_document_may_make_it_a_stop(cast: Cast) -> None:
    policy = document_of(cast.policy)
    spec = policy.field("address")
    assert spec is not None
    asking = Asking(cast.lakeside, cast.birchwood, policy)
    strict = spec.model_copy(update={"checks": ("looks_like_personal_profile",)})
    assert problems([spec], {"address": PERSONAL}, asking) == {}
    assert list(problems([strict], {"address": PERSONAL}, asking)) == ["address"]


def test_a_mail_address_outside_the_district_may_be_a_warning_only(cast: Cast) -> None:
    policy = document_of(cast.policy)
    spec = policy.field("account_email")
    assert spec is not None
    asking = Asking(cast.lakeside, cast.birchwood, policy)
    stops = spec.model_copy(update={"checks": ("domain_in:district",)})
    warns = spec.model_copy(update={"checks": ("domain_in:district:warn",)})
    typed = {"account_email": "club@elsewhere.example"}
    assert list(problems([stops], typed, asking)) == ["account_email"]
    assert problems([warns], typed, asking) == {}
    assert warnings(stops, "club@elsewhere.example", cast.lakeside) == []
    assert "@lakeside.example" in warnings(warns, "club@elsewhere.example", cast.lakeside)[0]


def test_whoever_decides_sees_the_doubt_in_the_checklist(cast: Cast) -> None:
    policy = document_of(cast.policy)
    filed = file(cast)
    spec = policy.field("account_email")
    assert spec is not None
    warns = spec.model_copy(update={"checks": ("domain_in:district:warn",)})
    doubting = policy.model_copy(update={"fields": tuple(warns if each.key == spec.key else each for each in policy.fields)})
    filed.answers["account_email"] = "club@elsewhere.example"
    assert [check.ok for check in checklist(filed, doubting, accepted=9) if check.title == spec.label.rstrip("?")] == [False]
    assert all(check.title != spec.label.rstrip("?") for check in checklist(filed, policy, accepted=9))
