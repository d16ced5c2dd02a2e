"""A policy may ask for platform, kind and name under keys of its own: what stands around the form understands them."""

import pytest

from registry.models import Site
from tests.cast import AT, Cast
from tests.policies.further import FURTHER
from tests.requests.test_further_policies import district

pytestmark = pytest.mark.django_db


@pytest.fixture
def regional(db: None) -> Cast:
    """Lakeside under a policy that asks for `service`, `purpose_of_page` and `name_of_page`."""
    return district(next(further for further in FURTHER if further.file == "m_regional"))


@pytest.mark.parametrize(
    ("entity", "platform", "sentence"),
    [
        ("classroom", "google_sites", "No, you need not ask."),
        ("classroom", "linkedin", "This cannot be asked for."),
        ("office", "linkedin", "Yes, ask first."),
        ("classroom", "seesaw", "Yes, ask first."),
    ],
)
def test_do_i_need_to_ask(regional: Cast, entity: str, platform: str, sentence: str) -> None:
    page = regional.client(regional.maya).get(f"/need-to-ask/?whose=work&entity={entity}&platform={platform}")
    assert sentence in page.content.decode()


def test_the_answers_before_the_form_stand_in_the_form(regional: Cast) -> None:
    page = regional.client(regional.maya).get("/submissions/new/?whose=work&entity=classroom&platform=seesaw&page_name=Room+12")
    form = page.context["form"]
    assert {key: form[key].value() for key in ("purpose_of_page", "service", "name_of_page")} == {
        "purpose_of_page": "classroom",
        "service": "seesaw",
        "name_of_page": "Room 12",
    }


def test_sites_that_exist_already_are_shown(regional: Cast) -> None:
    Site.objects.create(
        district=regional.lakeside, school=regional.birchwood, name="Robotics", platform="podcast", platform_label="A podcast",
        responsible=regional.maya, registered_at=AT, status_since=AT,
    )  # fmt: skip
    typed = {"place": regional.birchwood.pk, "service": "podcast", "name_of_page": "The robotics team"}
    saved = regional.client(regional.sam).post("/submissions/new/", typed, headers={"X-Autosave": "1"}).json()
    assert "Robotics is on" in saved["beside"]["similar"]


def test_a_platform_that_is_no_longer_offered_is_not_asked_about(staffuse: Cast) -> None:
    form = staffuse.client(staffuse.maya).get("/need-to-ask/").context["form"]
    offered = dict(form.fields["platform"].choices)
    assert "flickr" in offered
    assert "google_plus" not in offered
