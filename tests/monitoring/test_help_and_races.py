"""Two who answer at once, and who hears that somebody needs help."""

from datetime import date
from functools import partial

import pytest
from django.core import mail

from accounts.models import Appointment, Person
from accounts.rules import Refused
from monitoring.models import CheckIn, Duty
from monitoring.sweep import tick
from records.models import Event, Message
from tests.cast import Cast
from tests.monitoring.answers import answer, due
from tests.monitoring.days import DUE, TUESDAY, build, local, only, send, watched
from tests.racing import needs_several_writers, one_wins

# two at once ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_of_two_answers_the_second_reads_who_was_faster(cast: Cast) -> None:
    check_in = due(cast, responsible=cast.pat)
    answer(check_in, cast.dee, at=local(DUE, 8, 30))
    with pytest.raises(Refused) as refused:
        answer(check_in, cast.pat, "acted", "Hid two insults.")
    assert str(refused.value) == "Dee Okafor for Pat Lindqvist was faster: nothing found. Today, 8:30 a.m."
    assert (only().outcome, Event.objects.filter(verb="answer").count()) == ("nothing_found", 1)
    assert Duty.objects.get().next_due_on == date(2026, 9, 29)


@pytest.mark.django_db
def test_a_check_in_that_is_no_longer_needed_says_so(cast: Cast) -> None:
    check_in = due(cast)
    CheckIn.objects.update(state="cancelled")
    with pytest.raises(Refused, match=r"This check-in is no longer needed: its duty rests or has ended\."):
        answer(check_in, cast.maya)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_twenty_races_of_two_one_wins_each_with_one_event() -> None:
    needs_several_writers()
    cast = build()
    for number in range(20):
        watched(cast, f"Club {number}", responsible=cast.pat)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 0, 1))
    for check_in in CheckIn.objects.order_by("id"):
        one_wins(partial(answer, check_in, cast.pat), partial(answer, check_in, cast.dee))
    assert CheckIn.objects.filter(state="answered").count() == Event.objects.filter(verb="answer").count() == 20


# help -------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_need_help_is_mailed_to_the_supervisor_at_once(cast: Cast) -> None:
    check_in = due(cast)
    mail.outbox.clear()
    answer(check_in, cast.maya, "need_help", "Somebody threatens the team.")
    send(local(DUE, 9, 0))
    [sent] = mail.outbox
    assert (sent.to, sent.reply_to) == (["Sam Whitfield <sam@lakeside.example>"], ["maya@lakeside.example"])
    assert sent.subject == "Help is needed: Robotics"
    assert sent.body == (
        f"""\
Maya Ortega needs help with Robotics on Instagram.
Answer this mail to reach Maya Ortega.

“Somebody threatens the team.”

NEED HELP
Comment check: Robotics
Instagram, Birchwood High School. Answered today.
http://127.0.0.1:8000/check-ins/{check_in.pk}/

If a child may be in danger, call first.

Lakeside Community Schools, Rollcall
"""
    )


def asked_for_help() -> list[str]:
    return sorted(Message.objects.filter(kind="need_help").values_list("to_name", flat=True))


@pytest.mark.django_db
def test_other_answers_are_mailed_to_nobody(cast: Cast) -> None:
    answer(due(cast), cast.maya, "acted", "Hid two insults.")
    assert asked_for_help() == []


@pytest.mark.django_db
def test_without_a_supervisor_the_head_of_the_place_hears_and_their_designee(cast: Cast) -> None:
    Person.objects.filter(pk=cast.maya.pk).update(supervisor=None)
    answer(due(cast), cast.maya, "need_help", "A threat.")
    assert asked_for_help() == ["Dee Okafor", "Pat Lindqvist"]


@pytest.mark.django_db
def test_where_nobody_of_the_school_can_hear_the_technology_director_does(cast: Cast) -> None:
    Person.objects.filter(pk=cast.maya.pk).update(supervisor=None)
    Appointment.objects.filter(school=cast.birchwood).update(ends_on=TUESDAY)
    answer(due(cast), cast.maya, "need_help", "A threat.")
    assert asked_for_help() == ["Tom Adeyemi"]


@pytest.mark.django_db
def test_a_supervisor_who_needs_help_reaches_their_own_supervisor(cast: Cast) -> None:
    answer(due(cast, terms={"check_every": "", "review_every": "1 week"}), cast.sam, "need_help", "I cannot open it.")
    assert asked_for_help() == ["Dee Okafor", "Pat Lindqvist"]
