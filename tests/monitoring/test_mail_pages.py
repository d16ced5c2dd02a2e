"""The screens of the mail: mine, the district's, the limit of a day and a test."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import addressee
from accounts.models import Person
from records import outbox
from records.letters import compose
from records.models import Event, Message
from tests.cast import Cast
from tests.monitoring.days import DUE, local, morning, send
from tests.monitoring.pages import EIGHT, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]


def posted(to: Person, subject: str = "Hello", kind: str = "notify", **more: object) -> Message:
    """A mail to somebody, not sent yet."""
    letter = compose(subject=subject, opening="Hello.", purpose="See https://lakeside.example/page.")
    key = f"{kind}:{to.pk}:{subject}"
    made = outbox.post(to=addressee(to), letter=letter, kind=kind, key=key, at=EIGHT, district_id=to.district_id)
    assert made is not None
    Message.objects.filter(pk=made.pk).update(**more)
    return made


def test_my_mail_is_listed_newest_first_with_what_became_of_each(cast: Cast) -> None:
    posted(cast.maya, "First", state="sent", sent_at=EIGHT)
    posted(cast.maya, "Second", "decision", state="failed", attempt=1, error="Refused: 550. Check it.")
    posted(cast.maya, "Third")
    posted(cast.sam, "Not hers")
    said = words(cast.client(cast.maya).get("/mail/"))
    assert said.endswith(
        "Third Today, 8:00 a.m. For information. On its way "
        "Second Today, 8:00 a.m. Decision on a request. Refused: 550. Check it. Not delivered "
        "First Today, 8:00 a.m. For information. Sent"
    )


def test_a_mail_of_mine_can_be_read_and_nobody_else_s(cast: Cast) -> None:
    held = posted(cast.maya, "Registered", "registered", state="held")
    response = cast.client(cast.maya).get(f"/mail/{held.pk}/")
    assert (
        words(response)
        == "My mail Registered The mail as it was written to you. Hello. See https://lakeside.example/page . Rollcall"
    )
    assert cast.client(cast.tom).get(f"/mail/{held.pk}/").status_code == 404
    link = posted(cast.maya, "Set a password", "reset")
    assert cast.client(cast.maya).get(f"/mail/{link.pk}/").status_code == 404


def test_the_director_reads_to_whom_and_what_became_of_it_and_no_words_of_it(cast: Cast) -> None:
    posted(cast.maya, "Robotics is late", attempt=3, error="The mail server did not take the message: 451.")
    posted(cast.sam, "What Sam noted", "recall", state="sent", sent_at=EIGHT, attempt=1)
    posted(cast.hal, "Of another district")
    said = words(cast.client(cast.tom).get("/mail/district/"))
    assert (
        "Note to oneself (private) To Sam Whitfield, sam@lakeside.example. Today, 8:00 a.m. "
        "Note to oneself, 1 attempt. Sent "
        "Robotics is late To Maya Ortega, maya@lakeside.example. Today, 8:00 a.m. For information, 3 attempts. "
        "The mail server did not take the message: 451. On its way" in said
    )
    assert "What Sam noted" not in said
    assert "another district" not in said


@pytest.mark.parametrize(
    ("state", "expected"),
    [("failed", ["F"]), ("held", ["H"]), ("waiting", ["W"]), ("cancelled", ["C"]), ("", ["F", "C", "H", "W"])],
)
def test_the_log_shows_one_state_where_asked(cast: Cast, state: str, expected: list[str]) -> None:
    for subject, known in (("W", "waiting"), ("H", "held"), ("C", "cancelled"), ("F", "failed")):
        posted(cast.maya, subject, state=known)
    response = cast.client(cast.tom).get("/mail/district/", {"state": state})
    assert [line.subject for line in response.context["lines"]] == expected
    assert [view["label"] for view in response.context["views"] if view["current"]] == [
        {"": "All", "failed": "Not delivered", "held": "Held back", "waiting": "On its way", "cancelled": "Not sent"}[state]
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_both_lists_ask_the_same_for_one_as_for_three(cast: Cast, count: int) -> None:
    for number in range(count):
        posted(cast.tom, f"Mail {number}")
    client = cast.client(cast.tom)
    asked = []
    for address in ("/mail/", "/mail/district/"):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(address).context["lines"]) == count
        asked.append(len(captured))
    assert asked == [6, 8]


def test_whoever_does_not_audit_has_no_such_pages(cast: Cast) -> None:
    for address in ("/mail/district/", "/mail/district/limit/"):
        assert cast.client(cast.pat).get(address).status_code == 404
    assert cast.client(cast.pat).post("/mail/district/test/").status_code == 404
    assert cast.client(cast.pat).post("/mail/district/limit/", {"a_day": "3"}).status_code == 404
    assert not Message.objects.exists()


def test_a_test_mail_goes_to_oneself_and_the_page_says_whether_it_left(cast: Cast) -> None:
    client = cast.client(cast.tom)
    response = client.post("/mail/district/test/", follow=True)
    assert "A test mail to tom@lakeside.example is on its way." in response.content.decode()
    assert "The last one: Today, 8:00 a.m. Test mail. On its way" in words(response)
    send(EIGHT)
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["Tom Adeyemi <tom@lakeside.example>"], "A test mail from Rollcall")
    ]
    assert "The last one: Today, 8:00 a.m. Test mail. Sent" in words(client.get("/mail/district/"))
    told = Event.objects.get(verb="test-mail")
    assert (told.actor_name, told.sentence) == ("Tom Adeyemi", "sent a test mail to their own address")
    again = client.post("/mail/district/test/", follow=True)
    assert "A test mail was written a moment ago." in again.content.decode()
    assert Message.objects.filter(kind="test").count() == 1


def test_the_limit_of_a_day_is_seen_and_set(cast: Cast) -> None:
    client = cast.client(cast.tom)
    assert "At most 10 mails to one person within 24 hours." in words(client.get("/mail/district/"))
    wrong = client.post("/mail/district/limit/", {"a_day": "0"})
    assert (wrong.status_code, "Choose a number from 1 to 100." in words(wrong)) == (422, True)
    said = words(client.post("/mail/district/limit/", {"a_day": "3"}, follow=True))
    assert "At most 3 mails to one person within 24 hours." in said
    client.post("/mail/district/limit/", {"a_day": "3"})
    assert [event.sentence for event in Event.objects.filter(verb="limit-mail")] == [
        "set the limit of a day to 3 mails for each person"
    ]
    assert (outbox.limit_of(cast.lakeside.pk), outbox.limit_of(cast.harbor.pk)) == (3, 10)


def test_what_was_held_back_is_in_the_next_letter_which_says_so(cast: Cast) -> None:
    outbox.set_limit(district_id=cast.lakeside.pk, a_day=1)
    posted(cast.maya, "Robotics was registered", "registered")
    held = posted(cast.maya, "Chess was registered", "registered")
    send(EIGHT)
    wed = date(2026, 9, 23)
    morning(wed, is_sent=False)
    morning(date(2026, 9, 24))
    found = Message.objects.get(kind="digest", key__endswith="2026-09-24")
    assert found.subject == "1 thing for you today"
    assert (
        "HELD BACK\nChess was registered\nTuesday, 8:00 a.m. It was held back: you had as many mails within a day as\n"
        f"your district allows.\nhttp://127.0.0.1:8000/mail/{held.pk}/" in found.text
    )
    morning(date(2026, 9, 25))
    held.refresh_from_db()
    assert held.state == "merged"
    assert not Message.objects.filter(kind="digest", key__endswith="2026-09-25").exists()
    assert local(DUE, 8) == EIGHT
