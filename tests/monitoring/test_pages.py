"""What is not registered, in the morning mail: the look that is due, the pages people are asked about; and forgetting."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Appointment
from monitoring.selectors import pages_waiting_for
from monitoring.sweep import Swept, tick
from records.models import Event
from registry import services
from registry.models import FoundPage
from tests.cast import Cast, appoint, build
from tests.monitoring.days import TUESDAY, digests, local, morning
from tests.monitoring.test_digests import text
from tests.registry.unofficial import UNOFFICIAL, campaign, found

pytestmark = pytest.mark.django_db
DUE = date(2027, 2, 1)  # half a year after the first policy began, a Monday
LATER = date(2027, 2, 3)


@pytest.fixture
def listing() -> Cast:
    """Everybody, under a policy that has pages looked for by the superintendent."""
    return build(adding=UNOFFICIAL)


def test_the_look_is_in_the_mail_of_whose_task_it_is_until_it_is_recorded(listing: Cast) -> None:
    morning(DUE - timedelta(days=3))
    assert digests() == {}
    morning(DUE)
    assert digests(DUE) == {"Sue Brandt": "1 thing for you today", "Hugo Ferris": "1 thing for you today"}
    assert text("Sue Brandt", DUE).split("\n\n")[1] == (
        """\
DUE TODAY
Look at the public internet
For pages that say they are of the district. Nobody has looked yet.
http://127.0.0.1:8000/sites/found/"""
    )
    morning(LATER)
    assert digests(LATER)["Sue Brandt"] == "1 thing for you today, 1 late"
    services.record_search(note="", by=listing.sue, at=local(LATER, 9))
    morning(LATER + timedelta(days=1))
    assert list(digests(LATER + timedelta(days=1))) == ["Hugo Ferris"]


def test_a_designee_looks_for_the_one_they_stand_in_for(listing: Cast) -> None:
    held = Appointment.objects.get(person=listing.sue)
    appoint(listing.casey, "superintendent", designee_of=held, ends_on=date(2027, 6, 30))
    morning(DUE)
    assert "You look for Sue Brandt." in text("Casey Moreno", DUE).replace("\n", " ")
    assert sorted(digests(DUE)) == ["Casey Moreno", "Hugo Ferris", "Sue Brandt"]


def test_pages_somebody_is_asked_about_are_one_thing_in_the_mail(listing: Cast) -> None:
    pages = [f"https://www.instagram.com/page{number}/,Page {number},maya@lakeside.example" for number in range(5)]
    campaign(listing, *pages, until=date(2026, 9, 18), at=local(TUESDAY, 9))
    morning(date(2026, 9, 16))
    assert digests() == {"Maya Ortega": "1 thing for you today"}
    assert text("Maya Ortega", date(2026, 9, 16)).split("\n\n")[1] == (
        """\
ANSWER BY FRIDAY, SEPTEMBER 18
Which of these 5 pages are yours?
Page 0, Page 1, Page 2 and 2 more.
http://127.0.0.1:8000/sites/claims/"""
    )
    morning(date(2026, 9, 21))
    assert digests(date(2026, 9, 21)) == {"Maya Ortega": "1 thing for you today, 1 late"}


def test_the_home_page_has_both(listing: Cast) -> None:
    campaign(listing, "https://www.instagram.com/ours/,Ours,sue@lakeside.example", at=local(TUESDAY, 9))
    standing = listing.standing(listing.sue, local(DUE))
    assert [(item.title, item.badge, item.tone, item.url) for item in pages_waiting_for(standing)] == [
        ("Is this page yours?", "Was due October 16, 2026", "late", reverse("claims")),
        ("Look at the public internet", "Due today", "due", reverse("found-pages")),
    ]
    assert pages_waiting_for(listing.standing(listing.maya, local(DUE))) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_page_asks_as_much_however_many_pages(listing: Cast, django_assert_num_queries, count: int) -> None:
    pages = [f"https://www.instagram.com/page{number}/,Page,maya@lakeside.example" for number in range(count)]
    campaign(listing, *pages, at=local(TUESDAY, 9))
    standing = listing.standing(listing.maya)
    with django_assert_num_queries(2):  # the sites somebody is offered, the pages somebody is asked about
        assert len(pages_waiting_for(standing)) == 1


def test_the_first_sweep_of_a_day_forgets_what_nothing_matched(listing: Cast) -> None:
    found(listing.sue, at=local(TUESDAY, 9))
    last = TUESDAY + timedelta(days=90)
    assert tick(at=local(last, 0, 1)).forgotten == 0
    assert tick(at=local(last, 23, 0)) == Swept()
    assert tick(at=local(last + timedelta(days=1), 0, 1)).forgotten == 1
    assert FoundPage.objects.count() == 0
    assert Event.objects.filter(verb="forget_found").count() == 1
