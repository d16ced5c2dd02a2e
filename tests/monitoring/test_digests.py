"""The one mail of a school morning: to whom, when, and in which words."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail

from monitoring.models import Tick
from monitoring.sweep import tick
from records.models import Message
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, digests, local, morning, mornings, only, watched

pytestmark = pytest.mark.django_db
WED, THU, FRI = date(2026, 9, 23), date(2026, 9, 24), date(2026, 9, 25)
CLOSING = """\
You get one mail on a school morning, and none when nothing waits. This mail
never asks for a password. Questions: tom@lakeside.example

Lakeside Community Schools, Rollcall
"""


def text(name: str, on: date) -> str:
    """The text of somebody's digest of a day, without numbers of rows in its links."""
    found = Message.objects.get(to_name=name, kind="digest", key__endswith=on.isoformat()).text
    return re.sub(r"/\d+/", "/N/", found)


def test_the_mail_of_the_day_it_is_due(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    assert digests(DUE) == {"Maya Ortega": "1 thing for you today"}
    assert text("Maya Ortega", DUE) == (
        """\
Maya, one thing waits for you.
Tuesday, September 22. The buttons work on your phone; you may be asked to
sign in once.

DUE TODAY
Comment check: Robotics
Instagram, Birchwood High School.
http://127.0.0.1:8000/check-ins/N/

"""
        + CLOSING
    )


def test_late_things_come_first_and_say_who_hears_next(cast: Cast) -> None:
    watched(cast)
    watched(cast, "Chess", platform="facebook", platform_label="Facebook", terms={"check_every": "6 school days"})
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 2)
    assert digests(WED) == {"Maya Ortega": "2 things for you today, 1 late"}
    assert text("Maya Ortega", WED) == (
        """\
Maya, two things wait for you; one is late.
Wednesday, September 23. The buttons work on your phone; you may be asked to
sign in once.

1 SCHOOL DAY LATE
Comment check: Robotics
Instagram, Birchwood High School. It was due yesterday. Pat Lindqvist,
principal, hears of it on Friday, September 25.
http://127.0.0.1:8000/check-ins/N/

DUE TODAY
Comment check: Chess
Facebook, Birchwood High School.
http://127.0.0.1:8000/check-ins/N/

"""
        + CLOSING
    )


def test_the_mails_of_the_day_it_escalates(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 4)
    assert text("Maya Ortega", FRI).split("\n\n")[1] == (
        """\
3 SCHOOL DAYS LATE
Comment check: Robotics
Instagram, Birchwood High School. It was due on Tuesday. Pat Lindqvist,
principal, hears of it today. Tom Adeyemi, technology director, hears of it
on Tuesday, September 29.
http://127.0.0.1:8000/check-ins/N/"""
    )
    assert text("Pat Lindqvist", FRI).split("\n\n")[1] == (
        """\
3 SCHOOL DAYS LATE
Comment check: Robotics
Instagram, Birchwood High School. Maya Ortega owes it since Tuesday.
Reminded on Tuesday and on Wednesday.
http://127.0.0.1:8000/sites/N/"""
    )
    assert text("Dee Okafor", FRI).split("\n\n")[1] == (
        """\
3 SCHOOL DAYS LATE
Comment check: Robotics
Instagram, Birchwood High School. Maya Ortega owes it since Tuesday.
Reminded on Tuesday and on Wednesday. You hear of it for Pat Lindqvist.
http://127.0.0.1:8000/sites/N/"""
    )


def test_a_designee_gets_what_the_one_they_stand_in_for_owes(cast: Cast) -> None:
    watched(cast, responsible=cast.pat)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    assert sorted(digests(DUE)) == ["Dee Okafor", "Pat Lindqvist"]
    assert "Instagram, Birchwood High School, for Pat Lindqvist.\n" in text("Dee Okafor", DUE)
    assert "Instagram, Birchwood High School.\n" in text("Pat Lindqvist", DUE)


def test_the_mail_reaches_the_person_as_text_and_as_a_page_and_answers_go_to_the_director(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    [sent] = mail.outbox
    assert (sent.to, sent.reply_to, sent.subject) == (
        ["Maya Ortega <maya@lakeside.example>"],
        ["tom@lakeside.example"],
        "1 thing for you today",
    )
    page = str(sent.alternatives[0][0])
    assert f'href="http://127.0.0.1:8000/check-ins/{only().pk}/"' in page
    assert "Maya, one thing waits for you." in page


def test_nothing_due_nothing_sent(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    mornings(date(2026, 9, 16), 6)
    assert Message.objects.count() == 0


def test_one_mail_a_person_and_school_day_however_often_the_sweep_comes(cast: Cast) -> None:
    watched(cast)
    watched(cast, "Chess")
    tick(at=local(TUESDAY, 9, 1))
    for minute in range(0, 600, 7):
        tick(at=local(DUE, 7) + timedelta(minutes=minute))
    assert digests() == {"Maya Ortega": "2 things for you today"}


def test_a_run_that_broke_off_is_finished_by_the_next_without_a_second_mail(cast: Cast) -> None:
    watched(cast)
    watched(cast, "Pottery", responsible=cast.ed)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE))
    Message.objects.filter(to_name="Ed Castell").delete()  # as if the run had stopped before it
    Tick.objects.update(digest_on=None)
    tick(at=local(DUE, 7, 1))
    assert digests() == {"Maya Ortega": "1 thing for you today", "Ed Castell": "1 thing for you today"}


def test_somebody_who_looks_after_many_sites_reads_the_first_thirty_and_how_many_more_there_are(cast: Cast) -> None:
    for number in range(33):
        watched(cast, f"Club {number:02}")
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    said = text("Maya Ortega", DUE)
    assert digests() == {"Maya Ortega": "33 things for you today"}
    assert said.count("Comment check: ") == 30
    assert "COMING UP\n3 more things wait for you: sign in to see all of them.\n" in said
