"""A call for help stays open with whoever was told, until somebody says what was done."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from monitoring.models import Call, CheckIn
from monitoring.selectors import calls_waiting_for
from monitoring.services import close_help
from records.models import Event
from tests.cast import Cast
from tests.monitoring.answers import NINE, answer, due
from tests.monitoring.days import DUE, local
from tests.monitoring.pages import words

pytestmark = pytest.mark.django_db
NOTE = "Called the family and the office."


@pytest.fixture(autouse=True)
def at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: local(DUE, 10))


@pytest.fixture
def call(cast: Cast) -> CheckIn:
    """Maya found a threat and called for help; Sam was told."""
    return answer(due(cast), cast.maya, "need_help", "Somebody threatens the team.")


def titles(cast: Cast, who: Person) -> list[tuple[str, str]]:
    return [(item.title, item.meta) for item in calls_waiting_for(cast.standing(who, at=local(DUE, 10)))]


def close(check_in: CheckIn, by: Person, note: str = NOTE) -> CheckIn:
    return close_help(check_in=check_in, note=note, by=by, at=local(DUE, 10))


def test_it_waits_for_the_supervisor_and_for_nobody_else(cast: Cast, call: CheckIn) -> None:
    assert titles(cast, cast.sam) == [
        ("Help is needed: Robotics", "Maya Ortega, today, 9:00 a.m.: “Somebody threatens the team.”"),
    ]
    assert [titles(cast, who) for who in (cast.maya, cast.val, cast.ed, cast.hope, cast.tom)] == [[]] * 5


def test_it_stands_on_home_and_on_the_page_of_check_ins_until_it_is_closed(cast: Cast, call: CheckIn) -> None:
    sam, path = cast.client(cast.sam), reverse("help-close", args=[call.pk])
    for name in ("home", "check-ins"):
        assert path in sam.get(reverse(name)).content.decode()
        assert "Help is needed: Robotics" in words(sam.get(reverse(name)))
        assert path not in cast.client(cast.maya).get(reverse(name)).content.decode()
    assert sam.post(path, {"note": NOTE}).status_code == 302
    for name in ("home", "check-ins"):
        assert path not in sam.get(reverse(name)).content.decode()
    assert sam.get(path).status_code == 404


def test_closing_says_who_when_and_what_with_one_event(cast: Cast, call: CheckIn) -> None:
    before = Event.objects.count()
    closed = close(call, cast.sam, f"  {NOTE} ")
    assert (closed.help_closed_name, closed.help_closed_at, closed.help_note) == ("Sam Whitfield", local(DUE, 10), NOTE)
    assert Event.objects.count() == before + 1
    event = Event.objects.latest("id")
    assert (event.verb, event.subject_kind, event.actor_name, event.reason) == ("close_help", "site", "Sam Whitfield", NOTE)
    assert event.sentence == "closed the call for help from the comment check of Robotics on Instagram"
    shown = words(cast.client(cast.maya).get(reverse("check-in", args=[call.pk])))
    assert f"Sam Whitfield closed it: “{NOTE}”" in shown


@pytest.mark.parametrize(("note", "why"), [("  ", "Write what was done"), ("x" * 2001, "at most 2000 characters")])
def test_without_a_note_it_stays_open(cast: Cast, call: CheckIn, note: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        close(call, cast.sam, note)
    assert titles(cast, cast.sam) != []


def test_an_empty_note_is_said_at_the_field(cast: Cast, call: CheckIn) -> None:
    reply = cast.client(cast.sam).post(reverse("help-close", args=[call.pk]), {"note": ""})
    assert (reply.status_code, "Write what was done. One sentence is enough." in reply.content.decode()) == (422, True)


def test_nobody_else_closes_it_nor_twice(cast: Cast, call: CheckIn) -> None:
    for who in (cast.maya, cast.ed, cast.tom, cast.hope):
        with pytest.raises(Refused, match="does not wait for you"):
            close(call, who)
    close(call, cast.sam)
    with pytest.raises(Refused, match="Sam Whitfield was faster"):
        close(call, cast.sam)
    assert Event.objects.filter(verb="close_help").count() == 1


def test_a_designee_closes_it_for_whom_they_stand_in(cast: Cast) -> None:
    called = answer(due(cast, responsible=cast.sam), cast.sam, "need_help", "A threat.")
    assert list(Call.objects.order_by("id").values_list("person__name", flat=True)) == ["Pat Lindqvist", "Dee Okafor"]
    close(called, cast.dee)
    event = Event.objects.latest("id")
    assert (event.actor_name, event.acting_for) == ("Dee Okafor", "Pat Lindqvist")


def test_a_new_supervisor_finds_it_and_the_one_who_was_told_still_does(cast: Cast, call: CheckIn) -> None:
    Person.objects.filter(pk=cast.maya.pk).update(supervisor=cast.pat)
    assert [len(titles(cast, who)) for who in (cast.pat, cast.sam)] == [1, 1]


def test_where_nobody_could_be_told_it_waits_for_whoever_audits(cast: Cast, call: CheckIn) -> None:
    Call.objects.all().delete()
    assert len(titles(cast, cast.tom)) == 1
    assert titles(cast, cast.hugo) == []


def test_other_answers_call_nobody(cast: Cast) -> None:
    answer(due(cast), cast.maya, "acted", "Hid two insults.")
    assert (Call.objects.count(), titles(cast, cast.sam)) == (0, [])


def test_the_database_keeps_who_when_and_what_together(cast: Cast, call: CheckIn) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.filter(pk=call.pk).update(help_closed_at=NINE)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_one_query_however_long_it_is(
    cast: Cast, call: CheckIn, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(1, count):
        CheckIn.objects.create(
            duty=call.duty, site=call.site, due_on=date(2026, 9, number), opened_at=NINE, role="responsible", state="answered",
            outcome="need_help", note="A threat.", answered_by=cast.maya, answered_name="Maya Ortega", answered_at=NINE,
        )  # fmt: skip
    standing = cast.standing(cast.sam, at=local(DUE, 10))
    assert standing.held == ()
    with django_assert_num_queries(1):
        assert len(calls_waiting_for(standing)) == count
