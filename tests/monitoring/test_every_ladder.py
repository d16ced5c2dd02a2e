"""Whatever the ladder, the calendar and the outages: each rung once and in order, one a school day at most, none once it is done.

The real sweep and the real delivery, on days that are drawn; what is looked at afterwards is rows alone.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import CalendarDay
from accounts.selectors import calendar_of
from monitoring.models import CheckIn, Duty, EarlyReminder, Rung
from monitoring.schedule import heard_before, levels, rung_dates
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from records.models import Message
from tests.cast import Cast
from tests.monitoring.days import CHICAGO, DUE, TUESDAY, build, local, send, watched

pytestmark = pytest.mark.django_db
BEFORE = ("1 school day", "2 days", "1 week")
LOOK = """
[[duty]]
key = "look_{}"
label = "Look {}"
who = ["responsible"]
every = "{}"
remind_before = "{}"
"""
ROLES = ("responsible", "supervisor", "principal", "technology_director")
LENGTHS = ("next school day", "1 day", "2 school days", "3 days", "1 week", "5 school days")
WEEKS = [DUE + timedelta(days=offset) for offset in range(-4, 10)]  # from the Friday before it is due on
COURSES = int(os.environ.get("ROLLCALL_COURSES", "3"))  # a short form of it; forty take a minute


@dataclass(frozen=True)
class Course:
    """What happens: the ladder, the days without school, those without a sweep or without mail, and the day of the answer."""

    before: str
    ladder: tuple[tuple[str, str], ...]
    closed: frozenset[date]
    no_sweep: frozenset[date]
    no_mail: frozenset[date]
    done_on: date | None


some = st.frozensets(st.sampled_from(WEEKS), max_size=4)
courses = st.builds(
    Course,
    before=st.sampled_from(("", *BEFORE)),
    ladder=st.lists(st.tuples(st.sampled_from(LENGTHS), st.sampled_from(ROLES)), max_size=4).map(tuple),
    closed=some,
    no_sweep=some,
    no_mail=some,
    done_on=st.none() | st.sampled_from(WEEKS[4:]),
)


@pytest.fixture
def world() -> Cast:
    """A policy that knows every length of a reminder: one duty falls due, the others never do."""
    often = ("1 week", "9999 days", "9999 days")
    return build(adding="".join(LOOK.format(at, at, often[at], before) for at, before in enumerate(BEFORE)))


@contextmanager
def undone() -> Iterator[None]:
    """One course after the other in the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=COURSES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=courses)
def test_every_rung_is_climbed_once_in_order_and_never_after_it_was_done(world: Cast, course: Course) -> None:
    with undone():
        run(world, course)
        look_at(world, course)


def run(cast: Cast, course: Course) -> None:
    """Every morning of it."""
    watched(cast, terms={"check_every": ""})
    tick(at=local(TUESDAY, 9, 1), district=cast.lakeside)
    CalendarDay.objects.bulk_create(CalendarDay(district=cast.lakeside, on=on) for on in sorted(course.closed))
    ladder = [{"after": after, "to": [to]} for after, to in course.ladder]
    Duty.objects.filter(key="look_0").update(remind_before=course.before, ladder=ladder)
    for on in WEEKS:
        if on not in course.no_sweep:
            tick(at=local(on), district=cast.lakeside)
        if on not in course.no_mail:
            send(local(on, 7, 1))
        found = CheckIn.objects.filter(state="open").first()
        if course.done_on is not None and on >= course.done_on and found is not None:
            answer_check_in(check_in=found, outcome="nothing_found", note="", by=cast.maya, at=local(on, 9))


def look_at(cast: Cast, course: Course) -> None:
    """The rows that it left."""
    days = calendar_of(district=cast.lakeside, school_id=cast.birchwood.pk)
    sent = dict(Message.objects.filter(state="sent").values_list("key", "sent_at"))
    for check_in in CheckIn.objects.all():
        rungs = list(Rung.objects.filter(check_in=check_in).order_by("id"))
        dates = rung_dates(check_in.due_on, levels(check_in.duty.ladder), days)
        assert [rung.number for rung in rungs] == list(range(len(rungs)))
        assert len({rung.written_on for rung in rungs}) == len(rungs) <= len(dates)
        for rung in rungs:
            assert days.is_open(rung.written_on)
            assert rung.written_on >= dates[rung.number]
            assert check_in.answered_at is None or rung.written_at < check_in.answered_at
        for below, above in pairwise(rungs):
            moment = heard_before(CHICAGO, days, above.written_on)
            assert not below.people or any(key in sent and sent[key] < moment for key in below.messages)
        told_of_soon(check_in.due_on)
    assert max(Counter(Message.objects.values_list("person_id", "created_at__date")).values(), default=0) <= 1
    nothing_of_what_was_done()


def told_of_soon(due_on: date) -> None:
    """The reminder before a date was sent in one letter at most, before the day; those of other mornings were not sent."""
    for row in EarlyReminder.objects.filter(due_on=due_on):
        assert row.written_on < row.due_on
        mails = Message.objects.filter(key__in=row.messages, state="sent")
        assert mails.count() <= len(row.people)


def nothing_of_what_was_done() -> None:
    """No letter that was written after an answer speaks of that check-in."""
    for check_in in CheckIn.objects.filter(state="answered"):
        later = Message.objects.filter(created_at__gt=check_in.answered_at)
        assert not later.filter(text__contains=f"/check-ins/{check_in.pk}/").exists()
