"""Answering a check-in: who may, and what is written."""

from datetime import date

import pytest

from accounts.models import Appointment
from accounts.rules import Refused
from accounts.services import end_person
from monitoring.models import CheckIn, Duty
from records.events import OPERATOR, trail
from records.models import Event, Message
from registry.models import Site
from registry.services import add_poster
from tests.cast import Cast
from tests.monitoring.answers import NINE, answer, due
from tests.monitoring.days import local, mornings, only


@pytest.mark.django_db
def test_an_answer_is_kept_with_who_when_and_what(cast: Cast) -> None:
    found = answer(due(cast), cast.maya, "acted", "  Hid two insults.  ")
    kept = CheckIn.objects.values(
        "state", "outcome", "note", "answered_by", "answered_name", "acting_for", "answered_at", "passed"
    ).get(pk=found.pk)
    assert kept == {
        "state": "answered",
        "outcome": "acted",
        "note": "Hid two insults.",
        "answered_by": cast.maya.pk,
        "answered_name": "Maya Ortega",
        "acting_for": "",
        "answered_at": NINE,
        "passed": 0,
    }


@pytest.mark.django_db
def test_the_next_date_counts_from_the_day_of_the_answer(cast: Cast) -> None:
    due(cast)
    mornings(date(2026, 9, 23), 2)
    answer(only(), cast.maya, at=local(date(2026, 9, 24), 23, 30))
    assert Duty.objects.get().next_due_on == date(2026, 10, 1)
    site = Site.objects.get()
    assert (site.next_due_on, site.overdue_since, site.last_checked_on) == (date(2026, 10, 1), None, date(2026, 9, 24))


@pytest.mark.django_db
def test_one_event_says_it_in_a_sentence(cast: Cast) -> None:
    check_in = due(cast)
    before = Event.objects.count()
    answer(check_in, cast.maya, "acted", "Hid two insults.")
    assert Event.objects.count() == before + 1
    [event] = trail("check_in", check_in.pk)
    assert (event.verb, event.actor_name, event.sentence, event.reason) == (
        "answer",
        "Maya Ortega",
        "answered “acted” to the comment check of Robotics on Instagram",
        "Hid two insults.",
    )
    assert event.details == {"site": check_in.site_id, "due_on": "2026-09-22"}


@pytest.mark.django_db
def test_an_event_that_cannot_be_written_takes_the_answer_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    check_in = due(cast)

    def broken(**_: object) -> None:
        raise RuntimeError("no trail")

    monkeypatch.setattr("monitoring.services.answering.events.record", broken)
    with pytest.raises(RuntimeError):
        answer(check_in, cast.maya, "need_help", "A threat.")
    assert (only().state, Duty.objects.get().next_due_on, Site.objects.get().last_checked_on) == ("open", date(2026, 9, 29), None)
    assert Message.objects.filter(kind="need_help").count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["acted", "need_help"])
def test_where_something_was_found_a_note_is_needed(cast: Cast, outcome: str) -> None:
    with pytest.raises(Refused, match=r"Write what happened\. One sentence is enough\."):
        answer(due(cast), cast.maya, outcome, "  ")


@pytest.mark.django_db
def test_an_outcome_is_one_of_three_and_a_note_is_short(cast: Cast) -> None:
    check_in = due(cast)
    with pytest.raises(Refused, match=r"Choose what you found\."):
        answer(check_in, cast.maya, "whatever")
    with pytest.raises(Refused, match=r"Write at most 2000 characters\. You have 2001\."):
        answer(check_in, cast.maya, "nothing_found", "x" * 2001)


@pytest.mark.django_db
def test_posters_principals_and_others_do_not_answer_for_the_responsible_employee(cast: Cast) -> None:
    check_in = due(cast)
    add_poster(site=check_in.site, person=cast.val, by=OPERATOR, at=NINE)
    for person in (cast.val, cast.pat, cast.dee, cast.sam, cast.tom, cast.ed, cast.hal, cast.hugo):
        with pytest.raises(Refused, match="not yours to answer"):
            answer(check_in, person)
    assert only().state == "open"


@pytest.mark.django_db
def test_a_designee_answers_for_the_one_they_stand_in_for_and_the_record_says_so(cast: Cast) -> None:
    found = answer(due(cast, responsible=cast.pat), cast.dee)
    assert (found.answered_name, found.acting_for) == ("Dee Okafor", "Pat Lindqvist")
    assert trail("check_in", found.pk)[0].acting_for == "Pat Lindqvist"


@pytest.mark.django_db
def test_a_designee_whose_time_ended_yesterday_is_refused(cast: Cast) -> None:
    check_in = due(cast, responsible=cast.pat)
    Appointment.objects.filter(person=cast.dee).update(ends_on=date(2026, 9, 21))
    with pytest.raises(Refused, match="not yours to answer"):
        answer(check_in, cast.dee)


@pytest.mark.django_db
def test_the_supervisor_s_look_is_the_supervisor_s_and_not_the_responsible_employee_s(cast: Cast) -> None:
    check_in = due(cast, terms={"check_every": "", "review_every": "1 week"})
    with pytest.raises(Refused, match="not yours to answer"):
        answer(check_in, cast.maya)
    assert answer(check_in, cast.sam).answered_name == "Sam Whitfield"


@pytest.mark.django_db
def test_nobody_looks_at_their_own_site_as_somebody_s_designee(cast: Cast) -> None:
    check_in = due(cast, responsible=cast.dee, terms={"check_every": "", "review_every": "1 week"})
    with pytest.raises(Refused, match="not yours to answer"):
        answer(check_in, cast.dee)
    assert answer(check_in, cast.pat).answered_name == "Pat Lindqvist"


@pytest.mark.django_db
def test_somebody_who_has_ended_answers_nothing(cast: Cast) -> None:
    check_in = due(cast)
    end_person(person=cast.maya, by=OPERATOR, at=NINE)
    with pytest.raises(Refused, match="not yours to answer"):
        answer(check_in, cast.maya)
