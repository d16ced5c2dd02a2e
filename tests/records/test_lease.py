"""Who may send a message, and what a sender may record that was frozen for too long."""

import pytest

from records import outbox
from records.delivery.lease import LOST, claim, due, settle
from records.delivery.relay import SENT, Answer
from records.delivery.source import Source
from records.models import Message
from tests.records.writing import AT, after, posted

pytestmark = pytest.mark.django_db
BUSY = Answer("waiting", "The mail server did not take the message: 451 busy.")
NO = Answer("failed", "The mail server refused the message: 550 no.")


def read(moment=AT) -> Message:
    [message] = due(at=moment, limit=10)
    return message


def test_two_senders_read_the_same_row_and_one_gets_it() -> None:
    posted()
    mine, theirs = read(), read()
    assert [claim(mine, at=AT), claim(theirs, at=AT)] == [True, False]


def test_a_message_that_somebody_holds_is_not_offered_until_the_lease_ends() -> None:
    posted()
    assert claim(read(), at=AT) is True
    assert due(at=after(minutes=4, seconds=59), limit=10) == []
    assert claim(read(after(minutes=5)), at=after(minutes=5)) is True
    assert Message.objects.get().attempt == 2


@pytest.mark.parametrize("answer", [SENT, BUSY, NO])
def test_the_late_write_of_a_frozen_sender_is_refused(answer: Answer) -> None:
    posted()
    frozen = read()
    claim(frozen, at=AT)
    other = read(after(minutes=6))
    claim(other, at=after(minutes=6))
    assert settle(frozen, answer, at=after(minutes=7)) == LOST
    assert settle(other, SENT, at=after(minutes=8)) == "sent"
    assert settle(frozen, answer, at=after(minutes=9)) == LOST
    assert Message.objects.values_list("state", "sent_at", "attempt", "error").get() == ("sent", after(minutes=8), 2, "")


def test_a_late_write_does_not_end_the_lease_of_the_other() -> None:
    posted()
    frozen = read()
    claim(frozen, at=AT)
    other = read(after(minutes=6))
    claim(other, at=after(minutes=6))
    settle(frozen, BUSY, at=after(minutes=7))
    assert Message.objects.values_list("leased_until", "due_at").get() == (after(minutes=11), AT)


def test_a_row_just_taken_is_not_handed_out_again_before_it_is_claimed() -> None:
    posted("first")
    posted("second")
    source = Source(lambda: AT, limit=10)
    assert [message and message.key for message in (source.take(), source.take(), source.take())] == ["first", "second", None]
    posted("third")
    assert [message and message.key for message in (source.take(), source.take())] == ["third", None]


def test_a_cancelled_message_cannot_be_claimed() -> None:
    posted()
    message = read()
    outbox.cancel_for(person_id=7)
    assert claim(message, at=AT) is False


@pytest.mark.parametrize(("answer", "state"), [(SENT, "sent"), (BUSY, "cancelled"), (NO, "cancelled")])
def test_cancelled_while_it_is_being_sent_the_record_says_what_happened(answer: Answer, state: str) -> None:
    posted()
    message = read()
    claim(message, at=AT)
    outbox.cancel_for(person_id=7)
    settle(message, answer, at=after(seconds=1))
    assert Message.objects.get().state == state
