"""What goes into the outbox, and what does not."""

import re
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from records import outbox
from records.models import Message
from records.outbox import Addressee
from tests.racing import at_once, needs_several_writers
from tests.records.writing import AT, LETTER, MAYA, after, outgoing, posted


@pytest.mark.django_db
def test_a_message_waits_from_the_moment_it_is_written() -> None:
    message = posted(about=("check_in", 9), reply_to="sam@lakeside.example")
    message.refresh_from_db()
    assert re.fullmatch(r"<[0-9a-f]{32}@127\.0\.0\.1>", message.message_id)
    assert (message.person_id, message.to_name, message.to_address) == (7, "Maya Ortega", "maya@lakeside.example")
    assert (message.about_kind, message.about_id, message.reply_to) == ("check_in", 9, "sam@lakeside.example")
    assert (message.subject, message.text, message.html) == (LETTER.subject, LETTER.text, LETTER.html)
    assert (message.state, message.attempt, message.leased_until, message.sent_at) == ("waiting", 0, None, None)
    assert (message.created_at, message.due_at, message.give_up_at) == (AT, AT, after(hours=4))


@pytest.mark.django_db
def test_the_same_key_is_written_once() -> None:
    first = posted("once")
    again = outbox.post(to=MAYA, letter=LETTER, kind="digest", key="once", at=after(hours=1), district_id=1)
    assert again is None
    assert list(Message.objects.values_list("message_id", "created_at")) == [(first.message_id, AT)]


@pytest.mark.django_db
def test_a_key_written_twice_leaves_the_transaction_whole() -> None:
    with transaction.atomic():
        posted("once")
        assert outbox.post(to=MAYA, letter=LETTER, kind="digest", key="once", at=AT, district_id=1) is None
        posted("another")
    assert list(Message.objects.values_list("key", flat=True)) == ["once", "another"]


@pytest.mark.django_db
def test_what_is_put_asks_nothing_back_and_leaves_a_known_key_as_it_is(django_assert_num_queries) -> None:
    first = posted("once")
    with django_assert_num_queries(1):
        outbox.put(outgoing(key) for key in ("once", "new", "newer"))
    assert Message.objects.get(key="once").message_id == first.message_id
    assert list(Message.objects.values_list("key", "state")) == [("once", "waiting"), ("new", "waiting"), ("newer", "waiting")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_writes_and_every_transaction_stays_whole() -> None:
    needs_several_writers()

    def post(number: int) -> bool:
        with transaction.atomic():
            won = outbox.post(to=MAYA, letter=LETTER, kind="digest", key="raced", at=AT, district_id=1) is not None
            posted(f"mine {number}")
        return won

    assert sorted(at_once(*(partial(post, number) for number in range(8)))) == [False] * 7 + [True]
    assert Message.objects.filter(key="raced").count() == 1
    assert Message.objects.filter(key__startswith="mine").count() == 8


@pytest.mark.django_db
def test_writing_one_message_is_two_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        posted()


@pytest.mark.django_db
def test_many_messages_are_written_and_counted_five_hundred_at_a_time() -> None:
    posted("key 3")
    with CaptureQueriesContext(connection) as queries:
        assert outbox.post_many(outgoing(f"key {number}") for number in range(1001)) == 1000
    assert Message.objects.count() == 1001
    assert len([query for query in queries if query["sql"].startswith("SELECT")]) == 3


@pytest.mark.parametrize(
    "address",
    [
        "maya@lakeside.example\r\nBcc: all@lakeside.example",
        "maya@lakeside.example\n",
        "maya@lakeside.example,ed@lakeside.example",
        "maya@lakeside.example, ed@lakeside.example",
        "maya@lakeside.example;ed@lakeside.example",
        "maya ortega@lakeside.example",
        "maya@ed@lakeside.example",
        "Maya <maya@lakeside.example>",
        "maya",
        "",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is not one e-mail address: it may hold neither line breaks nor commas"):
        outbox.post(to=Addressee(7, "Maya Ortega", address), letter=LETTER, kind="digest", key="k", at=AT, district_id=1)


@pytest.mark.parametrize("address", ["a@x.example,b@x.example", "a@x.example\r\nBcc: b@x.example", '"A, B" <a@x.example>'])
def test_a_reply_goes_to_one_address_too(address: str) -> None:
    with pytest.raises(ValueError, match="is not one e-mail address"):
        posted(reply_to=address)


@pytest.mark.django_db
def test_a_reply_may_go_to_an_address_with_a_name() -> None:
    assert posted(reply_to="Sam Whitfield <sam@lakeside.example>").reply_to == "Sam Whitfield <sam@lakeside.example>"


@pytest.mark.django_db
def test_a_line_break_in_a_name_becomes_a_space() -> None:
    assert posted(to=Addressee(7, "Maya\r\nOrtega", "maya@lakeside.example")).to_name == "Maya Ortega"


@pytest.mark.django_db
def test_what_waits_for_somebody_who_ended_is_cancelled_and_nothing_else() -> None:
    posted("waits")
    posted("of another", to=Addressee(8, "Ed Castell", "ed@lakeside.example"))
    sent = posted("sent")
    Message.objects.filter(pk=sent.pk).update(state="sent", sent_at=AT)
    assert outbox.cancel_for(person_id=7) == 1
    assert list(Message.objects.values_list("key", "state")) == [
        ("waits", "cancelled"),
        ("of another", "waiting"),
        ("sent", "sent"),
    ]


@pytest.mark.django_db
def test_which_keys_were_sent_before_a_moment() -> None:
    for key, sent_at in [("yesterday", after(days=-1)), ("now", AT)]:
        Message.objects.filter(pk=posted(key).pk).update(state="sent", sent_at=sent_at)
    posted("waiting")
    assert outbox.sent_before(["yesterday", "now", "waiting", "unknown"], AT) == {"yesterday"}
    assert outbox.sent_before([], AT) == set()
