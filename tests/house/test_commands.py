"""What the clock does every minute, done by hand."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from monitoring.models import Tick
from records.letters import compose
from records.outbox import Addressee, post
from tests.cast import AT, Cast


def said(*words: str, **options: object) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_a_local_time_is_that_hour_in_each_district(cast: Cast) -> None:
    cast.harbor.time_zone = "America/New_York"
    cast.harbor.save()
    said("sweep", at="2026-09-14T07:00")
    assert dict(Tick.objects.values_list("district__name", "last_at")) == {
        "Lakeside Community Schools": datetime(2026, 9, 14, 12, 0, tzinfo=UTC),
        "Harbor Public Schools": datetime(2026, 9, 14, 11, 0, tzinfo=UTC),
    }


def test_a_moment_with_an_offset_is_that_moment(cast: Cast) -> None:
    said("sweep", at="2026-09-14T07:00+00:00")
    assert set(Tick.objects.values_list("last_at", flat=True)) == {datetime(2026, 9, 14, 7, 0, tzinfo=UTC)}


def test_a_sweep_says_what_it_did_and_a_second_one_that_there_is_nothing_to_do(cast: Cast) -> None:
    said("sweep", at="2026-09-14T07:00")
    assert said("sweep", at="2026-09-14T07:00") == (
        "Lakeside Community Schools: nothing to do.\nHarbor Public Schools: nothing to do.\n"
    )


def test_what_is_not_a_moment_is_refused_with_an_example(cast: Cast) -> None:
    with pytest.raises(CommandError, match="'yesterday' is not a moment"):
        said("sweep", at="yesterday")


@pytest.mark.django_db(transaction=True)
def test_what_waits_in_the_outbox_is_sent_and_counted() -> None:
    letter = compose(subject="A message", opening="Good morning.")
    to = Addressee(person_id=None, name="Maya Ortega", address="maya@lakeside.example")
    post(to=to, letter=letter, kind="trial", key="trial:1", at=AT, district_id=None)
    assert said("deliver") == "1 sent, 0 failed, 0 to be tried again.\n"
    assert [message.to for message in mail.outbox] == [["Maya Ortega <maya@lakeside.example>"]]


@pytest.mark.parametrize("option", ["--limit=0", "--limit=-5", "--limit=many", "--at-once=0", "--at-once=²"])
def test_what_is_no_amount_is_refused_with_the_least_there_can_be(option: str) -> None:
    with pytest.raises(CommandError, match=r"is not a whole number of at least 1"):
        call_command("deliver", option)
