"""What has been done is never escalated, and stands in no letter: also where the answer crosses the sweep."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection, transaction

from monitoring.models import CheckIn, Rung
from monitoring.sweep import check_ins, digests, steps, tick
from monitoring.sweep.calendars import SoundCalendars
from monitoring.sweep.claim import Claim
from monitoring.sweep.morning import Morning
from records.models import Message
from tests.cast import Cast
from tests.monitoring.answers import answer
from tests.monitoring.days import DUE, TUESDAY, build, local, morning, only, watched
from tests.racing import needs_several_writers
from tests.requests.filing import answer as decide
from tests.requests.filing import file

WED = date(2026, 9, 23)


def at_work(cast: Cast, on: date) -> Morning:
    """A morning that has just begun."""
    claim = Claim(cast.lakeside, local(on))
    return Morning(claim, SoundCalendars(cast.lakeside, on))


def post(run: Morning) -> None:
    """Its letters, as the sweep writes them."""
    digests._post(run, list(run.baskets.values()), patience=local(WED, 17) - local(WED))


@pytest.mark.django_db
def test_what_is_answered_while_the_letters_are_written_is_in_none_of_them(cast: Cast) -> None:
    watched(cast)
    watched(cast, "Chess")
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 0, 1))
    run = at_work(cast, DUE)
    check_ins.collect(run)
    answer(CheckIn.objects.get(site__name="Chess"), cast.maya, at=local(DUE, 7))
    post(run)
    [sent] = Message.objects.filter(kind="digest")
    assert (sent.subject, "Robotics" in sent.text, "Chess" in sent.text) == ("1 thing for you today", True, False)


@pytest.mark.django_db
def test_who_has_nothing_left_when_the_letters_are_written_gets_none(cast: Cast) -> None:
    submission = file(cast)
    tick(at=local(WED, 0, 1))
    run = at_work(cast, WED)
    steps.collect(run)
    values = {"check_every": "1 week", "responsible": cast.maya.pk}
    decide(submission, "principal", cast.pat, "approve", at=local(WED, 7), **values)
    post(run)
    assert not Message.objects.filter(kind="digest").exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_sweep_that_meets_an_answer_half_written_waits_and_climbs_nothing() -> None:
    needs_several_writers()
    cast = build()
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    tick(at=local(WED, 0, 1))
    sweep = Thread(target=swept)
    with transaction.atomic():
        answer(only(), cast.maya, at=local(WED, 7))
        sweep.start()
        while not somebody_waits():
            assert sweep.is_alive()
    sweep.join()
    assert list(Rung.objects.values_list("number", flat=True)) == [0]
    assert not Message.objects.filter(kind="digest", created_at=local(WED)).exists()


def swept() -> None:
    """The sweep of the next morning, over a connection of its own."""
    try:
        tick(at=local(WED))
    finally:
        connection.close()


def somebody_waits() -> bool:
    """Whether a statement waits for a row that this transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
