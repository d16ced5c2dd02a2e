"""The limit of a day: what is one too many is held back, and said in the next letter."""

from datetime import datetime

import pytest

from records import outbox
from records.delivery import Delivered, deliver
from records.mails import CALM, KINDS, OPTIONAL, kind_of
from records.models import Message
from records.outbox import Addressee
from tests.records.writing import AT, after, posted

pytestmark = pytest.mark.django_db
SAM = Addressee(8, "Sam Whitfield", "sam@lakeside.example")
SENTENCE = "Held back: 2 mails a day is the limit. It is in the letter of the next school morning."


def sending(moment: datetime = AT) -> Delivered:
    return deliver(at=lambda: moment)


def states() -> dict[str, str]:
    return dict(Message.objects.order_by("id").values_list("key", "state"))


def written(*keys: str, kind: str = "notify", **more: object) -> None:
    for key in keys:
        posted(key, kind=kind, **more)


def test_what_is_one_too_many_within_a_day_is_held_back_and_says_so() -> None:
    outbox.set_limit(district_id=1, a_day=2)
    written("a", "b", "c")
    written("d", to=SAM)
    assert sending() == Delivered(sent=3, held=1)
    assert states() == {"a": "sent", "b": "sent", "c": "held", "d": "sent"}
    assert Message.objects.get(key="c").error == SENTENCE


def test_what_is_urgent_and_the_letter_of_the_morning_do_not_count_and_are_never_held() -> None:
    outbox.set_limit(district_id=1, a_day=1)
    written("a", "b", kind="decision")
    written("c", kind="digest")
    written("d")
    written("e", "f", kind="need_help")
    assert sending() == Delivered(sent=6)


def test_after_a_day_there_is_room_again() -> None:
    outbox.set_limit(district_id=1, a_day=1)
    written("a")
    sending()
    written("b", at=after(hours=23, minutes=59))
    assert sending(after(hours=23, minutes=59)) == Delivered(held=1)
    written("c", at=after(hours=24, minutes=1))
    assert sending(after(hours=24, minutes=1)) == Delivered(sent=1)


def test_without_a_number_of_its_own_a_district_has_ten_and_each_has_its_own() -> None:
    assert outbox.set_limit(district_id=2, a_day=3)
    assert not outbox.set_limit(district_id=2, a_day=3)
    assert (outbox.limit_of(1), outbox.limit_of(2), outbox.limit_of(None)) == (10, 3, 10)
    written(*"abcdefghijkl")
    assert sending() == Delivered(sent=10, held=2)


def test_what_was_held_back_waits_for_a_letter_that_is_sent() -> None:
    outbox.set_limit(district_id=1, a_day=1)
    written("a", "b")
    sending()
    [held] = outbox.held_back(1, at=after(hours=17))
    outbox.carry([(held.pk, "digest:7:2026-09-16")])
    assert [row.key for row in outbox.held_back(1, at=after(hours=18))] == ["b"]  # the letter was not written
    posted("digest:7:2026-09-16", at=after(hours=18))
    sending(after(hours=18))
    assert outbox.held_back(1, at=after(hours=19)) == []
    assert states()["b"] == "merged"


def test_what_was_held_back_ends_with_its_reader() -> None:
    outbox.set_limit(district_id=1, a_day=1)
    written("a", "b")
    sending()
    assert outbox.cancel_for(person_id=7) == 1
    assert (states()["b"], outbox.held_back(1, at=after(hours=1))) == ("cancelled", [])


def test_a_kind_that_nobody_named_is_urgent_and_for_its_reader_alone() -> None:
    kind = kind_of("parent_access")
    assert (kind.label, kind.urgent, kind.optional, kind.private) == ("Parent access", True, False, True)
    assert {"registered", "recall", "notify", "designee", "designee-withdrawn"} == CALM
    assert OPTIONAL == ("digest", "soon", "registered", "recall")
    assert not [key for key, kind in KINDS.items() if kind.optional and kind.urgent]
