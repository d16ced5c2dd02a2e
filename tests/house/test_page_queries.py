"""How much the page of one site and of one submission ask of the database, in all: with the session and the person."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concerns.services import report_lost
from monitoring.sweep import tick
from registry.models import Poster
from registry.services import add_admin, record_consent
from requests.models import Submission
from tests.cast import AT, TODAY, Cast
from tests.concerns.orders import order
from tests.monitoring.days import TUESDAY, local, mornings, watched
from tests.requests.filing import again, answer, file

pytestmark = pytest.mark.django_db
FRAME = 4  # the session, the person, what they hold, how much waits for them


def asked(client: Client, path: str) -> int:
    """Queries of the second request: the first writes statements and parses the policy, once per process."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        assert answer.status_code == 200
    return len(captured)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("reader", ["tom", "maya", "ed"])
def test_the_page_of_a_site(cast: Cast, reader: str, count: int) -> None:
    terms = {"check_every": "1 week", "review_every": "1 month"} if count > 1 else {"check_every": "1 week"}
    site = watched(cast, terms=terms, posters=[])
    for person in [cast.val, cast.dee, cast.sam][:count]:
        Poster.objects.create(site=site, person=person, since=date(2026, 9, 1))
    tick(at=local(TUESDAY, 9, 1))
    mornings(date(2026, 9, 22), count)
    entry = 2  # the site, its posters
    # what is kept beside it (administrators, consents, orders, lost control, calendar), its history, duties, appointments
    whole = 4
    expected = FRAME + entry + (0 if reader == "ed" else whole)
    assert asked(cast.client(getattr(cast, reader)), f"/sites/{site.pk}/") == expected


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("reader", ["tom", "maya", "sam"])
def test_the_page_of_a_site_with_much_beside_it(cast: Cast, reader: str, count: int) -> None:
    site = watched(cast, posters=[])
    for number, person in enumerate([cast.val, cast.dee, cast.sam][:count]):
        add_admin(site=site, person=person, since_on=TODAY, by=cast.tom, at=AT)
        record_consent(site=site, ground="student_image.named", since_on=TODAY, by=cast.maya, at=AT, occasion=f"Fair {number}")
        order(cast, site, post=f"Post {number}")
    case = report_lost(site=site, what="A stranger posts.", by=cast.maya, at=AT)
    client = cast.client(getattr(cast, reader))
    assert asked(client, f"/sites/{site.pk}/") == 10
    page = client.get(f"/sites/{site.pk}/").content.decode()
    assert [page.count(said) for said in ("Fair ", "Post ", "Never confirmed")] == [count, count, count]
    assert f"/lost/{case.pk}/" in page


@pytest.mark.parametrize("rounds", [1, 3])
@pytest.mark.parametrize("reader", ["maya", "pat", "tom"])
def test_the_page_of_a_submission(cast: Cast, reader: str, rounds: int) -> None:
    filed = file(cast)
    for _ in range(1, rounds):
        answer(filed, "principal", cast.pat, "return", "Say who sees it.")
        filed = again(filed, page_name="Robotics of Birchwood")
    assert Submission.objects.get().round == rounds
    whole = 5  # the submission with its rounds, its seats with their answers, the appointments, the statements, the mails
    assert asked(cast.client(getattr(cast, reader)), f"/submissions/{filed.pk}/") == FRAME + whole


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", ["", "?q=robotics", "?q=robotics&platform=instagram"])
def test_the_register(cast: Cast, query: str, count: int) -> None:
    for number in range(count):
        watched(cast, f"Robotics {number}")
    listing = 4  # the places to choose from, the sites, the calendar, how many there are
    assert asked(cast.client(cast.tom), f"/sites/{query}") == FRAME + listing
