"""What is asked after every fault would be noticed: each sentence is made untrue once, in a district where all of them hold."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import Person
from monitoring.models import Duty, Rung
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from records import events
from records.events import CLOCK
from records.models import Message
from requests.models import Answer
from tests.cast import Cast
from tests.chaos.invariants import TABLES, broken_in
from tests.monitoring.days import DUE, local, morning, only, watched
from tests.requests.filing import answer, file

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
BY_THE_DATABASE = {  # which has a constraint for them
    "a check-in is open twice for one duty", "a due date is covered by two check-ins",
}  # fmt: skip
LATE = local(DUE, 11)


def ask(question: str) -> list[tuple[Any, ...]]:
    """Of the test's own database."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def lived(cast: Cast) -> None:
    """A morning with a mail, a check that was answered after it, and a form that was decided."""
    if connection.vendor != "postgresql":
        pytest.skip("the questions are put in PostgreSQL's words")
    watched(cast)
    morning(DUE)
    tick(at=LATE)
    answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.maya, at=LATE)
    answer(file(cast), "principal", cast.pat, "return", reason="Why?", at=LATE)
    Message.objects.filter(state="waiting").update(state="sent", sent_at=LATE)


def told(verb: str, subject: str, pk: int) -> None:
    """An event of nothing."""
    events.record(verb=verb, subject=(subject, pk), sentence="did it", by=CLOCK, at=LATE, district_id=None)


def rung(number: int, on: date, hour: int) -> None:
    """One more reminder."""
    Rung.objects.create(check_in=only(), number=number, written_on=on, written_at=local(on, hour))


def twice(letter: Message) -> None:
    """A mail once more."""
    letter.pk, letter.key, letter.message_id = None, "again", "again"
    letter.save()


def untrue(cast: Cast) -> dict[str, Callable[[], object]]:
    """How each sentence comes true of what must not be."""
    digest = Message.objects.filter(kind="digest")
    submission = Answer.objects.get().seat.step.submission_id
    return {
        "a due date is covered by none": lambda: Duty.objects.update(next_due_on=DUE),
        "what came due was in no mail within its time": lambda: digest.update(sent_at=LATE),
        "what was done was escalated": lambda: rung(1, DUE + timedelta(days=1), 8),
        "a ladder was climbed out of order": lambda: rung(1, DUE, 8),
        "an answer has no event of its own, or an event no answer": lambda: told("approve", "submission", submission),
        "a submission was sent in without its event, or an event without it": lambda: told("submit", "submission", submission),
        "an answered check-in has no event of its own, or an event no answer": lambda: told("answer", "check_in", 0),
        "a mail left for somebody who had ended": lambda: Person.objects.filter(pk=cast.maya.pk).update(
            is_active=False, ended_at=local(DUE - timedelta(days=1))
        ),
        "a mail left for somebody of another district, or to an address that is not theirs": lambda: digest.update(
            to_address="hope@harbor.example"
        ),
        "a digest was written twice for one person and day": lambda: twice(digest.get()),
        "a mail still waits although its moment came": lambda: Message.objects.exclude(kind="digest").update(
            state="waiting", sent_at=None
        ),
    }


def test_each_sentence_holds_and_would_be_noticed_if_it_did_not(cast: Cast) -> None:
    assert broken_in(ask) == {}
    ways = untrue(cast)
    assert set(ways) | BY_THE_DATABASE == set(TABLES)
    for sentence, make in ways.items():
        with transaction.atomic():
            make()
            assert list(broken_in(ask)) == [sentence]
            transaction.set_rollback(True)
