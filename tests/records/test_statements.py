"""SQL that is written once: the same rows as from Django's own query, with every value given anew."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, DateField, Q
from django.test.utils import CaptureQueriesContext

from accounts.access import SIGNED_IN, appointments_in_force, held_by
from accounts.models import Appointment, CalendarDay, District, Person
from accounts.selectors import appointments_around
from accounts.sessions import SessionStore
from records.events import OPERATOR, record, trail
from records.models import Event
from records.statements import Change, Given, Objects, Statement, Together, Which, change, derive, insert
from tests.cast import AT, TODAY, Cast, appoint

pytestmark = pytest.mark.django_db
FIELDS = ("id", "name", "kind", "is_active", "ends_on", "district__name", "district__weekend_days", "last_login")


def test_values_are_those_of_the_query(cast: Cast) -> None:
    Person.objects.filter(pk=cast.ed.pk).update(last_login=AT)
    of_district = Statement(lambda: Person.objects.filter(district_id=Given("district")).order_by("id").values_list(*FIELDS))
    for district in (cast.lakeside, cast.harbor):
        asked = Person.objects.filter(district=district).order_by("id").values_list(*FIELDS)
        assert [tuple(row) for row in of_district.rows(district=district.pk)] == list(asked)


def test_values_that_are_text_and_days(cast: Cast) -> None:
    for on in (date(2026, 9, 18), date(2026, 10, 12), date(2026, 11, 26)):
        CalendarDay.objects.create(district=cast.lakeside, on=on, is_open=False, label="100% closed, isn't it?")
    closed = Statement(
        lambda: (
            CalendarDay.objects.filter(
                Q(on__gte=Given("since", DateField())) & Q(on__lte=Given("until", DateField())), label=Given("label", CharField())
            )
            .order_by("on")
            .values_list("on", "is_open")
        )
    )
    found = closed.rows(since=date(2026, 9, 18), until=date(2026, 10, 12), label="100% closed, isn't it?")
    assert [tuple(row) for row in found] == [(date(2026, 9, 18), False), (date(2026, 10, 12), False)]
    assert closed.rows(since=date(2026, 9, 18), until=date(2026, 10, 12), label="%s") == []


def test_objects_are_those_of_the_query(cast: Cast) -> None:
    record(verb="add", subject=("site", 7), sentence="added it", by=OPERATOR, at=AT, district_id=None, details={"a": [1, None]})
    (found,), row = trail("site", 7), Event.objects.get(subject_kind="site")
    assert vars(found) | {"_state": None} == vars(row) | {"_state": None}
    assert (found._state.adding, found._state.db) == (False, "default")


@pytest.mark.parametrize("who", ["maya", "tom", "hope"])
def test_related_objects_come_with_them(cast: Cast, who: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = SIGNED_IN.first(person=getattr(cast, who).pk)
        assert found is not None
        assert (found.district, found.place) == (getattr(cast, who).district, getattr(cast, who).place)
        assert found.district is not None
        assert (found.district.weekend_days, found.password) == ([5, 6], getattr(cast, who).password)


def test_what_is_not_there_is_none(cast: Cast) -> None:
    District.objects.filter(pk=cast.harbor.pk).update(colour="#123456")
    Person.objects.filter(pk=cast.hal.pk).update(place=None)
    found = SIGNED_IN.first(person=cast.hal.pk)
    assert found is not None
    assert found.place is None
    assert found.district is not None
    assert found.district.colour == "#123456"
    assert SIGNED_IN.first(person=0) is None


def test_it_is_written_once_and_nothing_that_was_read_is_kept(cast: Cast) -> None:
    made: list[int] = []

    def query():
        made.append(1)
        return Person.objects.filter(pk=Given("person")).select_related("district")

    people: Objects[Person] = Objects(query)
    with CaptureQueriesContext(connection) as captured:
        assert people.all(person=cast.maya.pk) == [cast.maya]
        assert people.all(person=cast.hope.pk) == [cast.hope]
    Person.objects.filter(pk=cast.maya.pk).update(name="Maya Ruiz")
    assert [person.name for person in people.all(person=cast.maya.pk)] == ["Maya Ruiz"]
    assert (len(made), len(captured)) == (1, 2)


def test_a_value_left_out_is_refused(cast: Cast) -> None:
    with pytest.raises(KeyError, match="person"):
        SIGNED_IN.all(pk=cast.maya.pk)


@pytest.mark.parametrize("schools", [0, 1, 2, 3])
@pytest.mark.parametrize("people", [0, 2, 3])
def test_appointments_around_are_those_in_force(cast: Cast, schools: int, people: int) -> None:
    appoint(cast.sam, "principal", cast.elm, ends_on=date(2026, 9, 14))
    principal = Appointment.objects.get(person=cast.erin)
    appoint(cast.ed, "principal", cast.elm, ends_on=date(2027, 1, 1), designee_of=principal)
    places = {school.pk for school in [cast.birchwood, cast.office, cast.elm][:schools]}
    whose = {person.pk for person in [cast.pat, cast.erin, cast.sue][:people]}
    around = Q(school_id__in=places) | Q(school=None) | Q(designee_of__person_id__in=whose)
    asked = appointments_in_force(TODAY).filter(around, district=cast.lakeside)
    found = appointments_around(district_id=cast.lakeside.pk, on=TODAY, schools=places, people=whose)
    assert [row.pk for row in found] == [row.pk for row in asked]
    assert [(row.person.name, row.role.key, row.school_id) for row in found] == [
        (row.person.name, row.role.key, row.school_id) for row in asked
    ]
    assert [held.acting_for for held in held_by(asked)] == [
        row.designee_of.person.name if row.designee_of else "" for row in found
    ]


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


def test_a_conditional_update_says_how_many_rows_it_changed(cast: Cast, django_assert_num_queries) -> None:
    of_title = Change(
        lambda: Person.objects.filter(district_id=Given("district"), title="").order_by("name"),
        title="guest",
        ends_on=Given("until", DateField()),
        last_login=None,
    )
    guests = Person.objects.filter(district=cast.lakeside, title="").count()
    others = set(Person.objects.exclude(district=cast.lakeside, title="").values_list("pk", "title", "ends_on"))
    with django_assert_num_queries(2):
        assert of_title.made(district=cast.lakeside.pk, until=TODAY) == guests > 0
        assert of_title.made(district=cast.lakeside.pk, until=TODAY) == 0
    assert Person.objects.filter(district=cast.lakeside, title="guest", ends_on=TODAY).count() == guests
    assert set(Person.objects.exclude(title="guest").values_list("pk", "title", "ends_on")) == others


def test_nothing_to_change_asks_nothing(db: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        change(Person, {})
        insert([])


def parts() -> dict[str, Statement]:
    """Rows of three tables: text, truth, days, moments, JSON, nothing, and rows of other tables with them."""
    return {
        "people": Objects(
            lambda: (
                Person.objects.filter(district_id=Given("district"))
                .select_related("district", "supervisor")
                .only("name", "is_active", "ends_on", "last_login", "district__email_domains", "supervisor__name")
                .order_by("-name")[:3]
            )
        ),
        "events": Objects(lambda: Event.objects.filter(district_id=Given("district")).order_by("-id")),
        "days": Statement(
            lambda: (
                CalendarDay.objects.filter(district_id=Given("district")).order_by("on").values_list("school_id", "on", "is_open")
            )
        ),
    }


def told_of(one: Person) -> tuple[object, ...]:
    return one.name, one.last_login, one.district and one.district.email_domains, one.supervisor and one.supervisor.name


def test_what_is_asked_together_is_what_each_asks(cast: Cast, django_assert_num_queries) -> None:
    Person.objects.filter(district=cast.lakeside).update(ends_on=TODAY)
    Person.objects.filter(pk=cast.maya.pk).update(last_login=AT.replace(microsecond=120_000), is_active=False)
    for on in (date(2026, 11, 26), date(2026, 9, 18)):
        CalendarDay.objects.create(district=cast.lakeside, on=on, is_open=False, label="100%")
    for details in ({"a": [1, None, "ü"], "b": {"c": '"%s"'}}, {}):
        record(
            verb="add",
            subject=("site", 7),
            sentence="added “it”",
            by=OPERATOR,
            at=AT,
            district_id=cast.lakeside.pk,
            details=details,
        )
    asked = parts()
    together = Together(**asked)
    for district in (cast.lakeside.pk, cast.harbor.pk, cast.lakeside.pk):
        with django_assert_num_queries(1):
            found = together.rows(district=district)
        assert {name: [tuple(row) for row in rows] for name, rows in found.items()} == {
            name: [tuple(row) for row in part.rows(district=district)] for name, part in asked.items()
        }
    people, plain = asked["people"], Person.objects.filter(district=cast.lakeside).order_by("-name")[:3]
    assert isinstance(people, Objects)
    with django_assert_num_queries(0):
        made = people.made(found["people"])
        told = [told_of(one) for one in made]
    assert told == [told_of(one) for one in plain]


def test_a_row_too_long_for_a_list_is_refused(db: None) -> None:
    people = Person.objects.select_related(*(f"{'supervisor__' * deep}supervisor" for deep in range(9)))
    with pytest.raises(ValueError, match="at most a hundred values"):
        Together(people=Objects(lambda: people)).rows()


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
    assert SessionStore("unknown").get("who") is None


def test_which_of_several_queries_find_anything_is_asked_at_once(cast: Cast, django_assert_num_queries) -> None:
    which = Which(
        people=lambda: Person.objects.filter(district_id=Given("district")).order_by("name"),
        closed=lambda: CalendarDay.objects.filter(district_id=Given("district"), on=Given("on", DateField())).order_by("on"),
    )
    with django_assert_num_queries(1):
        assert which.found(district=cast.lakeside.pk, on=TODAY) == {"people"}
    CalendarDay.objects.create(district=cast.lakeside, on=TODAY, is_open=False)
    assert which.found(district=cast.lakeside.pk, on=TODAY) == {"people", "closed"}
    assert which.found(district=0, on=TODAY) == set()


def test_rows_are_derived_from_those_of_a_query(cast: Cast, django_assert_num_queries) -> None:
    Person.objects.filter(pk=cast.maya.pk).update(ends_on=TODAY)
    ending = Person.objects.filter(ends_on=TODAY).order_by("pk").values_list("district_id", "ends_on")
    one = CalendarDay(is_open=False, label="It's 100% over", school=cast.elm, at_once=True, before={"is_open": [None, 1]})
    with django_assert_num_queries(1):
        assert derive(one, ending, ("district_id", "on")) == 1
    made = CalendarDay.objects.get()
    assert (made.district_id, made.on, made.school_id) == (cast.lakeside.pk, TODAY, cast.elm.pk)
    assert (made.is_open, made.label, made.at_once, made.before) == (False, one.label, True, one.before)
    assert derive(one, ending, ("district_id", "on")) == 0  # there is one of this day already
