"""A complaint without an account: who receives it, what is written down, who is told, and who reads nothing of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Appointment
from accounts.rules import Refused
from accounts.services import close_day
from concerns import states, tokens
from concerns.models import Attempt, Complaint, Concerned, Receiver
from concerns.services import complaints as services
from concerns.services.complaints import add_reply, file_complaint, forget_visitors
from config.clock import tick
from records.models import Event, Message
from registry.models import Poster
from tests.cast import AT, Cast, appoint, build

from .complaining import (
    SECRET,
    VISITOR,
    address,
    door,
    filed,
    follow,
    hold,
    page,
    readers,
    receipt,
    receipt_in,
    said,
    send,
    site,
    ticket,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.mark.clause("003:20")
def test_it_reaches_the_named_receiver_and_administration_and_nobody_else(jndc: Cast) -> None:
    hold(jndc.casey, "administration")
    made = site(jndc, complaints_to=jndc.sam)
    code = receipt_in(send(address(made), category="libel or defamation"))
    complaint = Complaint.objects.get()
    assert readers(jndc, complaint) == {"sam", "casey"}
    assert told() == [
        ("Casey Moreno", "A complaint about Robotics on Instagram"),
        ("Sam Whitfield", "A complaint about Robotics on Instagram"),
    ]
    assert complaint.answer_by == date(2026, 9, 17)
    assert said(complaint) == [("file_complaint", "Somebody without an account", "filed it")]
    services.acknowledge(complaint=complaint, message="We have read it.", by=jndc.casey, at=AT)
    assert "We have read it." in follow(code).content.decode()


@pytest.mark.clause("003:20")
def test_it_never_reaches_only_whom_it_is_about(jndc: Cast) -> None:
    made = site(jndc, complaints_to=jndc.maya)  # who also answers for the site
    complaint = filed(jndc, made)
    assert set(Concerned.objects.values_list("person", flat=True)) == {jndc.maya.pk}
    assert readers(jndc, complaint) == {"sam"}  # Maya's supervisor: nobody holds administration
    assert [row.why for row in Receiver.objects.filter(person=jndc.sam)] == [states.NEXT]
    assert told() == [("Sam Whitfield", "A complaint about Robotics on Instagram")]


def test_where_the_policy_tells_the_responsible_employee_too_they_are_not_alone_and_never_read_who_complained(db: None) -> None:
    more = """
[[complaint]]
to = ["responsible"]
categories = ["a small thing"]
"""
    cast = build(adding=more)
    complaint = filed(cast, site(cast), category="a small thing", contact_name="Robin Quill")
    assert readers(cast, complaint) == {"maya", "sam"}
    assert "It is not shown to those who look after the page." in page(cast, cast.maya, complaint).content.decode()
    Receiver.objects.filter(person=cast.sam).delete()
    tick(at=datetime(2026, 9, 16, 12, 1, tzinfo=UTC))
    assert readers(cast, complaint) == {"maya", "sam"}


def test_whoever_posts_there_reads_it_under_no_role_nor_does_their_designee(cast: Cast) -> None:
    made = site(cast)
    Poster.objects.create(site=made, person=cast.pat, since=date(2026, 9, 1))
    complaint = filed(cast, made)
    assert readers(cast, complaint) == {"sam"}  # Pat posts there and is principal, Dee acts for Pat


def test_a_designee_reads_it_as_long_as_they_act_and_a_new_principal_finds_it(cast: Cast) -> None:
    complaint = filed(cast, site(cast))
    assert readers(cast, complaint) == {"pat", "dee"}
    Appointment.objects.filter(person__in=[cast.dee, cast.pat]).update(ended_at=AT)
    assert readers(cast, complaint) == set()
    appoint(cast.casey, "principal", cast.birchwood)
    assert readers(cast, complaint) == {"casey"}


def test_without_anybody_the_policy_names_the_next_receives_it_and_at_last_whoever_audits(cast: Cast) -> None:
    Appointment.objects.filter(role__key="principal").update(ended_at=AT)
    assert readers(cast, filed(cast, site(cast))) == {"sam"}
    assert readers(cast, filed(cast, site(cast, "Chess", responsible=cast.ed), number=2)) == {"tom"}


def test_what_names_no_site_goes_to_the_head_of_the_school_that_was_chosen(cast: Cast) -> None:
    assert readers(cast, filed(cast, place=cast.elm)) == {"erin"}
    assert readers(cast, filed(cast, number=2)) == {"tom"}


def test_an_address_of_ours_makes_it_a_complaint_about_that_site(cast: Cast) -> None:
    made = site(cast, typed="https://www.instagram.com/robotics/")
    send(door(cast, "page"), seen_at="instagram.com/Robotics?x=1")
    assert (Complaint.objects.get().site, Complaint.objects.get().kind) == (made, states.SITE)


def test_no_list_mail_trail_or_log_says_what_was_written_or_by_whom(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    made = site(cast, complaints_to=cast.sam)
    send(address(made), text=SECRET, contact_name="Robin Quill", contact="robin@quill.example", done="I called Pupil P.")
    complaint = Complaint.objects.get()
    client = cast.client(cast.sam)
    pages = [client.get(reverse(name)).content.decode() for name in ("complaints", "home", "mail-sent")]
    mails = [f"{mail.subject}{mail.text}{mail.html}" for mail in Message.objects.all()]
    events = [f"{row.sentence}{row.reason}{row.details}" for row in Event.objects.all()]
    for where in (*pages, *mails, *events, caplog.text):
        assert not [word for word in ("Pupil", "Robin", "Quill", "quill") if word in where]
    whole = page(cast, cast.sam, complaint).content.decode()
    assert (SECRET in whole, "I called Pupil P." in whole, "Robin" in whole) == (True, True, False)


def test_nobody_else_reads_it_not_even_who_reads_everything_else_of_the_school(cast: Cast) -> None:
    made = site(cast, complaints_to=cast.sam)
    complaint = filed(cast, made)
    for who in (cast.maya, cast.tom, cast.sue, cast.ed, cast.erin, cast.hugo):
        assert page(cast, who, complaint).status_code == 404
    assert "omplaint about" not in cast.client(cast.tom).get(reverse("site", args=[made.pk])).content.decode()


def test_whoever_complained_adds_something_once_and_its_receivers_are_told(cast: Cast) -> None:
    complaint = filed(cast, site(cast))
    for _ in range(2):
        reply = follow(receipt(complaint), text="It happened again.", ticket=ticket(2))
        assert (reply.status_code, "It happened again." in reply.content.decode()) == (200, True)
    assert complaint.lines.count() == 1
    assert said(complaint)[1:] == [("reply_to_complaint", "Somebody without an account", "added something to it")]
    assert len(told()) == 4


def test_to_what_is_concluded_nothing_is_added(cast: Cast) -> None:
    complaint = filed(cast, site(cast))
    services.conclude(complaint=complaint, outcome="no action", reason="Not there.", by=cast.pat, at=AT)
    assert "add_reply" not in follow(receipt(complaint)).content.decode()
    read = tokens.read_ticket(ticket(2))
    with pytest.raises(Refused, match="This report is closed"):
        add_reply(complaint=complaint, text="But.", ticket=read, trap="", visitor=VISITOR, at=AT)


def test_what_was_counted_of_visitors_is_gone_after_thirty_days(cast: Cast) -> None:
    filed(cast, site(cast))
    assert forget_visitors(at=AT + timedelta(days=29)) == 0
    assert forget_visitors(at=AT + timedelta(days=31)) == 1
    assert not Attempt.objects.exists()


def test_a_deed_whose_event_fails_leaves_nothing_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_more: Any) -> None:
        raise RuntimeError

    made = site(cast)
    monkeypatch.setattr("records.events.record", broken)
    with pytest.raises(RuntimeError):
        filed(cast, made)
    assert [model.__name__ for model in (Complaint, Attempt, Message) if model.objects.exists()] == []


def test_a_category_with_a_time_of_its_own_is_due_by_then(db: None) -> None:
    photo = """
[[complaint]]
to = ["principal"]
categories = ["take down a photo of my child"]
due = [{ category = "take down a photo of my child", within = "1 school day" }]
"""
    cast = build(adding=photo)
    complaint = filed(cast, site(cast), category="take down a photo of my child")
    assert (complaint.settle_by, complaint.answer_by) == (date(2026, 9, 16), None)
    assert "Settle by" in page(cast, cast.pat, complaint).content.decode()
    services.acknowledge(complaint=complaint, message="Yes.", by=cast.pat, at=AT)
    assert "Due tomorrow" in cast.client(cast.pat).get(reverse("complaints")).content.decode()


def test_its_days_are_those_of_its_school(cast: Cast) -> None:
    close_day(district=cast.lakeside, school=cast.birchwood, on=date(2026, 9, 16), by=cast.tom, at=AT)
    assert filed(cast, site(cast)).answer_by == date(2026, 9, 18)
    assert filed(cast, place=cast.elm, number=2).answer_by == date(2026, 9, 17)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": states.SITE, "site": None},
        {"kind": states.PERSONAL, "site": None, "seen_at": "x.com/somebody"},
        {"acknowledged_at": AT},
        {"state": states.CONCLUDED},
        {"erased_at": AT},
    ],
)
def test_the_database_refuses_what_cannot_be(cast: Cast, wrong: dict[str, Any]) -> None:
    complaint = filed(cast, site(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(**wrong)


def test_filing_refuses_what_the_form_refuses(cast: Cast) -> None:
    filing = services.Filing(district=cast.lakeside, version=cast.policy, kind=states.PAGE, text="  ")
    read = tokens.read_ticket(ticket())
    with pytest.raises(Refused, match="Write a few words"):
        file_complaint(filing=filing, ticket=read, trap="", visitor=VISITOR, at=AT)
    with pytest.raises(Refused, match="Leave the last field empty"):
        file_complaint(filing=filing, ticket=read, trap="x", visitor=VISITOR, at=AT)
    assert tokens.read_ticket("x") is None
    assert read is not None
    assert read.shown_at == datetime(2026, 9, 15, 13, 58, tzinfo=UTC)
