"""The pages on people and appointments: who finds them, what they do, how long they take."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import services
from accounts.models import Appointment, Person, Role
from accounts.selectors import Cursor, appointments_of, people_page
from tests.cast import AT, TODAY, Cast, person

from .test_appointments import held_by
from .trail import mails, text, told

pytestmark = pytest.mark.usefixtures("at_work")


def addresses(cast: Cast) -> list[str]:
    return [
        "/people/",
        "/people/add/",
        f"/people/{cast.maya.pk}/",
        f"/people/{cast.maya.pk}/change/",
        f"/people/{cast.maya.pk}/end/",
        "/appointments/add/",
        f"/appointments/{held_by(cast.pat).pk}/end/",
        "/schools/add/",
        f"/schools/{cast.elm.pk}/change/",
        "/district/change/",
    ]


def test_who_manages_people_finds_every_page(cast: Cast):
    client = cast.client(cast.tom)
    for address in addresses(cast):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("who", ["maya", "pat", "dee", "sam", "casey", "sue", "val", "hope"])
def test_for_anybody_else_there_is_nothing_there(cast: Cast, who):
    client = cast.client(getattr(cast, who))
    for address in addresses(cast):
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in (404, 405), address
    assert client.post(f"/people/{cast.ed.pk}/invite/").status_code == 404
    assert told() == []


def test_another_district_s_people_are_not_there_for_their_own_managers_either(cast: Cast):
    client = cast.client(cast.hugo)
    for address in addresses(cast):
        own = address in ("/people/", "/people/add/", "/appointments/add/", "/schools/add/", "/district/change/")
        assert client.get(address).status_code == (200 if own else 404), address
    assert "Maya Ortega" not in text(client.get("/people/"))
    assert "Maya Ortega" not in text(client.get("/appointments/add/"))
    assert client.post(f"/people/{cast.maya.pk}/end/").status_code == 404
    assert Person.objects.get(pk=cast.maya.pk).is_active


def test_the_list_is_by_name_and_says_what_is_unusual(cast: Cast):
    Person.objects.filter(pk=cast.ed.pk).update(password="!")
    Person.objects.filter(pk=cast.sam.pk).update(password="!", invited_at=AT)
    seen = text(cast.client(cast.tom).get("/people/"))
    names = ["Casey Moreno", "Dee Okafor", "Ed Castell", "Erin Voss", "Maya Ortega", "Pat Lindqvist", "Sam Whitfield"]
    assert sorted(names, key=seen.index) == names
    for words in ("Not invited yet", "Invited, no password yet", "Until June 11, 2027"):
        assert words in seen


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("words=ort", ["Maya Ortega"]),
        ("words=ED@lakeside", ["Ed Castell"]),
        ("words=nobody", []),
        ("show=ended", ["Val Novak"]),
        ("words=%25", []),
    ],
)
def test_the_list_is_searched_by_name_and_address(cast: Cast, query, names):
    services.end_person(person=cast.val, by=cast.tom, at=AT)
    response = cast.client(cast.tom).get(f"/people/?{query}")
    assert [line.name for line in response.context["lines"]] == names


def many(cast: Cast, count: int) -> None:
    Person.objects.bulk_create(
        Person(name=f"Person {number:03}", email=f"p{number}@lakeside.example", district=cast.lakeside) for number in range(count)
    )


def test_long_lists_are_read_forward_and_back(cast: Cast):
    many(cast, 110)
    client = cast.client(cast.tom)
    address, seen = "/people/?words=person", []
    for _ in range(3):
        response = client.get(address)
        seen.append([line.name for line in response.context["lines"]])
        address = f"/people/{response.context['page']['next_url']}"
    assert [len(names) for names in seen] == [50, 50, 10]
    assert "110 people" in text(response)
    assert [name for names in seen for name in names] == [f"Person {number:03}" for number in range(110)]
    assert response.context["page"]["next_url"] == ""
    back = client.get(f"/people/{response.context['page']['previous_url']}")
    assert [line.name for line in back.context["lines"]] == seen[1]
    first = client.get(f"/people/{back.context['page']['previous_url']}")
    assert [line.name for line in first.context["lines"]] == seen[0]
    assert first.context["page"]["previous_url"] == ""


@pytest.mark.parametrize("odd", ["x", "-1", "0", "9" * 30, "²", "1e3"])
def test_an_odd_place_to_begin_is_the_first_page(cast: Cast, odd):
    for side in ("after", "before"):
        response = cast.client(cast.tom).get(f"/people/?{side}={odd}")
        assert [response.status_code, len(response.context["lines"])] == [200, 10]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_people_takes_three_queries_however_many_they_are(cast: Cast, rows, django_assert_num_queries):
    Person.objects.filter(district=cast.lakeside).exclude(pk=cast.tom.pk).update(is_active=False)
    many(cast, rows - 1)
    standing = cast.standing(cast.tom)
    with django_assert_num_queries(2):
        assert len(people_page(standing).lines) == rows
    with django_assert_num_queries(3):
        people_page(standing, cursor=Cursor(after=str(cast.tom.pk)))


@pytest.mark.parametrize("address", ["/people/", "/schools/", "/district/", "/calendar/", "/my-appointments/"])
def test_every_list_costs_the_same_for_one_row_and_for_three(cast: Cast, address):
    client = cast.client(cast.tom)
    counts = []
    for rows in (1, 3):
        for number in range(rows):
            other = person(f"New{rows}{number} Person", cast.lakeside, cast.elm)
            role = Role.objects.create(
                district=cast.lakeside, key=f"r{rows}{number}", label=f"Role {rows}{number}", scope="district"
            )
            services.appoint(person=other, role=role, by=cast.tom, at=AT)
            services.appoint(person=cast.tom, role=role, by=cast.tom, at=AT)
            services.add_place(district=cast.lakeside, name=f"Place {rows}{number}", kind="school", by=cast.tom, at=AT)
            services.close_day(district=cast.lakeside, on=date(2026, 10, 10 * rows // 3 + number), by=cast.tom, at=AT)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_person_s_appointments_take_two_queries(cast: Cast, rows, django_assert_num_queries):
    for number in range(rows):
        role = Role.objects.create(district=cast.lakeside, key=f"r{number}", label=f"Role {number}", scope="district")
        made = services.appoint(person=cast.ed, role=role, by=cast.tom, at=AT)
        services.name_designee(appointment=made, person=cast.maya, ends_on=date(2026, 10, 1), by=cast.ed, at=AT)
    with django_assert_num_queries(2):
        lines = appointments_of(cast.ed, on=TODAY)
    assert [(line.role, [designee.person for designee in line.designees]) for line in lines] == [
        (f"Role {number}", ["Maya Ortega"]) for number in range(rows)
    ]


# one person


def test_a_person_s_page_says_what_is_known_held_and_done(cast: Cast):
    services.invite(person=cast.dee, by=cast.tom, at=AT)
    seen = text(cast.client(cast.tom).get(f"/people/{cast.dee.pk}/"))
    for words in (
        "Dee Okafor", "Assistant principal, Birchwood High School", "dee@lakeside.example", "For Pat Lindqvist: Principal",
        "since August 1, 2026 until December 18, 2026", "mailed an invitation to Dee Okafor", "Invite again",
    ):  # fmt: skip
        assert words in seen
    pat = text(cast.client(cast.tom).get(f"/people/{cast.pat.pk}/"))
    assert "Dee Okafor acts for them" in pat
    ed = text(cast.client(cast.tom).get(f"/people/{cast.ed.pk}/"))
    assert "Erin Voss, as head of the place" in ed


def form_of(person: Person, **more) -> dict[str, object]:
    return {
        "name": person.name, "email": person.email, "title": person.title, "kind": person.kind, "place": person.place_id or "",
        "supervisor": person.supervisor_id or "", "ends_on": person.ends_on or "", **more,
    }  # fmt: skip


def test_a_person_is_added_and_invited_in_the_browser(cast: Cast):
    client = cast.client(cast.tom)
    response = client.post(
        "/people/add/",
        {"name": "Rosa Tanaka", "email": "Rosa@lakeside.example", "kind": "employee", "place": cast.elm.pk, "invite": "on"},
        follow=True,
    )
    rosa = Person.objects.get(email="rosa@lakeside.example")
    assert response.redirect_chain == [(f"/people/{rosa.pk}/", 302)]
    assert "Rosa Tanaka is added. A link to set a password is on its way to them." in text(response)
    assert mails() == [("invitation", "rosa@lakeside.example", "waiting")]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"email": "MAYA@lakeside.example"}, "This e-mail address is in use already."),
        ({"email": "a@b.example,c@d.example"}, "Write one e-mail address"),
        ({"kind": "volunteer"}, "A volunteer needs a last day."),
        ({"name": ""}, "Write the name."),
        ({"place": "harbor"}, "not one of the available choices"),
        ({"supervisor": "hope"}, "Choose a person from the list."),
        ({"ends_on": "soon"}, "Write the day as 2026-11-25."),
        ({"name": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_added_is_said_and_what_was_typed_stays(cast: Cast, more, sentence):
    known = {"harbor": cast.harbor_high.pk, "hope": cast.hope.pk}
    typed = {"name": "Rosa Tanaka", "email": "rosa@lakeside.example", "title": "coach", "kind": "employee"}
    response = cast.client(cast.tom).post(
        "/people/add/", {**typed, **{key: known.get(value, value) for key, value in more.items()}}
    )
    assert response.status_code == 200
    assert sentence in text(response)
    assert 'value="coach"' in text(response)
    assert told() == []


def test_a_person_is_changed_in_the_browser(cast: Cast):
    client = cast.client(cast.tom)
    assert 'value="ed@lakeside.example"' in text(client.get(f"/people/{cast.ed.pk}/change/"))
    response = client.post(f"/people/{cast.ed.pk}/change/", form_of(cast.ed, title="librarian", supervisor=cast.erin.pk))
    assert response["Location"] == f"/people/{cast.ed.pk}/"
    ed = Person.objects.get(pk=cast.ed.pk)
    assert (ed.title, ed.supervisor) == ("librarian", cast.erin)


def test_inviting_is_a_post(cast: Cast):
    client = cast.client(cast.tom)
    assert client.get(f"/people/{cast.ed.pk}/invite/").status_code == 405
    for sentence in ("on its way to ed@lakeside.example", "was invited a moment ago"):
        assert sentence in text(client.post(f"/people/{cast.ed.pk}/invite/", follow=True))
    assert len(mails()) == 1


def test_ending_shows_its_effect_first_and_does_it_then(cast: Cast):
    client = cast.client(cast.tom)
    shown = text(client.get(f"/people/{cast.pat.pk}/end/"))
    for words in (
        "Pat Lindqvist can no longer sign in",
        "Principal at Birchwood High School then has one holder less.",
        "Dee Okafor no longer acts for Pat Lindqvist, and is told by mail.",
        "For 2 people whose supervisor they are",
        "Nothing is deleted.",
    ):
        assert words in shown
    assert told() == []
    done = client.post(f"/people/{cast.pat.pk}/end/", {"reason": "Retired"}, follow=True)
    assert "Pat Lindqvist has ended." in text(done)
    assert "Retired" in text(done)
    assert not Person.objects.get(pk=cast.pat.pk).is_active
    assert ("They have ended and hold no role." in text(done), "can file requests" in text(done)) == (True, False)
    assert client.post(f"/people/{cast.pat.pk}/end/")["Location"] == f"/people/{cast.pat.pk}/"


def test_one_s_own_page_has_no_way_to_end_oneself(cast: Cast):
    client = cast.client(cast.tom)
    assert f"/people/{cast.tom.pk}/end/" not in text(client.get(f"/people/{cast.tom.pk}/"))
    assert client.post(f"/people/{cast.tom.pk}/end/").status_code == 302
    assert Person.objects.get(pk=cast.tom.pk).is_active


# appointments


def test_an_appointment_is_made_from_what_the_address_chose(cast: Cast):
    client = cast.client(cast.tom)
    principal = Role.objects.get(district=cast.lakeside, key="principal")
    shown = client.get(f"/appointments/add/?person={cast.ed.pk}&role={principal.pk}&school={cast.birchwood.pk}")
    for pk in (cast.ed.pk, principal.pk, cast.birchwood.pk):
        assert f'<option value="{pk}" selected>' in text(shown)
    typed = {"person": cast.ed.pk, "role": principal.pk, "school": cast.birchwood.pk, "starts_on": "2026-09-15", "beside": "on"}
    response = client.post("/appointments/add/", typed, follow=True)
    assert "Ed Castell is appointed Principal at Birchwood High School." in text(response)
    assert Appointment.objects.get(person=cast.ed).school == cast.birchwood
    assert "holds this role there already" in text(client.post("/appointments/add/", typed))
    assert client.get("/appointments/add/?person=x&role=²&school=" + "9" * 40).status_code == 200


def test_an_appointment_is_ended_at_once_or_on_a_day(cast: Cast):
    client = cast.client(cast.tom)
    address = f"/appointments/{held_by(cast.pat).pk}/end/"
    shown = text(client.get(address))
    assert "Nobody then holds it: Principal at Birchwood High School is vacant until you appoint somebody." in shown
    assert "lies before today" in text(client.post(address, {"on": "2026-09-14"}))
    assert "ends on October 30, 2026" in text(client.post(address, {"on": "2026-10-30"}, follow=True))
    assert "has ended" in text(client.post(address, {}, follow=True))
    assert "has ended already" in text(client.post(address, {}))


# one's own appointments


def test_my_appointments_says_what_i_hold_and_who_acts(cast: Cast):
    pat = text(cast.client(cast.pat).get("/my-appointments/"))
    for words in ("Principal", "Birchwood High School, since August 1, 2026", "Dee Okafor acts for you", "Name a designee"):
        assert words in pat
    dee = text(cast.client(cast.dee).get("/my-appointments/"))
    assert "For Pat Lindqvist: Principal" in dee
    assert "Name a designee" not in dee
    assert "You hold no role" in text(cast.client(cast.maya).get("/my-appointments/"))


def test_a_designee_is_named_and_withdrawn_in_the_browser(cast: Cast):
    client = cast.client(cast.erin)
    address = f"/my-appointments/{held_by(cast.erin).pk}/designee/"
    shown = text(client.get(address))
    assert "Ed Castell, teacher" in shown
    assert "Erin Voss, principal" not in shown
    assert "Choose a day." in text(client.post(address, {"person": cast.ed.pk, "starts_on": "2026-09-15"}))
    typed = {"person": cast.ed.pk, "starts_on": "2026-09-15", "ends_on": "2026-09-25"}
    assert "Ed Castell acts for you and is told by mail." in text(client.post(address, typed, follow=True))
    designation = held_by(cast.ed)
    assert "no longer acts for Erin Voss" in text(client.get(f"/designees/{designation.pk}/withdraw/"))
    assert "is no longer designee" in text(client.post(f"/designees/{designation.pk}/withdraw/", follow=True))
    assert [kind for kind, _, _ in mails()] == ["designee", "designee-withdrawn"]


def test_somebody_else_s_appointment_is_not_there(cast: Cast):
    own, designation = held_by(cast.pat).pk, held_by(cast.dee).pk
    for who in (cast.maya, cast.erin, cast.hugo):
        client = cast.client(who)
        assert client.get(f"/my-appointments/{own}/designee/").status_code == 404
        assert client.post(f"/designees/{designation}/withdraw/").status_code == 404
    assert cast.client(cast.dee).get(f"/my-appointments/{designation}/designee/")["Location"] == "/my-appointments/"
    assert cast.client(cast.dee).post(f"/designees/{designation}/withdraw/").status_code == 404
    response = cast.client(cast.tom).post(f"/designees/{designation}/withdraw/")
    assert response["Location"] == f"/people/{cast.pat.pk}/"


def test_in_a_large_district_people_are_typed(cast: Cast):
    many(cast, 200)
    Person.objects.create(name="Ed Castell", email="other.ed@lakeside.example", district=cast.lakeside)
    client = cast.client(cast.erin)
    address = f"/my-appointments/{held_by(cast.erin).pk}/designee/"
    assert "Write the name or the e-mail address." in text(client.get(address))
    days = {"starts_on": "2026-09-15", "ends_on": "2026-09-25"}
    for typed, sentence in [
        ("Ed Castell", "Several people have this name: write the e-mail address."),
        ("Hal Jensen", "Nobody here has this name or e-mail address."),
        ("", "Choose a person."),
        ("maya ortega", "Maya Ortega acts for you"),
        ("ED@lakeside.example", "Ed Castell acts for you"),
    ]:
        assert sentence in text(client.post(address, {"person": typed, **days}, follow=True))
    chosen = text(cast.client(cast.tom).get(f"/appointments/add/?person={cast.maya.pk}"))
    assert 'value="maya@lakeside.example"' in chosen
