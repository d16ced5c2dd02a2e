"""The pages on schools, the district and the calendar."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import services
from accounts.models import CalendarDay, District, Role, School
from accounts.selectors import Cursor, calendar_page, places_page, roles_at, roles_of
from tests.cast import AT, TODAY, Cast

from .trail import last_event, text, told

pytestmark = pytest.mark.usefixtures("at_work")
FRIDAY = date(2026, 9, 18)


def test_everybody_of_the_district_reads_its_places_and_who_holds_what(cast: Cast):
    for who in (cast.maya, cast.val, cast.pat, cast.tom):
        client = cast.client(who)
        schools = text(client.get("/schools/"))
        assert "Birchwood High School" in schools
        assert "Pat Lindqvist" in schools
        assert "Harbor High School" not in schools
        school = text(client.get(f"/schools/{cast.birchwood.pk}/"))
        assert "Dee Okafor for Pat Lindqvist" in school
        assert "until December 18, 2026" in school
        assert "Tom Adeyemi" in text(client.get("/district/"))


def test_another_district_s_school_is_not_there(cast: Cast):
    client = cast.client(cast.hugo)
    for address in (f"/schools/{cast.elm.pk}/", f"/schools/{cast.elm.pk}/calendar/", f"/schools/{cast.elm.pk}/calendar/import/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in (404, 405)
    assert client.get(f"/schools/{'9' * 30}/").status_code == 404


def test_only_who_manages_people_sees_the_buttons_and_the_trail(cast: Cast):
    for who, there in [(cast.tom, True), (cast.pat, False)]:
        for address in (f"/schools/{cast.birchwood.pk}/", "/district/"):
            seen = text(cast.client(who).get(address))
            assert ("/appointments/add/?role=" in seen) is there
            assert ("What happened" in seen) is there
            assert (f"/people/{cast.pat.pk}/" in seen or f"/people/{cast.tom.pk}/" in seen) is there


def test_a_vacant_role_is_said_to_be_vacant(cast: Cast):
    services.end_person(person=cast.erin, by=cast.tom, at=AT)
    assert [(line.label, [holder.name for holder in line.holders]) for line in roles_at(cast.elm, on=TODAY)] == [
        ("Principal", [])
    ]
    assert "Vacant" in text(cast.client(cast.maya).get(f"/schools/{cast.elm.pk}/"))
    notes = {line.label: line.note for line in roles_of(cast.lakeside, on=TODAY)}
    assert notes["Principal"] == "Held at 1 of 3 places. Vacant at District Office and Elm Street Elementary."


def test_a_role_held_nowhere_is_vacant_and_an_office_counts_among_the_places(cast: Cast):
    (line,) = [line for line in roles_of(cast.lakeside, on=TODAY) if line.label == "Principal"]
    assert (line.note, line.is_partly_vacant) == ("Held at 2 of 3 places. Vacant at District Office.", True)
    principal = Role.objects.get(district=cast.lakeside, key="principal")
    services.appoint(person=cast.casey, role=principal, school=cast.office, by=cast.tom, at=AT)
    (line,) = [line for line in roles_of(cast.lakeside, on=TODAY) if line.label == "Principal"]
    assert (line.note, line.is_partly_vacant) == ("Held at 3 of 3 places.", False)
    for holder in (cast.erin, cast.pat, cast.casey):
        services.end_person(person=holder, by=cast.tom, at=AT)
    (line,) = [line for line in roles_of(cast.lakeside, on=TODAY) if line.label == "Principal"]
    assert (line.holders, line.note, line.is_partly_vacant) == ((), "", False)
    page = text(cast.client(cast.tom).get("/district/"))
    assert "Held at 0" not in page
    assert "Partly vacant" not in page


def test_a_body_outside_is_said_to_decide_there_and_who_records_it(cast: Cast):
    Role.objects.create(
        district=cast.lakeside,
        key="board",
        label="Board",
        scope="external",
        recorded_by=["superintendent", "technology_director"],
    )
    (board,) = [line for line in roles_of(cast.lakeside, on=TODAY) if line.label == "Board"]
    assert board.note.startswith("Decides outside Rollcall; ")
    assert "Superintendent" in board.note
    assert not board.may_be_given


def test_roles_that_follow_from_a_person_are_not_listed(cast: Cast):
    asked = set(Role.objects.filter(district=cast.lakeside, scope="person").values_list("label", flat=True))
    assert asked
    assert asked.isdisjoint(line.label for line in roles_of(cast.lakeside, on=TODAY))


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_places_and_roles_take_as_many_queries_for_one_as_for_three(cast: Cast, rows, django_assert_num_queries):
    for number in range(rows):
        place = School.objects.create(district=cast.harbor, name=f"School {number}")
        role = Role.objects.create(
            district=cast.harbor, key=f"head{number}", label=f"Head {number}", scope="school", capabilities=["heads"]
        )
        services.appoint(person=cast.hal, role=role, school=place, by=cast.hugo, at=AT)
    standing = cast.standing(cast.hugo)
    with django_assert_num_queries(3):
        assert len(places_page(standing).lines) == rows + 1
    with django_assert_num_queries(3):
        roles_of(cast.harbor, on=TODAY)
    with django_assert_num_queries(2):
        roles_at(cast.harbor_high, on=TODAY)


def test_places_are_searched_by_name_and_city(cast: Cast):
    School.objects.filter(pk=cast.elm.pk).update(city="Riverside")
    client = cast.client(cast.maya)
    for words, names in [("elm", ["Elm Street Elementary"]), ("RIVER", ["Elm Street Elementary"]), ("harbor", [])]:
        assert [line.name for line in client.get(f"/schools/?words={words}").context["lines"]] == names


def test_a_place_is_added_and_renamed_in_the_browser(cast: Cast):
    client = cast.client(cast.tom)
    response = client.post("/schools/add/", {"name": "Annex", "kind": "department"}, follow=True)
    assert "Annex is added." in text(response)
    annex = School.objects.get(name="Annex")
    assert "Write the name." in text(client.post(f"/schools/{annex.pk}/change/", {"name": " ", "kind": "office"}))
    client.post(f"/schools/{annex.pk}/change/", {"name": "North annex", "kind": "office"})
    annex.refresh_from_db()
    assert (annex.name, annex.kind) == ("North annex", "office")


def facts(**more) -> dict[str, object]:
    return {
        "name": "Lakeside",
        "email_domains": "lakeside.example",
        "consumer_mail_domains": "\n".join(services.CONSUMER_MAIL_DOMAINS),
        "weekend_days": ["5", "6"],
        "digest_at": "07:00",
        "colour": "",
        **more,
    }


def test_the_district_s_facts_are_changed_in_the_browser(cast: Cast):
    client = cast.client(cast.tom)
    typed = facts(
        email_domains="lakeside.example\n@Lakeside-K12.example", weekend_days=["4", "5"], digest_at="06:30", colour="#8A1c3b"
    )
    assert client.post("/district/change/", typed)["Location"] == "/district/"
    district = District.objects.get(pk=cast.lakeside.pk)
    assert (district.email_domains, district.weekend_days, district.colour) == (
        ["lakeside.example", "lakeside-k12.example"], [4, 5], "#8A1c3b",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"email_domains": "not a domain"}, "not is not a domain. Write it as district.org."),
        ({"consumer_mail_domains": "a@gmail.com"}, "a@gmail.com is not a domain. Write it as district.org."),
        (
            {"consumer_mail_domains": "lakeside.example"},
            "lakeside.example is in both lists of mail domains. Take it out of the district’s or out of the private ones.",
        ),
        ({"weekend_days": ["0", "1", "2", "3", "4", "5", "6"]}, "Leave at least one day of the week as a school day."),
        ({"digest_at": "25:00"}, "Write the hour as 07:00."),
        ({"colour": "red"}, "Write the colour as #"),
    ],
)
def test_facts_that_cannot_be_are_said(cast: Cast, more, sentence):
    assert sentence in text(cast.client(cast.tom).post("/district/change/", facts(**more)))
    assert told() == []


def test_the_domains_of_private_mail_are_shown_and_changed_and_what_was_typed_stays(cast: Cast):
    client = cast.client(cast.tom)
    assert "aol.com, att.net" in text(client.get("/district/"))
    assert "aol.com\natt.net" in text(client.get("/district/change/"))
    typed = "@Mailbox.example, gmail.com\nhalf"
    response = client.post("/district/change/", facts(consumer_mail_domains=typed, name="Lakeside Schools"))
    assert "half is not a domain. Write it as district.org." in text(response)
    assert (typed in text(response), "Lakeside Schools" in text(response), told()) == (True, True, [])
    client.post(
        "/district/change/", facts(consumer_mail_domains="@Mailbox.example, gmail.com gmail.com", name=cast.lakeside.name)
    )
    assert District.objects.get(pk=cast.lakeside.pk).consumer_mail_domains == ["mailbox.example", "gmail.com"]
    assert told() == [("Tom Adeyemi", "change-district", "changed private mail domains of Lakeside Community Schools")]
    before, after = last_event().details["consumer_mail_domains"]
    assert ("att.net" in before, after) == (True, "['mailbox.example', 'gmail.com']")
    assert "mailbox.example and gmail.com" in text(client.get("/district/"))


# the calendar


def add(cast: Cast, address: str = "/calendar/", who=None, **more):
    typed = {"what": "closed", "on": "2026-09-18", "label": "Snow day", **more}
    return cast.client(who or cast.tom).post(address, typed, follow=True)


def test_a_snow_day_is_added_and_taken_off(cast: Cast):
    seen = text(add(cast))
    assert "1 day without school from September 18, 2026." in seen
    assert "Friday, September 18, 2026" in seen
    assert "Snow day" in text(cast.client(cast.maya).get(f"/schools/{cast.elm.pk}/calendar/"))
    day = CalendarDay.objects.get()
    client = cast.client(cast.tom)
    assert client.get(f"/calendar/days/{day.pk}/remove/").status_code == 405
    assert "is again as the week says" in text(client.post(f"/calendar/days/{day.pk}/remove/", follow=True))
    assert not CalendarDay.objects.exists()


def test_a_school_has_days_of_its_own(cast: Cast):
    add(cast, f"/schools/{cast.elm.pk}/calendar/", what="open", on="2026-09-19", label="Made up")
    assert CalendarDay.objects.values_list("school", "is_open").get() == (cast.elm.pk, True)
    assert "School after all" in text(cast.client(cast.maya).get(f"/schools/{cast.elm.pk}/calendar/"))
    for address in ("/calendar/", f"/schools/{cast.birchwood.pk}/calendar/"):
        assert "Made up" not in text(cast.client(cast.maya).get(address))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"on": "2026-02-30"}, "Write the day as 2026-11-25."),
        ({"on": "2101-01-01"}, "Write a day between 2000 and 2100."),
        ({"on": "9999-12-31"}, "Write a day between 1900 and 2199."),
        ({"until": "2026-09-17"}, "The last day comes after the first"),
        ({"what": "open", "until": "2026-09-17"}, "The last day comes after the first"),
        ({"label": "x" * 201}, "at most 200 characters"),
    ],
)
def test_a_day_that_cannot_be_is_said(cast: Cast, more, sentence):
    assert sentence in text(add(cast, **more))
    assert not CalendarDay.objects.exists()


def test_who_does_not_keep_the_calendar_reads_it_and_no_more(cast: Cast):
    add(cast)
    day = CalendarDay.objects.get()
    for who in (cast.maya, cast.pat):
        client = cast.client(who)
        seen = text(client.get("/calendar/"))
        assert "Friday, September 18, 2026" in seen
        assert "Add a day" not in seen
        assert client.post("/calendar/", {"what": "closed", "on": "2026-09-21"}).status_code == 404
        assert client.post(f"/calendar/days/{day.pk}/remove/").status_code == 404
        assert client.get("/calendar/import/").status_code == 404
    assert cast.client(cast.hugo).post(f"/calendar/days/{day.pk}/remove/").status_code == 404
    assert CalendarDay.objects.count() == 1


def test_what_is_over_is_a_list_of_its_own_newest_first(cast: Cast):
    for on in ("2026-09-07", "2026-09-14", "2026-09-15"):
        add(cast, on=on)
    client = cast.client(cast.maya)
    assert [line.when for line in client.get("/calendar/").context["lines"]] == ["Tuesday, September 15, 2026"]
    assert [line.when for line in client.get("/calendar/?show=past").context["lines"]] == [
        "Monday, September 14, 2026",
        "Monday, September 7, 2026",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_the_calendar_takes_two_queries(cast: Cast, rows, django_assert_num_queries):
    services.close_day(district=cast.lakeside, school=cast.elm, on=FRIDAY, until=date(2026, 9, 17 + rows), by=cast.tom, at=AT)
    with django_assert_num_queries(2):
        page = calendar_page(district=cast.lakeside, school=cast.elm, today=TODAY, cursor=Cursor())
    assert len(page.lines) == rows


# a file of closed days


def upload(cast: Cast, content: str | bytes, address: str = "/calendar/import/"):
    raw = content if isinstance(content, bytes) else content.encode()
    return cast.client(cast.tom).post(address, {"file": SimpleUploadedFile("days.csv", raw, "text/csv")})


GOOD = "start,end,title,no_school\n2026-11-25,2026-11-27,Recess,true\n2026-11-24,2026-11-24,Early dismissal,false\n"


def test_a_file_is_looked_at_before_anything_is_stored(cast: Cast):
    assert "Choose a file." not in text(cast.client(cast.tom).get("/calendar/import/"))
    response = upload(cast, GOOD)
    seen = text(response)
    assert "The file closes 3 days" in seen
    assert "Wednesday, November 25, 2026" in seen
    assert not CalendarDay.objects.exists()
    client = cast.client(cast.tom)
    for sentence in ("Calendar: 3 new, 0 changed, 0 as before.", "Calendar: 0 new, 0 changed, 3 as before."):
        assert sentence in text(client.post("/calendar/import/", {"days": response.context["days"]}, follow=True))
    assert list(CalendarDay.objects.values_list("on", "label", "school")) == [
        (date(2026, 11, day), "Recess", None) for day in (25, 26, 27)
    ]


def test_a_file_for_one_school_closes_that_school_alone(cast: Cast):
    address = f"/schools/{cast.elm.pk}/calendar/import/"
    days = upload(cast, GOOD, address).context["days"]
    assert cast.client(cast.tom).post(address, {"days": days})["Location"] == f"/schools/{cast.elm.pk}/calendar/"
    assert set(CalendarDay.objects.values_list("school", flat=True)) == {cast.elm.pk}


def test_every_problem_of_a_file_is_listed_by_line_and_nothing_is_stored(cast: Cast):
    seen = text(upload(cast, "date,label\n2026-11-25,Good\nsoon,Bad\n2026-13-01,Worse\n"))
    for words in ("Nothing was stored", "Line 3: date is “soon”", "Line 4: date is “2026-13-01”"):
        assert words in seen
    assert "Close 1 day" not in seen
    assert not CalendarDay.objects.exists()


def test_the_page_lists_the_last_of_three_hundred_problems_too(cast: Cast):
    seen = text(upload(cast, "date,label\n" + "soon,x\n" * 300))
    assert [f"Line {line}: date is “soon”" in seen for line in (2, 202, 301)] == [True, True, True]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xff\xfe\x00", "The file is in UTF-16."),
        (b"date,label\n\x00\n", "NUL bytes"),
        (b"date,label\n", "The file closes no day"),
        (b"x" * (1024 * 1024 + 1), "at most 1 MB"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Line 1"),
    ],
)
def test_a_file_that_is_none_is_said_to_be(cast: Cast, content, sentence):
    response = upload(cast, content)
    assert response.status_code == 200
    assert sentence in text(response)


def test_days_that_came_back_broken_are_not_stored(cast: Cast):
    for days in ("", "rubbish", "date,label\nsoon,x\n", "date,label\n"):
        response = cast.client(cast.tom).post("/calendar/import/", {"days": days})
        assert response["Location"] == "/calendar/import/"
    assert not CalendarDay.objects.exists()
