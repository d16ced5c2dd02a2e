"""Remembered statements answer as Django's own, every time with the values of that time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import Q

from accounts.models import Appointment, Person
from accounts.sessions import SessionStore
from records.models import Event
from records.statements import Remembered, change, insert
from tests.cast import AT, TODAY, Cast


def test_a_remembered_statement_asks_with_the_values_of_the_time(cast: Cast, django_assert_num_queries) -> None:
    people = Remembered(lambda pk: Person.objects.select_related("district", "supervisor__place").filter(pk=pk), int)
    with django_assert_num_queries(2):
        maya, pat = people(cast.maya.pk)[0], people(cast.pat.pk)[0]
        assert (maya.name, maya.supervisor.place, maya.district) == ("Maya Ortega", cast.birchwood, cast.lakeside)
        assert (pat.name, pat.supervisor) == ("Pat Lindqvist", cast.sue)
    assert people(0) == []


def test_what_has_no_relation_has_none(cast: Cast, django_assert_num_queries) -> None:
    people = Remembered(lambda pk: Person.objects.select_related("supervisor").defer("password").filter(pk=pk), int)
    with django_assert_num_queries(1):
        assert people(cast.sue.pk)[0].supervisor is None


def test_rows_may_be_tuples_and_values_texts_days_and_moments(cast: Cast) -> None:
    begun = Remembered(
        lambda on, role, district: Appointment.objects.filter(Q(ends_on__gte=on) | Q(starts_on=on), role__key=role)
        .filter(district__in=[district, cast.harbor.pk])
        .values_list("person__name", "ends_on"),
        date, str, int,
    )  # fmt: skip
    assert begun(TODAY, "principal", cast.lakeside.pk) == [("Dee Okafor", date(2026, 12, 18))]
    assert begun(date(2027, 1, 1), "principal", cast.lakeside.pk) == []
    at = Remembered(lambda since: Session.objects.filter(expire_date__gt=since).values_list("pk"), datetime)
    Session.objects.create(session_key="k", session_data="", expire_date=AT)
    assert (at(AT - timedelta(seconds=1)), at(AT)) == ([("k",)], [])


def test_a_value_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="stands nowhere"):
        Remembered(lambda pk: Person.objects.filter(name="Nobody"), int)(1)


def test_several_rows_change_each_its_own_way_in_one_statement(cast: Cast, django_assert_num_queries) -> None:
    ends = date(2027, 1, 31)
    with django_assert_num_queries(1):
        change(Person, {cast.maya.pk: {"title": "head", "supervisor_id": None}, cast.val.pk: {"ends_on": ends}})
    rows = Person.objects.filter(pk__in=[cast.maya.pk, cast.val.pk, cast.sam.pk]).order_by("name")
    assert list(rows.values_list("title", "supervisor_id", "ends_on")) == [
        ("head", None, None),
        ("head of science", cast.pat.pk, None),
        ("", cast.sam.pk, ends),
    ]


def test_nothing_to_change_asks_nothing(db: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        change(Person, {})
        insert([])


def event(subject: int, **more: object) -> Event:
    return Event(at=AT, actor_name="Pat", verb="approve", subject_kind="site", subject_id=subject, sentence="approved it", **more)


def test_a_row_that_was_inserted_is_as_django_would_have_written_it(db: None) -> None:
    made = event(1, details={"a": [1, "ü"]}, district_id=None)
    insert([made])
    read = Event.objects.get(pk=made.pk)
    assert (read.at, read.details, read.district_id, read.reason, read.source) == (AT, {"a": [1, "ü"]}, None, "", "web")
    insert([event(2), event(3)])
    assert list(Event.objects.order_by("id").values_list("subject_id", flat=True)) == [1, 2, 3]


def test_the_trail_cannot_be_changed_by_a_statement_either(db: None) -> None:
    made = event(1)
    insert([made])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change(Event, {made.pk: {"sentence": "changed"}})


def test_a_session_is_found_until_it_expires(db: None) -> None:
    store = SessionStore()
    store["who"] = 7
    store.create()
    assert SessionStore(store.session_key)["who"] == 7
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    late = SessionStore(store.session_key)
    assert late.get("who") is None
    assert late.session_key is None
