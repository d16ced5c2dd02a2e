"""What receivers do about a complaint: each deed, who may not, what whoever complained reads, and what stays hidden."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from concerns import states
from concerns.models import Complaint, ComplaintLine, Question, Unlocked
from concerns.selectors import complaint_panel, complaint_seen_by
from concerns.services import complaints as services
from records.models import Event, Message
from registry.models import Poster
from tests.cast import AT, TODAY, Cast

from .complaining import SECRET, filed, follow, page, receipt, said, site, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    """About the robotics page, which Maya answers for; Pat and Dee receive it."""
    return filed(cast, site(cast), contact_name="Robin Quill", contact="robin@quill.example")


def do(cast: Cast, who: Person, complaint: Complaint, deed: str, **sends: str) -> Any:
    """Somebody does something in the browser."""
    return cast.client(who).post(reverse("complaint-deed", args=[complaint.pk, deed]), sends)


def test_it_is_acknowledged_once_and_whoever_complained_reads_it(cast: Cast, complaint: Complaint) -> None:
    assert do(cast, cast.dee, complaint, "acknowledge", text="We have read it.").status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.acknowledged_by, complaint.acknowledged_at) == ("acknowledged", cast.dee, AT)
    seen = follow(receipt(complaint)).content.decode()
    assert ("We have read it." in seen, "Somebody is looking into it" in seen, "Okafor" in seen) == (True, True, False)
    assert said(complaint)[1:] == [("acknowledge_complaint", "Dee Okafor", "acknowledged it")]
    assert Event.objects.get(verb="acknowledge_complaint").acting_for == "Pat Lindqvist"
    again = do(cast, cast.pat, complaint, "acknowledge", text="Me too.")
    assert (again.status_code, "Dee Okafor has acknowledged it already." in again.content.decode()) == (422, True)


def test_a_note_stays_among_the_receivers(cast: Cast, complaint: Complaint) -> None:
    assert do(cast, cast.pat, complaint, "note", text="I know the family.").status_code == 302
    assert "I know the family." in page(cast, cast.dee, complaint).content.decode()
    assert "I know the family." not in follow(receipt(complaint)).content.decode()
    assert said(complaint)[1:] == [("note_complaint", "Pat Lindqvist", "wrote a note")]


def test_a_message_stands_on_the_page_of_the_receipt(cast: Cast, complaint: Complaint) -> None:
    services.acknowledge(complaint=complaint, message="We have read it.", by=cast.pat, at=AT)
    assert do(cast, cast.pat, complaint, "message", text="Which day was it?").status_code == 302
    assert "Which day was it?" in follow(receipt(complaint)).content.decode()
    assert Message.objects.exclude(kind="complaint").count() == 0


def test_an_employee_is_asked_without_reading_the_complaint_or_who_sent_it(cast: Cast, complaint: Complaint) -> None:
    form = cast.client(cast.pat).get(reverse("complaint-deed", args=[complaint.pk, "ask"])).content.decode()
    assert "maya@lakeside.example" in form
    sent = do(cast, cast.pat, complaint, "ask", email="maya@lakeside.example", text="Who moderates on Friday nights?")
    assert sent.status_code == 302
    asked = Question.objects.get()
    seen = cast.client(cast.maya).get(reverse("question", args=[asked.pk])).content.decode()
    assert ("Who moderates on Friday nights?" in seen, "Robotics on Instagram" in seen, "Pat Lindqvist" in seen) == (
        True,
        True,
        True,
    )
    assert not [word for word in (SECRET, "Robin", "quill") if word in seen]
    assert page(cast, cast.maya, complaint).status_code == 404
    assert ("Maya Ortega", "A question about Robotics on Instagram") in told()
    assert not [row for row in Message.objects.all() if "Friday" in row.text + row.subject]
    assert "A question about Robotics" in cast.client(cast.maya).get(reverse("home")).content.decode()


def test_what_is_answered_reaches_whoever_asked_and_is_answered_once(cast: Cast, complaint: Complaint) -> None:
    asked = services.ask_question(complaint=complaint, person=cast.maya, text="Who moderates?", by=cast.pat, at=AT)
    path = reverse("question", args=[asked.pk])
    assert cast.client(cast.maya).post(path, {"text": "I do."}).status_code == 302
    assert "I do." in page(cast, cast.dee, complaint).content.decode()
    mails = Message.objects.filter(key__contains=":answered:").values_list("to_name", flat=True)
    assert list(mails) == ["Pat Lindqvist"]
    assert cast.client(cast.maya).post(path, {"text": "Or not."}).status_code == 422
    assert [cast.client(who).get(path).status_code for who in (cast.pat, cast.sam, cast.hal)] == [404, 404, 404]
    with pytest.raises(Refused, match="Somebody else is asked"):
        services.answer_question(question=asked, text="I do.", by=cast.sam, at=AT)


@pytest.mark.parametrize("email", ["nobody@lakeside.example", "hal@harbor.example"])
def test_only_people_of_the_district_are_asked(cast: Cast, complaint: Complaint, email: str) -> None:
    reply = do(cast, cast.pat, complaint, "ask", email=email, text="Who?")
    assert (reply.status_code, "Nobody in your district has this address." in reply.content.decode()) == (422, True)
    with pytest.raises(Refused, match="Ask somebody of your district"):
        services.ask_question(complaint=complaint, person=cast.hal, text="Who?", by=cast.pat, at=AT)


def test_who_complained_is_shown_to_a_receiver_who_asks_for_it_with_an_event(cast: Cast, complaint: Complaint) -> None:
    assert "Robin" not in page(cast, cast.pat, complaint).content.decode()
    path = reverse("complaint-contact", args=[complaint.pk])
    for _ in range(2):
        assert cast.client(cast.pat).post(path).status_code == 302
    assert "robin@quill.example" in page(cast, cast.pat, complaint).content.decode()
    assert "Robin" not in page(cast, cast.dee, complaint).content.decode()
    assert said(complaint)[1:] == [("unlock_contact", "Pat Lindqvist", "had the contact of whoever complained shown")]
    assert Unlocked.objects.count() == 1


def test_it_is_never_shown_to_those_who_look_after_the_page(cast: Cast) -> None:
    made = site(cast)
    complaint = filed(cast, made, contact_name="Robin Quill")
    Poster.objects.create(site=made, person=cast.pat, since=TODAY)  # since it was filed
    assert "It is not shown to those who look after the page." in page(cast, cast.pat, complaint).content.decode()
    with pytest.raises(Refused, match="not shown to those who look after the page"):
        services.unlock_contact(complaint=complaint, by=cast.pat, at=AT)
    unnamed = filed(cast, site(cast, "Chess"), number=2)
    assert "They left no name" in page(cast, cast.dee, unnamed).content.decode()
    with pytest.raises(Refused, match="left no name"):
        services.unlock_contact(complaint=unnamed, by=cast.dee, at=AT)


def test_it_is_concluded_once_with_outcome_and_reason_and_says_how_it_ended(cast: Cast, complaint: Complaint) -> None:
    typed = {"outcome": "acted on", "reason": "The comments are gone.", "message": "Thank you: they are gone."}
    assert do(cast, cast.pat, complaint, "conclude", **typed).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.outcome, complaint.reason) == ("concluded", "acted on", "The comments are gone.")
    assert (complaint.concluded_by, complaint.concluded_name, complaint.concluded_at) == (cast.pat, "Pat Lindqvist", AT)
    seen = follow(receipt(complaint)).content.decode()
    assert ("Acted on" in seen, "Thank you: they are gone." in seen, "The comments are gone." in seen) == (True, True, False)
    again = do(cast, cast.dee, complaint, "conclude", **typed)
    assert (again.status_code, "Pat Lindqvist has concluded it already: acted on." in again.content.decode()) == (422, True)
    for deed, sends in (
        ("note", {"text": "x"}),
        ("message", {"text": "x"}),
        ("ask", {"email": "maya@lakeside.example", "text": "x"}),
    ):
        assert do(cast, cast.pat, complaint, deed, **sends).status_code == 422
    listed = cast.client(cast.pat).get(reverse("complaints") + "?show=concluded").content.decode()
    assert "A complaint about Robotics on Instagram" in listed
    assert "No complaint waits for you" in cast.client(cast.pat).get(reverse("complaints")).content.decode()


@pytest.mark.parametrize("missing", ["outcome", "reason"])
def test_what_is_missing_is_said_and_what_was_typed_stays(cast: Cast, complaint: Complaint, missing: str) -> None:
    typed = {"outcome": "no action", "reason": "Not there.", "message": "We saw nothing."} | {missing: ""}
    reply = do(cast, cast.pat, complaint, "conclude", **typed)
    assert (reply.status_code, "We saw nothing." in reply.content.decode()) == (422, True)
    assert Complaint.objects.get().state == states.WAITING


def test_whoever_does_not_receive_it_does_nothing_about_it(cast: Cast, complaint: Complaint) -> None:
    given: dict[str, Any] = {"complaint": complaint, "by": cast.tom, "at": AT}
    deeds = [
        lambda: services.acknowledge(message="x", **given),
        lambda: services.write_message(text="x", **given),
        lambda: services.write_note(text="x", **given),
        lambda: services.ask_question(person=cast.maya, text="x", **given),
        lambda: services.unlock_contact(**given),
        lambda: services.bring_in(role="superintendent", **given),
        lambda: services.conclude(outcome="no action", reason="x", **given),
    ]
    for deed in deeds:
        with pytest.raises(Refused, match="not yours to handle"):
            deed()
    assert ComplaintLine.objects.count() == 0
    assert [do(cast, who, complaint, "note", text="x").status_code for who in (cast.tom, cast.maya, cast.hope)] == [404, 404, 404]


@pytest.mark.parametrize("deed", ["acknowledge", "message", "note"])
def test_nothing_is_written_without_words(cast: Cast, complaint: Complaint, deed: str) -> None:
    assert do(cast, cast.pat, complaint, deed, text="  ").status_code == 422
    assert ComplaintLine.objects.count() == 0


def test_it_says_in_which_language_whoever_complained_reads(cast: Cast) -> None:
    complaint = filed(cast, site(cast), language="es")
    seen = page(cast, cast.pat, complaint).content.decode()
    assert "Español" in seen
    form = cast.client(cast.pat).get(reverse("complaint-deed", args=[complaint.pk, "acknowledge"])).content.decode()
    assert "Lo hemos leído y lo estamos revisando." in form


@pytest.mark.parametrize("count", [1, 3])
def test_its_page_costs_as_much_however_much_was_written(
    cast: Cast, complaint: Complaint, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        services.write_note(complaint=complaint, text="A note.", by=cast.pat, at=AT)
        services.ask_question(complaint=complaint, person=cast.maya, text="Who?", by=cast.pat, at=AT)
    standing = cast.standing(cast.pat)
    complaint_panel(complaint_seen_by(standing, complaint.pk), standing)
    with django_assert_num_queries(8):  # it, its receivers; calendar, unlocked, posters, what was written, questions, history
        complaint_panel(complaint_seen_by(standing, complaint.pk), standing)
