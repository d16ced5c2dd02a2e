"""Taking over schools and people: all or nothing, by key, and the second time nothing changes."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts.models import Appointment, Person, School
from accounts.services import grants_due, grants_held
from records.models import Event
from tests.cast import AT, TODAY, Cast

from .trail import last_event, mails, told

SCHOOLS = """ncessch,leaid,school_name,lea_name,city,state,lowest_grade,highest_grade
010000500870,0100005,Oak Ridge School,Lakeside,Lakeside,IA,Pre-K,5
010000500871,0100005,Oak Ridge School,Lakeside,Lakeside,IA,Kindergarten,5
010000500872,0100005,Elm Street Elementary,Lakeside,Lakeside,IA,6,8
"""
PEOPLE = """name,email,title,kind,place,supervisor_email,role,ends_on
Rosa Tanaka,rosa@lakeside.example,coach,volunteer,Elm Street Elementary,lee@lakeside.example,,2027-06-11
Lee Brand,lee@lakeside.example,assistant principal,,Elm Street Elementary,erin@lakeside.example,Principal,
Ed Castell,ed@lakeside.example,librarian,employee,,erin@lakeside.example,,
Maya Ortega,maya@lakeside.example,,,,,,
"""


def run(tmp_path: Path, name: str, content: str | bytes, *words: str) -> str:
    path, out = tmp_path / "list.csv", StringIO()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with time_machine.travel(AT, tick=False):
        call_command(name, str(path), *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def schools(cast: Cast, tmp_path):
    return lambda content=SCHOOLS, *words: run(tmp_path, "import_schools", content, "--district", str(cast.lakeside.pk), *words)


@pytest.fixture
def people(cast: Cast, tmp_path):
    return lambda content=PEOPLE, *words: run(tmp_path, "import_people", content, "--district", str(cast.lakeside.pk), *words)


def table(cast: Cast) -> list[tuple[str, str]]:
    return list(
        School.objects.filter(district=cast.lakeside)
        .exclude(federal_id="")
        .order_by("federal_id")
        .values_list("federal_id", "name")
    )


# schools


def test_schools_come_in_by_their_id_and_one_added_by_hand_is_recognised(cast: Cast, schools):
    said = schools()
    assert "3 rows read, all fit to store" in said
    assert "Schools of Lakeside Community Schools: 2 new, 1 changed, 0 as before." in said
    assert table(cast) == [
        ("010000500870", "Oak Ridge School"),
        ("010000500871", "Oak Ridge School"),
        ("010000500872", "Elm Street Elementary"),
    ]
    elm = School.objects.get(pk=cast.elm.pk)
    assert (elm.federal_id, elm.city, elm.lowest_grade, elm.highest_grade) == ("010000500872", "Lakeside", "6", "8")
    cast.lakeside.refresh_from_db()
    assert cast.lakeside.federal_id == "0100005"
    assert told() == [("The operator", "import-schools", "imported 3 schools of Lakeside Community Schools: 2 new, 1 changed")]
    assert last_event().source == "command"


def test_the_second_time_nothing_changes(cast: Cast, schools):
    schools()
    before = list(School.objects.order_by("pk").values())
    assert "0 new, 0 changed, 3 as before." in schools()
    assert list(School.objects.order_by("pk").values()) == before
    assert len(told()) == 1


def test_a_school_that_is_renamed_stays_itself(cast: Cast, schools):
    schools()
    assert "0 new, 1 changed, 2 as before." in schools(SCHOOLS.replace("Elm Street Elementary", "Elm Street Middle"))
    assert School.objects.get(pk=cast.elm.pk).name == "Elm Street Middle"


def test_nothing_is_stored_where_one_line_is_bad(cast: Cast, schools):
    bad = SCHOOLS + "10000500873,0100005,West,x,,,,\n010000500874,0100005,,x,,,,\n"
    with pytest.raises(CommandError) as refused:
        schools(bad)
    assert str(refused.value).splitlines() == [
        "Nothing was stored. Put right:",
        "Line 5: ncessch is “10000500873”; it has 12 digits, and a spreadsheet may drop the zeros in front.",
        "Line 6: school_name is empty.",
    ]
    assert table(cast) == []
    assert told() == []


def test_three_hundred_bad_lines_are_three_hundred_sentences(cast: Cast, schools, people):
    with pytest.raises(CommandError) as refused:
        schools("ncessch,leaid,school_name\n" + "1,0100005,West\n" * 300)
    assert len(str(refused.value).splitlines()) == 301
    with pytest.raises(CommandError) as refused:
        people("name,email,place\n" + "".join(f"Bo Li,bo{n}@lakeside.example,Nowhere\n" for n in range(300)))
    assert len(str(refused.value).splitlines()) == 301


def test_of_a_file_with_several_districts_only_one_s_own_are_taken(cast: Cast, schools):
    state = SCHOOLS + "190000500872,1900005,Far Away School,Elsewhere,,,,\n"
    assert "2 new, 1 changed, 0 as before, 1 of other districts passed over." in schools(state, "--leaid", "0100005")
    assert "0 new, 0 changed, 3 as before, 1 of other districts passed over." in schools(state)
    with pytest.raises(CommandError, match="The file has no school of the district 2000000"):
        schools(state, "--leaid", "2000000")


def test_a_file_with_several_districts_is_refused_until_one_is_named(cast: Cast, schools):
    before = list(School.objects.order_by("pk").values())
    with pytest.raises(CommandError) as refused:
        schools(SCHOOLS + "190000500872,1900005,Far Away School,Elsewhere,,,,\n")
    assert str(refused.value).splitlines() == [
        "Nothing was stored. Put right:",
        "The file has schools of 2 districts. Name the one that is meant: --leaid 0100005, for example.",
    ]
    assert list(School.objects.order_by("pk").values()) == before
    cast.lakeside.refresh_from_db()
    assert (cast.lakeside.federal_id, told()) == ("", [])


def test_two_districts_may_have_the_same_school_and_only_one_is_written(cast: Cast, schools, tmp_path):
    run(tmp_path, "import_schools", SCHOOLS, "--district", str(cast.harbor.pk))
    assert table(cast) == []
    schools()
    assert len(table(cast)) == 3


def test_the_command_asks_which_district_where_there_are_two(cast: Cast, tmp_path):
    for words in ([], ["--district", "0"]):
        with pytest.raises(CommandError, match=f"Say which district with --district ID. {cast.lakeside.pk} is Lakeside"):
            run(tmp_path, "import_schools", SCHOOLS, *words)


def test_a_file_that_is_not_there_is_said(cast: Cast):
    for name in ("import_schools", "import_people"):
        with pytest.raises(CommandError, match="cannot be read: No such file"):
            call_command(name, "nonesuch.csv", "--district", str(cast.lakeside.pk))


# people


def test_people_come_in_by_their_address_with_place_supervisor_and_role(cast: Cast, people):
    said = people()
    assert "People of Lakeside Community Schools: 2 new, 1 changed, 1 as before." in said
    rosa, lee, ed = (Person.objects.get(email=f"{name}@lakeside.example") for name in ("rosa", "lee", "ed"))
    assert (rosa.name, rosa.title, rosa.kind, rosa.place, rosa.supervisor, rosa.ends_on) == (
        "Rosa Tanaka", "coach", "volunteer", cast.elm, lee, date(2027, 6, 11),
    )  # fmt: skip
    assert (lee.kind, lee.supervisor, lee.has_usable_password()) == ("employee", cast.erin, False)
    assert (ed.title, ed.place, ed.supervisor) == ("librarian", cast.elm, cast.erin)
    held = Appointment.objects.select_related("role").get(person=lee)
    assert (held.role.key, held.school, held.starts_on, held.ends_on, held.appointed_by) == (
        "principal", cast.elm, TODAY, None, "The operator",
    )  # fmt: skip
    assert grants_held() == grants_due(TODAY)
    assert told() == [("The operator", "import-people", "imported 4 people of Lakeside Community Schools: 2 new, 1 changed")]
    assert mails() == []


def test_the_same_list_again_changes_nobody(cast: Cast, people):
    people()
    before = list(Person.objects.order_by("pk").values())
    assert "0 new, 0 changed, 4 as before." in people()
    assert list(Person.objects.order_by("pk").values()) == before
    assert Appointment.objects.filter(person__email="lee@lakeside.example").count() == 1
    assert Event.objects.filter(verb="import-people").count() == 1


def test_everybody_new_may_be_invited_with_it(cast: Cast, people):
    assert "2 new, 1 changed, 1 as before, 2 invited." in people(PEOPLE, "--invite")
    assert mails() == [
        ("invitation", "rosa@lakeside.example", "waiting"),
        ("invitation", "lee@lakeside.example", "waiting"),
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Bo Li,bo@lakeside.example,,,Oak Ridge,,,", "place “Oak Ridge” is not a place of this district."),
        ("Bo Li,bo@lakeside.example,,,Harbor High School,,,", "place “Harbor High School” is not a place of this district."),
        ("Bo Li,bo@lakeside.example,,,Twin School,,,", "place “Twin School” is the name of 2 places; give its ncessch instead."),
        (
            "Bo Li,bo@lakeside.example,,,,nobody@lakeside.example,,",
            "supervisor_email nobody@lakeside.example is nobody of this district.",
        ),
        (
            "Bo Li,bo@lakeside.example,,,,hope@harbor.example,,",
            "supervisor_email hope@harbor.example is nobody of this district.",
        ),
        ("Bo Li,bo@lakeside.example,,,,bo@lakeside.example,,", "supervisor_email is the person's own."),
        ("Bo Li,bo@lakeside.example,,volunteer,,,,", "ends_on is empty; a volunteer needs a last day."),
        ("Bo Li,bo@lakeside.example,,,,,,2026-09-14", "ends_on 2026-09-14 lies in the past."),
        ("Bo Li,bo@lakeside.example,,,,,Emperor,", "role “Emperor” is not a role of this district."),
        ("Bo Li,bo@lakeside.example,,,,,principal,", "role “principal” is held at a school; give the place."),
        ("Hal Jensen,hal@harbor.example,,,,,,", "email hal@harbor.example is in use already."),
    ],
)
def test_what_a_row_refers_to_is_known_or_the_list_is_refused(cast: Cast, people, line, sentence):
    School.objects.create(district=cast.lakeside, name="Twin School", federal_id="010000500870")
    School.objects.create(district=cast.lakeside, name="Twin School", federal_id="010000500871")
    with pytest.raises(CommandError) as refused:
        people(f"{PEOPLE}{line}\n")
    assert str(refused.value).splitlines()[1:] == [f"Line 6: {sentence}"]
    assert not Person.objects.filter(email__in=["bo@lakeside.example", "rosa@lakeside.example"]).exists()
    assert told() == []


def test_every_bad_line_is_told_at_once_whatever_is_bad_about_it(cast: Cast, people):
    bad = "Bo Li,bo@lakeside.example,,boss,,,,\nAl Li,al@lakeside.example,,,Nowhere,bo@lakeside.example,,\n,,,,,,,x\n"
    with pytest.raises(CommandError) as refused:
        people(PEOPLE + bad)
    assert str(refused.value).splitlines()[1:] == [
        "Line 6: kind is “boss”; it is employee or volunteer.",
        "Line 7: place “Nowhere” is not a place of this district.",
        "Line 8: ends_on is “x”; write the day as 2026-11-25.",
        "Line 8: name is empty.",
        "Line 8: email is empty.",
    ]


def test_a_place_may_be_named_by_its_id_where_its_name_repeats(cast: Cast, people):
    School.objects.create(district=cast.lakeside, name="Twin School", federal_id="010000500870")
    twin = School.objects.create(district=cast.lakeside, name="Twin School", federal_id="010000500871")
    people("name,email,place\nBo Li,bo@lakeside.example,010000500871\n")
    assert Person.objects.get(email="bo@lakeside.example").place == twin


def test_a_list_does_not_bring_anybody_back(cast: Cast, people):
    Person.objects.filter(pk=cast.ed.pk).update(is_active=False, ended_at=AT)
    with pytest.raises(CommandError, match=r"Line 4: ed@lakeside\.example has ended"):
        people()


def test_a_role_of_the_whole_district_needs_no_place(cast: Cast, people):
    people("name,email,role\nBo Li,bo@lakeside.example,superintendent\n")
    assert Appointment.objects.get(person__email="bo@lakeside.example").school is None


@pytest.mark.parametrize(("name", "words"), [("import_people", "supervisor_email"), ("import_schools", "12 and 7 digits")])
def test_the_help_of_a_command_explains_its_columns(name, words, capsys):
    with pytest.raises(SystemExit):
        call_command(name, "--help")
    assert words in capsys.readouterr().out
