"""Where the policy says who opens pages on a platform, those give the address, and the form says so."""

import pytest

from policies.services import load_policy
from records.events import OPERATOR
from registry.models import Site
from requests.models import Seat, Submission
from requests.services import close_step
from tests.cast import AT, TODAY, Cast
from tests.policies.making import text
from tests.requests.filing import file

ROLES = [
    {"key": "principal", "label": "Principal", "scope": "school"},
    {"key": "community_relations", "label": "Community Relations", "scope": "district"},
]
PLATFORMS = [
    {"key": "facebook", "label": "Facebook", "hosts": ["facebook.com"], "created_by": ["community_relations", "principal"]},
    {"key": "instagram", "label": "Instagram", "hosts": ["instagram.com"]},
]
FIELDS = [
    {"key": "platform", "type": "choice", "source": "platform", "required": True},
    {"key": "address", "type": "address", "stage": "provide", "required": True},
]
GIVE = {"key": "give", "kind": "provide", "who": ["requester"], "fields": ["address"]}


@pytest.fixture
def opened(cast: Cast) -> Cast:
    """Community Relations or the principal opens pages on Facebook."""
    written = text(role=ROLES, platform=PLATFORMS, field=FIELDS, step=[GIVE])
    cast.policy = load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)
    return cast


@pytest.mark.django_db
def test_the_form_says_who_opens_the_page(opened: Cast) -> None:
    page = opened.client(opened.maya).get("/submissions/new/").content.decode()
    assert page.count("Opened by:") == 1
    assert "<small>Opened by: Community Relations or Principal</small>" in page


@pytest.mark.django_db
def test_one_of_them_opens_it_and_gives_the_address_and_the_requester_answers_for_it(opened: Cast) -> None:
    filed = file(opened, version=opened.policy, platform="facebook")
    step = Seat.objects.get(step__submission=filed, role="community_relations")
    assert opened.client(opened.maya).get(f"/queue/{step.pk}/").status_code == 404
    route = opened.client(opened.maya).get(f"/submissions/{filed.pk}/").content.decode()
    assert "Casey Moreno, community relations, or Pat Lindqvist, principal, gives the web address" in route
    shown = opened.client(opened.casey).get(f"/queue/{step.pk}/").content.decode()
    assert "The policy has you open the page: create it, then paste its address here." in shown
    address = {"address": "https://www.facebook.com/birchwoodrobotics"}
    close_step(seat=step, outcome="provide", by=opened.casey, at=AT, values=address)
    site = Site.objects.get()
    assert (site.responsible, Submission.objects.get(pk=filed.pk).status) == (opened.maya, "done")
