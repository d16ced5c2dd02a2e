"""What a page may be for depends on the kind of place, where the policy says so."""

import json
import re
from html import unescape

import pytest

from accounts.rules import Refused
from policies.selectors import document_of
from policies.services import load_policy
from records.events import OPERATOR
from requests.fields import Asking
from requests.forms import RequestForm
from tests.cast import AT, TODAY, Cast
from tests.policies.making import text
from tests.requests.filing import file

pytestmark = pytest.mark.django_db
ENTITIES = [
    {"key": "class", "label": "Class", "places": ["school"]},
    {"key": "office", "label": "Office page", "places": ["office", "department"]},
    {"key": "club", "label": "Club"},
]
OFFICE_ONLY = (
    "“Office page” is for a district office or department. {} is another kind of place: choose another place, or something else."
)


@pytest.fixture
def placed(cast: Cast) -> Cast:
    fields = [{"key": "entity", "type": "choice", "source": "entity", "required": True}]
    written = text(entity=ENTITIES, field=fields)
    cast.policy = load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)
    return cast


def errors(cast: Cast, place: object, entity: str) -> list[str]:
    asking = Asking(cast.lakeside, cast.birchwood, document_of(cast.policy))
    form = RequestForm({"place": getattr(place, "pk", place), "entity": entity}, asking=asking)
    return [str(each) for each in form.errors.get("entity", [])]


def test_a_choice_at_another_kind_of_place_says_what_to_do(placed: Cast) -> None:
    assert errors(placed, placed.birchwood, "office") == [OFFICE_ONLY.format("Birchwood High School")]
    assert errors(placed, placed.office, "class") == [
        "“Class” is for a school. District Office is another kind of place: choose another place, or something else."
    ]
    for place, entity in ((placed.birchwood, "class"), (placed.office, "office"), (placed.office, "club"), ("", "office")):
        assert errors(placed, place, entity) == []


def test_the_deed_refuses_it_too(placed: Cast) -> None:
    with pytest.raises(Refused, match="“Office page” is for a district office or department"):
        file(placed, version=placed.policy, entity="office")
    assert file(placed, version=placed.policy, entity="club").status == "done"


def test_the_form_says_where_there_is_such_a_thing_and_tells_a_script(placed: Cast) -> None:
    page = placed.client(placed.maya).get("/submissions/new/").content.decode()
    assert "<small>At a district office or department</small>" in page
    assert "<small>At a school</small>" in page
    (told,) = set(re.findall(r'data-only-at="([^"]+)"', page))
    schools = sorted([placed.birchwood.pk, placed.elm.pk])
    assert {key: sorted(pks) for key, pks in json.loads(unescape(told)).items()} == {
        "class": schools,
        "office": [placed.office.pk],
    }
