"""The audit trail."""

import pytest

from records.events import CLOCK, OPERATOR, Actor, record, trail
from records.models import Event
from tests.records.writing import AT, after

PAT = Actor(3, "Dee Okafor", acting_for="Pat Lindqvist")


@pytest.mark.django_db
def test_an_event_says_who_what_when_for_whom_and_from_where() -> None:
    record(
        verb="approve",
        subject=("submission", 12),
        sentence="approved Robotics on Instagram",
        by=PAT,
        at=AT,
        district_id=1,
        reason="A good plan.",
        details={"round": 2},
    )
    line = Event.objects.values().get()
    line.pop("id")
    assert line == {
        "at": AT,
        "district_id": 1,
        "actor_id": 3,
        "actor_name": "Dee Okafor",
        "acting_for": "Pat Lindqvist",
        "verb": "approve",
        "subject_kind": "submission",
        "subject_id": 12,
        "sentence": "approved Robotics on Instagram",
        "reason": "A good plan.",
        "details": {"round": 2},
        "source": "web",
    }


@pytest.mark.django_db
def test_the_clock_and_the_operator_are_no_persons() -> None:
    for actor in (CLOCK, OPERATOR):
        record(verb="open", subject=("duty", 1), sentence="opened a check-in", by=actor, at=AT, district_id=1)
    assert [(event.actor_id, event.actor_name, event.source) for event in trail("duty", 1)] == [
        (None, "Rollcall", "clock"),
        (None, "The operator", "command"),
    ]


@pytest.mark.django_db
def test_a_trail_is_of_one_subject_and_begins_with_the_oldest(django_assert_num_queries) -> None:
    for sentence, subject in [("first", ("site", 1)), ("other", ("site", 2)), ("kind", ("school", 1)), ("second", ("site", 1))]:
        record(verb="note", subject=subject, sentence=sentence, by=PAT, at=after(minutes=-1), district_id=1)
    with django_assert_num_queries(1):
        assert [event.sentence for event in trail("site", 1)] == ["first", "second"]


@pytest.mark.django_db
def test_an_event_is_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        record(verb="note", subject=("site", 1), sentence="noted", by=PAT, at=AT, district_id=1)


def test_a_subject_that_nobody_reads_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no trail for a 'page'"):
        record(verb="note", subject=("page", 1), sentence="noted", by=PAT, at=AT, district_id=1)


def test_an_event_without_a_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="An event needs a sentence; 'note' has none"):
        record(verb="note", subject=("site", 1), sentence="", by=PAT, at=AT, district_id=1)
