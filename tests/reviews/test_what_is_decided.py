"""Where one request is decided in several ways, whoever decides reads which one is theirs; and no site is similar to itself."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from monitoring.sweep import tick
from records.models import Message
from registry.models import Site
from requests.models import Submission
from requests.services import close_step
from reviews.selectors import cards
from tests.cast import Cast
from tests.monitoring.days import local
from tests.requests.filing import seat
from tests.requests.public import LATER, ask

pytestmark = pytest.mark.django_db
LOGO = "Approval of the logo or other branding"
MORNING = date(2026, 9, 16)


def approved(cast: Cast) -> Submission:
    """A request that both have approved: its site is in the register, and the logo is still to be decided."""
    filed = ask(cast, uses_logo="yes")
    seats = filed.steps.get(key="approve").seats
    for role, who in (("supervisor", cast.sam), ("community_relations", cast.casey)):
        close_step(seat=seats.get(role=role), outcome="approve", by=who, at=LATER, reason="", values={})
    return filed


def read(cast: Cast, path: str) -> str:
    """A page as the community relations office reads it."""
    return unescape(cast.client(cast.casey).get(path).content.decode())


@pytest.mark.clause("004:10")
def test_whoever_decides_on_the_logo_reads_that_it_is_about_the_logo(crschools: Cast) -> None:
    filed = approved(crschools)
    assert Site.objects.count() == 1
    decision = reverse("decision", args=[seat(filed, "brand").pk])
    assert f"To decide: <strong>{LOGO}</strong>" in read(crschools, decision)
    assert f"<strong>{LOGO}</strong>" in read(crschools, reverse("queue"))
    assert f"{LOGO}. Maya Ortega, Birchwood High School" in read(crschools, reverse("home"))
    assert f"Casey Moreno, community relations office, decides: {LOGO}" in read(crschools, decision)
    tick(at=local(MORNING, 7, 1))
    mail = Message.objects.get(kind="digest", to_name="Casey Moreno").text
    assert f"{LOGO}. Maya Ortega asks for it" in " ".join(mail.split())


def test_the_whole_request_needs_no_such_word(crschools: Cast) -> None:
    seats = ask(crschools, uses_logo="yes").steps.get(key="approve").seats
    page = read(crschools, reverse("decision", args=[seats.get(role="community_relations").pk]))
    assert ("To decide:" in page, "<strong>Approval" in read(crschools, reverse("queue"))) == (False, False)


def test_a_site_is_not_similar_to_itself(crschools: Cast) -> None:
    filed = approved(crschools)
    own = Site.objects.get()
    (card,) = cards(crschools.standing(crschools.casey))
    assert card.similar == []
    Site.objects.filter(pk=own.pk).update(name=filed.name)
    other = Site.objects.get(pk=own.pk)
    other.pk, other.address = None, "https://www.facebook.com/another"
    other.save()
    (card,) = cards(crschools.standing(crschools.casey))
    assert [site.pk for site in card.similar] == [other.pk]
