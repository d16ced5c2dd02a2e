"""What time does, measured: sweeps, and sending what they wrote."""

import resource
import time
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from config.clock import tick
from monitoring.models import CheckIn, Duty, Rung, Tick
from records.delivery import deliver
from records.letters import Item, compose
from records.models import Message
from records.outbox import Addressee, Outgoing, post_many
from registry.models import Site

from .fill import SINCE, ZONE, sweep_at, sweep_day

MEGABYTE = 1024  # of what getrusage counts
ITEMS = 5  # things that the measured mail names
COUNTED = 50  # mails of the pass whose queries are counted


def day() -> date:
    """The school day of the sweep: the one after the data were made."""
    registered = Site.objects.order_by("id").values_list("registered_at", flat=True)[0]
    return sweep_day((registered + timedelta(days=SINCE)).astimezone(ZONE).date())


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def tick_at(hour: int, minute: int) -> dict[str, Any]:
    """One sweep: seconds, seconds of this process's own CPU, memory before it and at its peak, and what it did."""
    at = sweep_at(day(), hour, minute)
    before, began, spent = peak(), time.monotonic(), time.process_time()
    done = tick(at=at)
    seconds, cpu = time.monotonic() - began, time.process_time() - spent
    return {"seconds": seconds, "cpu": cpu, "before": before, "peak": peak(), "done": asdict(done)}


def rewind() -> None:
    """Take back what the sweeps wrote, so that the next one finds the same work."""
    on = day()
    Rung.objects.all().delete()
    opened = CheckIn.objects.filter(due_on=on, state="open")
    duties, sites = zip(*opened.values_list("duty_id", "site_id"), strict=True) if opened else ((), ())
    opened.delete()
    Duty.objects.filter(pk__in=duties).update(next_due_on=on)
    Site.objects.filter(pk__in=sites).update(next_due_on=on)
    Tick.objects.all().delete()
    Message.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE monitoring_checkin, monitoring_duty, monitoring_rung, records_message, registry_site")


def send(mails: int, at_once: int) -> dict[str, Any]:
    """Send so many digests: mails a second, this process's CPU for each in ms, and the queries of one."""
    _post(COUNTED)
    with CaptureQueriesContext(connection) as seen:
        _deliver(COUNTED)
    _post(mails)
    began, spent = time.monotonic(), time.process_time()
    _deliver(mails, at_once=at_once, spare=1)
    seconds, cpu = time.monotonic() - began, time.process_time() - spent
    return {"rate": mails / seconds, "cpu": cpu * 1000 / mails, "queries": len(seen) / COUNTED}


def _deliver(mails: int, *, at_once: int = 1, spare: int = 0) -> None:
    done = deliver(at=timezone.now, at_once=at_once, spare=spare)
    if done.sent != mails:
        raise RuntimeError(f"{mails} mails were to be sent: {done}")


def _post(mails: int) -> None:
    """Digests of a usual size in the outbox, and nothing else that waits."""
    Message.objects.filter(state=Message.State.WAITING).delete()
    items = [
        Item(f"Robotics {number}", "Instagram, Oak High School", "Due today", "due", "Answer", "/check-ins/1/")
        for number in range(ITEMS)
    ]
    letter = compose(subject="Five things wait for you", opening="Good morning", items=items, sender="Bench Community Schools")
    people = list(Person.objects.order_by("id").values_list("pk", "name", "email")[:mails])
    at = timezone.now()
    post_many(
        Outgoing(
            to=Addressee(*people[number % len(people)]), letter=letter, kind="bench", key=f"bench:{uuid4().hex}", at=at,
            district_id=None,
        )
        for number in range(mails)
    )  # fmt: skip
