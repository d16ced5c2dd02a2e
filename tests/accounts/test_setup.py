"""Starting a district, and what is set up about it afterwards."""

from datetime import time
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts import roles, services
from accounts.models import Appointment, District, Person, School
from accounts.rules import Refused
from policies.models import PolicyVersion
from records.events import OPERATOR
from records.models import Message
from tests.cast import AT, TODAY, Cast

from .trail import last_event, link_in, mails, text, told


def start(**more) -> Person:
    return services.start_district(
        **{
            "name": "Prairie Schools",
            "time_zone": "America/Denver",
            "director_email": "Ada@prairie.example",
            "director_name": "Ada Bly",
            "by": OPERATOR,
            "at": AT,
            **more,
        }
    )


def test_a_district_starts_with_its_office_its_director_and_a_link(db):
    ada = start()
    district = District.objects.get()
    assert (district.name, district.time_zone, district.email_domains) == (
        "Prairie Schools",
        "America/Denver",
        ["prairie.example"],
    )
    assert "gmail.com" in district.consumer_mail_domains
    assert School.objects.values_list("name", "kind").get() == ("District office", "office")
    assert (ada.name, ada.email, ada.place, ada.has_usable_password()) == (
        "Ada Bly",
        "ada@prairie.example",
        School.objects.get(),
        False,
    )
    held = Appointment.objects.select_related("role").get()
    assert (held.person, held.role.key, held.starts_on, held.appointed_by) == (ada, "technology_director", TODAY, "The operator")
    assert tuple(held.role.capabilities) == roles.DIRECTOR_CAPABILITIES
    assert told() == [("The operator", "start-district", "started Prairie Schools with Ada Bly as Technology director")]
    assert mails() == [("invitation", "ada@prairie.example", "waiting")]


def test_the_director_can_set_everything_up_from_there(db, client, at_work):
    ada = start()
    link = link_in(Message.objects.get())
    assert client.post(link, {"new_password1": "quiet prairie wind", "new_password2": "quiet prairie wind"}).status_code == 302
    client.post("/sign-in/", {"username": ada.email, "password": "quiet prairie wind"})
    for address in ("/people/", "/people/add/", "/district/", "/schools/add/", "/calendar/import/", "/appointments/add/"):
        assert client.get(address).status_code == 200


def test_a_private_mailbox_is_not_the_district_s_domain(db):
    start(director_email="ada@gmail.com")
    assert District.objects.get().email_domains == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"name": " "}, "A district needs a name"),
        ({"name": "lakeside community SCHOOLS"}, "There is a district called lakeside community SCHOOLS already"),
        ({"time_zone": "Central"}, "There is no time zone Central. Write it like America/Chicago"),
        ({"director_email": "tom@lakeside.example"}, "in use already"),
        ({"director_email": "nobody"}, "Write an e-mail address"),
    ],
)
def test_a_start_that_cannot_be_is_refused_whole(cast: Cast, more, sentence):
    with pytest.raises(Refused, match=sentence):
        start(**more)
    assert District.objects.count() == 2
    assert told() == []


# the command


def command(*words: str) -> str:
    out = StringIO()
    with time_machine.travel(AT, tick=False):
        call_command("start_district", *words, stdout=out)
    return out.getvalue()


def test_the_command_starts_a_district_under_a_policy(db):
    said = command("Prairie Schools", "--timezone", "America/Denver", "--director", "ada@prairie.example", "--policy", "model")
    district = District.objects.get()
    assert f"Prairie Schools is district {district.pk}." in said
    assert "ada@prairie.example" in said
    assert "is in force from September 15, 2026." in said
    assert PolicyVersion.objects.get().in_force_from == TODAY
    ada = Person.objects.get()
    assert (ada.name, mails()) == ("ada", [("invitation", "ada@prairie.example", "waiting")])
    assert set(roles.DIRECTOR_CAPABILITIES) <= set(Appointment.objects.select_related("role").get().role.capabilities)


@pytest.mark.parametrize("policy", ["chsd230", "crschools", "jndc", "policy401", "staffuse"])
def test_the_director_can_go_on_setting_up_under_every_policy(db, policy):
    command("Prairie Schools", "--timezone", "America/Denver", "--director", "ada@prairie.example", "--policy", policy)
    assert {roles.MANAGES, roles.EDITS_POLICIES} <= set(Appointment.objects.select_related("role").get().role.capabilities)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--timezone", "Central"], "There is no time zone Central"),
        (["--timezone", "America/Denver", "--policy", "nonesuch"], "No policy nonesuch comes with Rollcall. There are: chsd230"),
    ],
)
def test_the_command_stores_nothing_where_anything_is_wrong(db, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        command("Prairie Schools", "--director", "ada@prairie.example", *words)
    assert District.objects.count() == Person.objects.count() == Message.objects.count() == 0


def test_the_command_says_nothing_of_what_it_did_not_do(db):
    out = StringIO()
    words = ["--timezone", "America/Denver", "--director", "ada@prairie.example", "--policy", "nonesuch"]
    with pytest.raises(CommandError):
        call_command("start_district", "Prairie Schools", *words, stdout=out)
    assert out.getvalue() == ""


# places and facts


def test_a_place_is_added_and_renamed(cast: Cast):
    annex = services.add_place(district=cast.lakeside, name="Annex", kind="department", by=cast.tom, at=AT)
    assert services.change_place(place=annex, name="Science annex", kind="department", by=cast.tom, at=AT)
    assert not services.change_place(place=annex, name="Science annex", kind="department", by=cast.tom, at=AT)
    assert told() == [
        ("Tom Adeyemi", "add-place", "added Annex"),
        ("Tom Adeyemi", "change-place", "changed Annex to Science annex, department"),
    ]


def facts(cast: Cast, **more) -> list[str]:
    fields = ("name", "email_domains", "consumer_mail_domains", "weekend_days", "colour")
    known = {field: getattr(cast.lakeside, field) for field in fields}
    return services.change_district(
        **{"district": cast.lakeside, **known, "digest_at": time(7), "by": cast.tom, "at": AT, **more}
    )


def test_the_district_s_facts_change(cast: Cast):
    cast.lakeside.refresh_from_db()
    assert facts(cast) == []
    assert facts(cast, digest_at=time(6, 30), weekend_days=[6, 4], colour="#8a1c3b") == ["weekend_days", "digest_at", "colour"]
    district = District.objects.get(pk=cast.lakeside.pk)
    assert (district.digest_at, district.weekend_days, district.colour) == (time(6, 30), [4, 6], "#8a1c3b")
    assert told() == [
        ("Tom Adeyemi", "change-district", "changed weekend days, digest hour and colour of Lakeside Community Schools")
    ]
    assert last_event().details["digest_at"] == ["07:00:00", "06:30:00"]


def test_a_week_keeps_a_school_day(cast: Cast):
    with pytest.raises(Refused, match="Leave at least one day"):
        facts(cast, weekend_days=[0, 1, 2, 3, 4, 5, 6])


def test_a_domain_is_not_the_district_s_and_one_of_private_mail(cast: Cast):
    cast.lakeside.refresh_from_db()
    with pytest.raises(Refused, match=r"lakeside\.example is in both lists of mail domains\. Take it out of"):
        facts(cast, consumer_mail_domains=["gmail.com", "lakeside.example"])
    assert facts(cast, consumer_mail_domains=["gmail.com"]) == ["consumer_mail_domains"]
    assert District.objects.get(pk=cast.lakeside.pk).consumer_mail_domains == ["gmail.com"]
    assert told() == [("Tom Adeyemi", "change-district", "changed private mail domains of Lakeside Community Schools")]


def test_the_district_page_says_what_was_set(cast: Cast, at_work):
    seen = text(cast.client(cast.maya).get("/district/"))
    for words in ("Central Time", "lakeside.example", "Saturday and Sunday", "7:00 a.m. on school days"):
        assert words in seen
