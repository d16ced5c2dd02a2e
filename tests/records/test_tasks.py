"""What the timetable calls."""

from collections.abc import Sequence

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from records import tasks
from records.models import Message
from tests.records.writing import after, posted


@pytest.mark.django_db
def test_the_task_reads_the_clock_and_delivers() -> None:
    posted()
    with time_machine.travel(after(minutes=2), tick=False):
        tasks.deliver()
    assert Message.objects.get().sent_at == after(minutes=2)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_worker_is_free_for_the_clock_within_a_minute_however_slow_the_mail_server_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(100):
        posted(f"key {number}")
    take = EmailBackend.send_messages
    with time_machine.travel(after(minutes=2), tick=False) as clock:

        def take_a_second(server: EmailBackend, mails: Sequence[mail.EmailMessage]) -> int:
            clock.shift(1)
            return take(server, mails)

        monkeypatch.setattr(EmailBackend, "send_messages", take_a_second)
        tasks.deliver()
        assert len(mail.outbox) == 40
        tasks.deliver()
    assert len(mail.outbox) == 80, "the next pass goes on with what is left"


def test_the_task_has_a_name_that_the_timetable_can_rely_on() -> None:
    assert tasks.deliver.name == "records.tasks.deliver"
