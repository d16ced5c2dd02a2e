"""Sending what waits, to a real mail server on a loopback port."""

import itertools
import socket
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail

from records import outbox
from records.delivery import Delivered, deliver
from records.letters import compose
from records.models import Message
from records.outbox import Addressee
from tests.records.sink import DROP, HANG, Sink
from tests.records.writing import AT, after, posted

pytestmark = pytest.mark.django_db
REMEDY = "Check the person's e-mail address; if it is right, ask whoever runs the mail server."


def sending(moment: datetime = AT, **more: int) -> Delivered:
    return deliver(at=lambda: moment, **more)


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("key", "state"))


def only() -> Message:
    return Message.objects.get()


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_message_arrives_as_it_was_written(mail_server: Sink, settings: LazySettings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Rollcall <rollcall@lakeside.example>"
    letter = compose(subject="Café: 1 thing", opening="Zoë, one thing waits.")
    message = posted(
        to=Addressee(9, "Zoë Novák, Dr.", "zoe@lakeside.example"), letter=letter, reply_to="Sam <sam@lakeside.example>"
    )
    assert sending(after(minutes=3)) == Delivered(sent=1)
    [arrived] = mail_server.mails
    content = arrived.content
    assert arrived.to == "zoe@lakeside.example"
    assert {name: str(content[name]) for name in content} == {
        "Content-Type": str(content["Content-Type"]),
        "MIME-Version": "1.0",
        "Subject": "Café: 1 thing",
        "From": "Rollcall <rollcall@lakeside.example>",
        "To": '"Zoë Novák, Dr." <zoe@lakeside.example>',
        "Reply-To": "Sam <sam@lakeside.example>",
        "Message-ID": message.message_id,
        "Date": "Tue, 15 Sep 2026 14:00:00 +0000",
        "Auto-Submitted": "auto-generated",
    }
    assert [part.get_content_type() for part in content.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert [part.get_content() for part in content.iter_parts()] == [letter.text, letter.html]


def test_what_was_sent_is_recorded_and_not_sent_again(mail_server: Sink) -> None:
    posted()
    assert sending(after(minutes=3)) == Delivered(sent=1)
    assert sending(after(minutes=30)) == Delivered()
    sent = only()
    assert (sent.state, sent.sent_at, sent.attempt, sent.leased_until, sent.error) == ("sent", after(minutes=3), 1, None, "")
    assert len(mail_server.mails) == 1


def test_one_connection_carries_many_messages_and_is_renewed_after_a_hundred(mail_server: Sink) -> None:
    for number in range(101):
        posted(f"key {number}")
    assert sending() == Delivered(sent=101)
    assert mail_server.connections == 2


def test_the_longest_due_goes_first_and_a_pass_ends_at_its_limit(mail_server: Sink) -> None:
    posted("second", at=after(minutes=-1))
    posted("first", at=after(minutes=-2))
    posted("third")
    assert sending(limit=2) == Delivered(sent=2)
    assert states() == {"first": "sent", "second": "sent", "third": "waiting"}


def test_a_pass_claims_nothing_more_when_its_time_is_over_and_the_next_one_goes_on(mail_server: Sink) -> None:
    for number in range(50):
        posted(f"key {number}")
    seconds = itertools.count()
    assert deliver(at=lambda: after(seconds=next(seconds)), within=timedelta(seconds=40)).sent == 20, "what was claimed at once"
    assert sending(after(minutes=2)) == Delivered(sent=30)


def test_nothing_goes_before_its_time(mail_server: Sink) -> None:
    posted(at=after(minutes=1))
    assert sending() == Delivered()
    assert mail_server.mails == []


def test_ten_messages_are_twenty_seven_queries(mail_server: Sink, django_assert_num_queries) -> None:
    for number in range(10):
        posted(f"key {number}")
    with django_assert_num_queries(27):  # 2 for each; a claim of all in a transaction (4), and one that finds nothing (3)
        assert sending() == Delivered(sent=10)


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_a_busy_server_is_tried_again_a_minute_later_with_the_same_mail(mail_server: Sink, stage: str) -> None:
    posted()
    mail_server.reply(stage, "451 4.3.0 try again later")
    assert sending() == Delivered(later=1)
    put_off = only()
    assert (put_off.state, put_off.due_at, put_off.leased_until) == ("waiting", after(minutes=1), None)
    assert put_off.error == "The mail server did not take the message: 451 4.3.0 try again later."
    assert sending(after(seconds=59)) == Delivered()
    assert sending(after(minutes=1)) == Delivered(sent=1)
    assert (only().state, only().attempt, only().error) == ("sent", 2, "")
    assert {arrived.message_id for arrived in mail_server.mails} == {only().message_id}


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_a_refusal_for_good_fails_at_once_and_says_what_to_do(mail_server: Sink, stage: str) -> None:
    posted()
    mail_server.reply(stage, "550 5.1.1 no such mailbox")
    assert sending() == Delivered(failed=1)
    assert (only().state, only().sent_at) == ("failed", None)
    assert only().error == f"The mail server refused the message: 550 5.1.1 no such mailbox. {REMEDY}"
    assert sending(after(hours=1)) == Delivered()


def test_a_refusal_stops_nobody_else_and_keeps_the_connection(mail_server: Sink) -> None:
    posted("gone", to=Addressee(8, "Gone", "gone@lakeside.example"))
    posted("here")
    mail_server.replies_to["gone@lakeside.example"] = "550 no such mailbox"
    assert sending() == Delivered(sent=1, failed=1)
    assert states() == {"gone": "failed", "here": "sent"}
    assert mail_server.connections == 1


def test_a_server_that_hangs_on_one_message_stops_nobody_else(mail_server: Sink, settings: LazySettings) -> None:
    settings.EMAIL_TIMEOUT = 0.5
    posted("hangs", to=Addressee(8, "Slow", "slow@lakeside.example"))
    posted("flows")
    mail_server.replies_to["slow@lakeside.example"] = HANG
    assert sending() == Delivered(sent=1, later=1)
    assert states() == {"hangs": "waiting", "flows": "sent"}
    hangs = Message.objects.get(key="hangs")
    assert (hangs.due_at, hangs.error) == (
        after(minutes=1),
        "The mail server did not take the message: Connection unexpectedly closed: timed out.",
    )


def test_a_connection_cut_after_the_mail_was_taken_repeats_it_under_the_same_id(mail_server: Sink) -> None:
    posted()
    mail_server.reply("DATA", DROP)
    assert sending() == Delivered(later=1)
    assert sending(after(minutes=1)) == Delivered(sent=1)
    assert [arrived.message_id for arrived in mail_server.mails] == [only().message_id] * 2


def test_a_server_that_keeps_breaking_off_is_left_alone_until_the_next_pass(mail_server: Sink) -> None:
    for number in range(5):
        posted(f"key {number}")
    mail_server.reply("DATA", DROP, DROP, DROP)
    assert sending() == Delivered(later=5)
    assert len(mail_server.mails) == 3
    assert Message.objects.get(key="key 4").error == "The mail server keeps breaking off: Connection unexpectedly closed."
    assert sending(after(minutes=1)) == Delivered(sent=5)


def test_a_server_that_says_good_bye_is_called_again(mail_server: Sink) -> None:
    posted("first")
    posted("second")
    mail_server.reply("RCPT", "421 4.7.0 closing")
    assert sending() == Delivered(sent=1, later=1)
    assert states() == {"first": "waiting", "second": "sent"}
    assert mail_server.connections == 2


def test_a_server_that_is_down_puts_everything_off_after_one_try(mail_server: Sink, settings: LazySettings) -> None:
    settings.EMAIL_PORT = closed_port()
    posted("first")
    posted("second")
    assert sending() == Delivered(later=2)
    sentence = "The mail server could not be reached: [Errno 111] Connection refused."
    assert list(Message.objects.values_list("state", "attempt", "due_at", "error")) == [
        ("waiting", 1, after(minutes=1), sentence),
        ("waiting", 1, after(minutes=1), sentence),
    ]


def test_a_server_that_accepts_and_never_greets_costs_one_time_out(mail_server: Sink, settings: LazySettings) -> None:
    settings.EMAIL_TIMEOUT = 0.5
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        for number in range(5):
            posted(f"key {number}")
        assert sending() == Delivered(later=5)
    assert {row.error for row in Message.objects.all()} == {
        "The mail server could not be reached: Connection unexpectedly closed: timed out."
    }


def test_pauses_grow_and_after_four_hours_it_is_given_up(mail_server: Sink, settings: LazySettings) -> None:
    settings.EMAIL_PORT = closed_port()
    posted()
    minutes = []
    while only().state == "waiting":
        minutes.append((only().due_at - AT) // timedelta(minutes=1))
        sending(only().due_at)
    assert minutes == [0, 1, 3, 8, 18, 38, 68, 98, 128, 158, 188, 218]
    assert only().error == (
        "The mail server could not be reached: [Errno 111] Connection refused. Rollcall gave up after 12 attempts. "
        "Tell Maya Ortega yourself, and ask whoever runs the mail server to look."
    )


def test_the_four_hours_count_from_the_first_attempt(mail_server: Sink) -> None:
    posted()
    mail_server.reply("DATA", "451 greylisted")
    assert sending(after(hours=9)) == Delivered(later=1)
    assert only().give_up_at == after(hours=13)
    assert sending(after(hours=9, minutes=1)) == Delivered(sent=1)


def test_one_bad_row_is_pushed_ahead_and_never_stops_the_loop(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "tests.records.backends.Choosy"
    posted("cursed", letter=compose(subject="cursed", opening="o"))
    posted("fine")
    assert sending() == Delivered(sent=1, later=1)
    assert states() == {"cursed": "waiting", "fine": "sent"}
    assert Message.objects.get(key="cursed").due_at == after(minutes=1)
    assert Message.objects.get(key="cursed").error == "The message could not be made into a mail: this one cannot be rendered."
    assert sending(after(minutes=1)) == Delivered(later=1)


def test_an_address_that_no_mail_can_carry_is_pushed_ahead_too(mail_server: Sink) -> None:
    broken = posted("broken")
    Message.objects.filter(pk=broken.pk).update(to_name="Maya\nBcc: all@lakeside.example")
    posted("fine")
    assert sending() == Delivered(sent=1, later=1)
    assert [arrived.message_id for arrived in mail_server.mails] == [Message.objects.get(key="fine").message_id]


def test_a_cancelled_message_is_never_sent(mail_server: Sink) -> None:
    posted()
    outbox.cancel_for(person_id=7)
    assert sending() == Delivered()
    assert (only().state, mail_server.mails) == ("cancelled", [])


def test_a_message_cancelled_after_it_was_read_and_before_its_turn_is_not_sent(mail_server: Sink) -> None:
    posted("first")
    posted("second", to=Addressee(8, "Ed Castell", "ed@lakeside.example"))
    ticks: list[int] = []

    def ending_ed_meanwhile() -> datetime:
        ticks.append(1)
        if len(ticks) == 2:  # both rows have been read, the first one's turn has come
            outbox.cancel_for(person_id=8)
        return AT

    assert deliver(at=ending_ed_meanwhile) == Delivered(sent=1)
    assert states() == {"first": "sent", "second": "cancelled"}
    assert [arrived.to for arrived in mail_server.mails] == ["maya@lakeside.example"]


def test_nothing_waits_nothing_is_opened(mail_server: Sink) -> None:
    assert sending() == Delivered()
    assert mail_server.connections == 0


def test_any_mail_backend_of_django_will_do() -> None:
    posted()
    assert sending() == Delivered(sent=1)
    assert [sent.to for sent in mail.outbox] == [["Maya Ortega <maya@lakeside.example>"]]


def test_a_single_message_opens_one_connection_whatever_is_allowed(mail_server: Sink) -> None:
    posted()
    assert sending(at_once=3, spare=1) == Delivered(sent=1)
    assert mail_server.connections == 1
