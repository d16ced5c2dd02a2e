"""What the timetable calls."""

import pytest
import time_machine
from django.core import mail

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


def test_the_task_has_a_name_that_the_timetable_can_rely_on() -> None:
    assert tasks.deliver.name == "records.tasks.deliver"
