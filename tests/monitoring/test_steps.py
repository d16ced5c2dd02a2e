"""Open steps have the same clock as check-ins: mail of the morning, reminder, escalation, and an end."""

import re
from datetime import date, timedelta

import pytest

from accounts.models import Appointment
from monitoring.models import Rung
from monitoring.sweep import Swept, tick
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR
from records.models import Event, Message
from requests.models import Seat, Submission
from tests.cast import Cast
from tests.monitoring.days import TUESDAY, build, digests, local, morning, mornings, rungs
from tests.requests.filing import answer, file

pytestmark = pytest.mark.django_db
WED, THU, FRI, MON = (date(2026, 9, day) for day in (16, 17, 18, 21))
TUE = date(2026, 9, 22)


def item(name: str, on: date) -> str:
    """The part of somebody's digest about the one thing that waits."""
    found = Message.objects.get(to_name=name, kind="digest", key__endswith=on.isoformat()).text
    return re.sub(r"/\d+/", "/N/", found.split("\n\n")[1])


def test_a_new_step_is_in_the_mail_of_the_next_school_morning(cast: Cast) -> None:
    file(cast)
    mornings(TUESDAY + timedelta(days=1), 1)
    assert digests(WED) == {"Pat Lindqvist": "1 thing for you today", "Dee Okafor": "1 thing for you today"}
    assert item("Pat Lindqvist", WED) == (
        """\
NEW
Decide on Birchwood Robotics on Instagram
Maya Ortega asks for it, Birchwood High School.
http://127.0.0.1:8000/queue/N/"""
    )
    assert item("Dee Okafor", WED) == (
        """\
NEW
Decide on Birchwood Robotics on Instagram
Maya Ortega asks for it, Birchwood High School. You answer for Pat
Lindqvist.
http://127.0.0.1:8000/queue/N/"""
    )


def test_a_step_is_reminded_of_and_escalates_on_the_days_of_the_policy(cast: Cast) -> None:
    file(cast)
    mornings(WED, 8)
    assert rungs() == [(0, WED, ["Dee", "Pat"]), (1, FRI, ["Dee", "Pat"]), (2, TUE, ["Tom"])]
    assert item("Pat Lindqvist", FRI) == (
        """\
WAITS 3 SCHOOL DAYS
Decide on Birchwood Robotics on Instagram
Maya Ortega asks for it, Birchwood High School. Tom Adeyemi, technology
director, hears of it on Tuesday, September 22.
http://127.0.0.1:8000/queue/N/"""
    )
    assert item("Tom Adeyemi", TUE) == (
        """\
WAITS 5 SCHOOL DAYS
Decide on Birchwood Robotics on Instagram
It waits for Pat Lindqvist since Tuesday, September 15.
http://127.0.0.1:8000/submissions/N/"""
    )
    assert digests(TUE)["Pat Lindqvist"] == "1 thing for you today, 1 late"


def test_without_mail_a_step_does_not_escalate_and_then_goes_on_rung_by_rung(cast: Cast) -> None:
    file(cast)
    mornings(WED, 9, is_sent=False)
    assert rungs() == [(0, WED, ["Dee", "Pat"])]
    mornings(date(2026, 9, 25), 6)
    assert [(number, on) for number, on, _people in rungs()] == [(0, WED), (1, date(2026, 9, 28)), (2, date(2026, 9, 29))]


def test_a_step_that_was_answered_is_in_nobody_s_mail(cast: Cast) -> None:
    submission = file(cast)
    answer(submission, "principal", cast.pat, "approve", at=local(TUESDAY, 11), check_every="1 week", responsible=cast.maya.pk)
    morning(WED)
    assert list(digests(WED)) == ["Tom Adeyemi"]


def test_the_address_is_asked_for_until_the_last_day_and_then_the_submission_ends(cast: Cast) -> None:
    submission = file(cast)
    answer(submission, "principal", cast.pat, "approve", at=local(TUESDAY, 11), check_every="1 week", responsible=cast.maya.pk)
    answer(submission, "technology_director", cast.tom, "approve", at=local(TUESDAY, 12))
    morning(WED)
    assert item("Maya Ortega", WED) == (
        """\
UNTIL MONDAY, NOVEMBER 16
Give the web address of Birchwood Robotics on Instagram
Create it now, then paste its address. It ends by itself after Monday,
November 16.
http://127.0.0.1:8000/queue/N/"""
    )
    mornings(THU, 5)
    morning(TUE)
    assert [(number, on) for number, on, _people in rungs()] == [(0, WED), (1, TUE)]
    assert tick(at=local(date(2026, 11, 16), 23, 59)).expired == 0
    assert tick(at=local(date(2026, 11, 17), 0, 0)) == Swept(expired=1)
    assert Submission.objects.get().status == "expired"
    told = Event.objects.get(verb="expire")
    assert (told.actor_name, told.sentence) == (
        "Rollcall",
        "ended Birchwood Robotics on Instagram: it was not followed up in time",
    )
    assert Message.objects.get(key__startswith="expired:").to_name == "Maya Ortega"
    assert tick(at=local(date(2026, 11, 17), 0, 1)) == Swept()


def test_reminders_repeat_while_the_address_is_missing(cast: Cast) -> None:
    submission = file(cast)
    answer(submission, "principal", cast.pat, "approve", at=local(TUESDAY, 11), check_every="1 week", responsible=cast.maya.pk)
    answer(submission, "technology_director", cast.tom, "approve", at=local(TUESDAY, 12))
    mornings(WED, 21)
    days = [on for number, on, _people in rungs() if number]
    assert days == [TUE, date(2026, 9, 29), date(2026, 10, 6)]


def test_a_seat_nobody_holds_falls_to_the_fallback_a_school_day_after_it_was_noticed(cast: Cast) -> None:
    submission = file(cast)
    Appointment.objects.filter(role__key="principal", school=cast.birchwood).update(ends_on=TUESDAY)
    assert tick(at=local(WED)).fell_back == 0
    waiting = Seat.objects.get(step__submission=submission, state="open")
    assert (waiting.fell_at, waiting.vacant_at) == (None, local(WED))
    thursday = WED + timedelta(days=1)
    assert tick(at=local(thursday)).fell_back == 1
    assert Seat.objects.get(pk=waiting.pk).fell_at == local(thursday)
    assert list(digests(thursday)) == ["Sue Brandt"]


def test_two_sweeps_write_one_rung(cast: Cast) -> None:
    file(cast)
    for minute in range(5):
        tick(at=local(WED, 7, minute))
    assert Rung.objects.count() == 1
    assert sorted(digests(WED)) == ["Dee Okafor", "Pat Lindqvist"]


def test_a_designee_who_files_is_not_asked_to_decide_for_the_one_they_stand_in_for(cast: Cast) -> None:
    file(cast, by=cast.dee)
    morning(WED)
    assert list(digests(WED)) == ["Pat Lindqvist"]


def test_before_a_step_ends_by_itself_whoever_it_waits_for_is_reminded_once_more() -> None:
    cast = build()
    text = preset_text("model").replace(
        'expires_after = "60 days"', 'expires_after = "8 school days"\nremind_before = "2 school days"'
    )
    version = load_policy(district=cast.lakeside, text=text, in_force_from=TUESDAY, by=OPERATOR, at=local(TUESDAY, 7))
    submission = file(cast, version=version)
    answer(submission, "principal", cast.pat, "approve", at=local(TUESDAY, 11), check_every="1 week", responsible=cast.maya.pk)
    answer(submission, "technology_director", cast.tom, "approve", at=local(TUESDAY, 12))
    mornings(WED, 9)
    assert [(number, on) for number, on, _people in rungs()] == [(0, WED), (1, TUE), (2, date(2026, 9, 23))]
    assert item("Maya Ortega", date(2026, 9, 23)).startswith("ENDS FRIDAY, SEPTEMBER 25\nGive the web address of")
