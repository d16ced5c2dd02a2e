"""A parent's request for access without an account, with a clock and an answer."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.rules import Refused
from concerns import selectors
from concerns.models import Complaint
from concerns.services import complaints as services
from config.clock import tick
from records.models import Event, Message
from registry.models import ParentAccess, Site
from tests.cast import AT, Cast, build

from .complaining import WORDS, address, follow, page, readers, receipt_in, send, site, told

pytestmark = pytest.mark.django_db


def form_of(made: Site) -> str:
    return reverse("report-about", args=[selectors.address_of(made), "access"])


def ask(made: Site) -> tuple[Complaint, str]:
    """A parent asks to see a site."""
    reply = send(form_of(made), contact_name="Robin Quill", contact="555-0100")
    return Complaint.objects.get(), receipt_in(reply)


@pytest.mark.clause("003:19")
def test_whoever_answers_for_the_site_and_their_supervisor_receive_it_with_a_clock(jndc: Cast) -> None:
    made = site(jndc)
    assert form_of(made) in Client().get(address(made)).content.decode()
    asked, receipt = ask(made)
    assert (asked.kind, asked.answer_by, readers(jndc, asked)) == ("access", date(2026, 9, 22), {"maya", "sam"})
    assert told() == [
        ("Maya Ortega", "A parent asks to see Robotics on Instagram"),
        ("Sam Whitfield", "A parent asks to see Robotics on Instagram"),
    ]
    assert "It waits to be read" in follow(receipt).content.decode()


@pytest.mark.clause("003:19")
def test_the_answer_is_read_with_the_receipt_and_kept_without_a_name(jndc: Cast) -> None:
    asked, receipt = ask(site(jndc))
    path = reverse("complaint-contact", args=[asked.pk])
    assert jndc.client(jndc.maya).post(path).status_code == 302
    assert "555-0100" in page(jndc, jndc.maya, asked).content.decode()
    typed = {"outcome": "given", "message": "You will find an invitation."}
    assert jndc.client(jndc.maya).post(reverse("complaint-deed", args=[asked.pk, "conclude"]), typed).status_code == 302
    seen = follow(receipt).content.decode()
    assert ("Access was given" in seen, "You will find an invitation." in seen) == (True, True)
    row = ParentAccess.objects.get()
    assert (row.answer, row.asked_on, row.recorded_by) == ("given", date(2026, 9, 15), jndc.maya)
    kept = [f"{event.sentence}{event.details}" for event in Event.objects.all()] + [mail.text for mail in Message.objects.all()]
    assert not [text for text in kept if "Quill" in text or WORDS in text or "555" in text]


@pytest.mark.clause("003:19")
def test_when_it_is_late_the_next_one_hears(jndc: Cast) -> None:
    asked, _receipt = ask(site(jndc))
    for day in (22, 23):
        tick(at=datetime(2026, 9, day, 12, 1, tzinfo=UTC))
    assert readers(jndc, asked) == {"maya", "sam", "pat", "dee"}


def test_how_the_school_can_reach_them_is_needed(jndc: Cast) -> None:
    reply = send(form_of(site(jndc)))
    assert (reply.status_code, "it has to know who asks" in reply.content.decode()) == (422, True)


def test_only_what_a_parent_can_be_told_is_an_answer(jndc: Cast) -> None:
    asked, _receipt = ask(site(jndc))
    with pytest.raises(Refused, match="Choose what the parent is told"):
        services.conclude(complaint=asked, outcome="no action", by=jndc.sam, at=AT)
    services.conclude(complaint=asked, outcome="not_known", by=jndc.sam, at=AT)
    assert ParentAccess.objects.get().answer == "not_known"


@pytest.mark.parametrize("change", [{"status": "closed"}, {}])
def test_where_parents_have_no_access_nobody_is_asked_for_it(change: dict[str, Any]) -> None:
    cast = build("jndc" if change else "model")
    made = site(cast)
    Site.objects.update(**change or {"name": "Robotics"})
    assert Client().get(form_of(made)).status_code == 404
    assert form_of(made) not in Client().get(address(made)).content.decode()
