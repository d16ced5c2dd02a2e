"""Who may send a message, and what a sender may record that was frozen for too long."""

import pytest

from records import outbox
from records.delivery.lease import LOST, claim, due, holds, settle
from records.delivery.relay import SENT, Answer
from records.delivery.source import Source
from records.models import Message
from tests.records.writing import AT, after, posted

pytestmark = pytest.mark.django_db
BUSY = Answer("waiting", "The mail server did not take the message: 451 busy.")
NO = Answer("failed", "The mail server refused the message: 550 no.")


def claimed(moment=AT) -> Message:
    [message] = claim(at=moment, limit=10)
    return message


def test_what_one_sender_claimed_another_does_not_get() -> None:
    posted()
    assert [len(claim(at=AT, limit=10)), len(claim(at=AT, limit=10))] == [1, 0]


def test_a_message_that_somebody_holds_is_not_offered_until_the_lease_ends() -> None:
    posted()
    claimed()
    assert list(due(at=after(minutes=4, seconds=59))) == []
    assert claimed(after(minutes=5)).attempt == 2
    assert Message.objects.get().attempt == 2


def test_several_are_claimed_with_one_write_the_longest_due_first(django_assert_num_queries) -> None:
    posted("second", at=after(minutes=-1))
    posted("first", at=after(minutes=-2))
    posted("third")
    with django_assert_num_queries(4):  # what is due and the claim, in a transaction
        found = claim(at=AT, limit=2)
    assert [(message.key, message.attempt, message.leased_until) for message in found] == [
        ("first", 1, after(minutes=5)),
        ("second", 1, after(minutes=5)),
    ]
    assert list(due(at=AT).values_list("key", flat=True)) == ["third"]


def test_a_claim_holds_until_another_sender_has_the_message() -> None:
    posted()
    frozen = claimed()
    assert holds(frozen, at=AT) is True
    other = claimed(after(minutes=5))
    assert [holds(frozen, at=after(minutes=5)), holds(other, at=after(minutes=5))] == [False, True]


def test_a_lease_is_begun_anew_before_a_conversation_that_begins_late_in_it() -> None:
    posted()
    mine = claimed()
    assert holds(mine, at=after(seconds=30)) is True
    assert Message.objects.get().leased_until == after(minutes=5)
    assert holds(mine, at=after(seconds=31)) is True
    assert Message.objects.get().leased_until == after(minutes=5, seconds=31)


@pytest.mark.parametrize("answer", [SENT, BUSY, NO])
def test_the_late_write_of_a_frozen_sender_is_refused(answer: Answer) -> None:
    posted()
    frozen = claimed()
    other = claimed(after(minutes=6))
    assert settle(frozen, answer, at=after(minutes=7)) == LOST
    assert settle(other, SENT, at=after(minutes=8)) == "sent"
    assert settle(frozen, answer, at=after(minutes=9)) == LOST
    assert Message.objects.values_list("state", "sent_at", "attempt", "error").get() == ("sent", after(minutes=8), 2, "")


def test_a_late_write_does_not_end_the_lease_of_the_other() -> None:
    posted()
    frozen = claimed()
    claimed(after(minutes=6))
    settle(frozen, BUSY, at=after(minutes=7))
    assert Message.objects.values_list("leased_until", "due_at").get() == (after(minutes=11), AT)


def test_a_row_just_taken_is_not_handed_out_again() -> None:
    posted("first")
    posted("second")
    source = Source(lambda: AT, limit=10)
    assert [message and message.key for message in (source.take(), source.take(), source.take())] == ["first", "second", None]
    posted("third")
    assert [message and message.key for message in (source.take(), source.take())] == ["third", None]


@pytest.mark.parametrize(("senders", "limit", "taken"), [(1, 100, 20), (2, 100, 20), (5, 100, 25), (5, 22, 22)])
def test_many_senders_claim_more_at_once_and_never_more_than_they_may_send(senders: int, limit: int, taken: int) -> None:
    for number in range(30):
        posted(f"message {number}")
    assert Source(lambda: AT, limit, senders=senders).ready() == taken
    assert Message.objects.filter(leased_until__isnull=False).count() == taken


def test_a_cancelled_message_cannot_be_claimed() -> None:
    posted()
    outbox.cancel_for(person_id=7)
    assert claim(at=AT, limit=10) == []


def test_a_message_cancelled_after_it_was_claimed_is_not_held_any_more() -> None:
    posted()
    message = claimed()
    outbox.cancel_for(person_id=7)
    assert holds(message, at=AT) is False
    assert holds(message, at=after(minutes=4)) is False


@pytest.mark.parametrize(("answer", "state"), [(SENT, "sent"), (BUSY, "cancelled"), (NO, "cancelled")])
def test_cancelled_while_it_is_being_sent_the_record_says_what_happened(answer: Answer, state: str) -> None:
    posted()
    message = claimed()
    outbox.cancel_for(person_id=7)
    settle(message, answer, at=after(seconds=1))
    assert Message.objects.get().state == state
