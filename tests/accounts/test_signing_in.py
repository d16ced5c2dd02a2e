"""Signing in and out, lockout, mailed links and passwords."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import services
from accounts.models import Person
from records.models import Message
from tests.cast import AT, PASSWORD, Cast

from .trail import link_in, mails, text, told

pytestmark = pytest.mark.usefixtures("at_work")
NEW = "quiet prairie wind"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post("/sign-in/", {"username": email, "password": password}, **more)


def signed_in(client: Client) -> bool:
    return client.get("/my-appointments/").status_code == 200


def test_everything_is_closed_to_a_stranger(client, cast: Cast):
    for address in ("/", "/people/", "/schools/", "/district/", "/calendar/", "/my-appointments/", f"/people/{cast.maya.pk}/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={address}")


@pytest.mark.parametrize("typed", ["maya@lakeside.example", "Maya@Lakeside.Example", " MAYA@LAKESIDE.EXAMPLE "])
def test_an_address_signs_in_in_any_case(client, cast: Cast, typed):
    assert sign_in(client, typed)["Location"] == "/"
    assert signed_in(client)


def test_after_signing_in_one_is_where_the_mail_s_link_led_and_nowhere_else(client, cast: Cast):
    for following, arrived in [("/schools/", "/schools/"), ("https://evil.example/", "/"), ("//evil.example", "/")]:
        response = client.post("/sign-in/", {"username": cast.maya.email, "password": PASSWORD, "next": following})
        assert response["Location"] == arrived
        client.post("/sign-out/")


def test_the_session_gets_a_new_key(client, cast: Cast):
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    sign_in(client, cast.maya.email)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_is_a_post_and_ends_the_session(client, cast: Cast):
    sign_in(client, cast.maya.email)
    assert client.get("/sign-out/").status_code == 405
    assert signed_in(client)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not signed_in(client)


def test_a_wrong_password_and_an_unknown_address_read_alike(client, cast: Cast):
    sentence = "This e-mail address and this password do not go together."
    for email, password in [(cast.maya.email, "wrong"), ("nobody@lakeside.example", PASSWORD)]:
        assert sentence in text(sign_in(client, email, password))


def test_somebody_who_has_ended_cannot_sign_in(client, cast: Cast):
    Person.objects.filter(pk=cast.maya.pk).update(is_active=False)
    assert "do not go together" in text(sign_in(client, cast.maya.email))
    assert not signed_in(client)


def test_ten_failures_hold_an_address_back_for_fifteen_minutes_whatever_its_case(client, cast: Cast, at_work):
    spellings = ["maya@lakeside.example", "MAYA@lakeside.example", " Maya@Lakeside.example"]
    answers = [sign_in(client, spellings[number % 3], "wrong").status_code for number in range(10)]
    assert answers == [200] * 9 + [429]
    locked = sign_in(client, cast.maya.email)
    assert locked.status_code == 429
    assert "Sign-in with this e-mail address is held back for 15 minutes" in text(locked)
    assert not signed_in(client)
    at_work.move_to(AT + timedelta(minutes=16), tick=False)
    assert sign_in(client, cast.maya.email).status_code == 302


def test_a_lockout_holds_back_nobody_else(client, cast: Cast):
    for _ in range(10):
        sign_in(client, cast.maya.email, "wrong")
    assert sign_in(client, cast.ed.email).status_code == 302
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), cast.maya.email).status_code == 302


def test_a_good_sign_in_forgets_the_failures_before_it(client, cast: Cast):
    for _ in range(3):
        for _ in range(9):
            sign_in(client, cast.maya.email, "wrong")
        assert sign_in(client, cast.maya.email).status_code == 302
        client.post("/sign-out/")


# mailed links


def ask(client: Client, email: str) -> str:
    response = client.post("/password-reset/", {"email": email})
    return f"{response.status_code} {response['Location']}"


def test_asking_for_a_link_answers_alike_whether_or_not_the_address_is_somebody_s(client, cast: Cast):
    Person.objects.filter(pk=cast.ed.pk).update(is_active=False)
    for email in ("Maya@lakeside.example", "nobody@lakeside.example", cast.ed.email):
        assert ask(client, email) == "302 /password-reset/sent/"
    assert mails() == [("reset", "maya@lakeside.example", "waiting")]
    assert told() == [("Somebody at the sign-in page", "mail-reset", "asked for a new password for Maya Ortega")]


def test_one_person_is_mailed_one_link_in_five_minutes(client, cast: Cast, at_work):
    for _ in range(3):
        ask(client, cast.maya.email)
    assert len(mails()) == 1
    at_work.move_to(AT + timedelta(minutes=5), tick=False)
    ask(client, cast.maya.email)
    assert len(mails()) == 2


def link(client: Client, cast: Cast) -> str:
    ask(client, cast.maya.email)
    return link_in(Message.objects.latest("id"))


def set_by(client: Client, address: str, password: str = NEW, again: str | None = None):
    return client.post(address, {"new_password1": password, "new_password2": again or password})


def test_reading_the_link_changes_nothing(client, cast: Cast):
    address = link(client, cast)
    before = Person.objects.values().get(pk=cast.maya.pk)
    for _ in range(3):
        assert client.get(address).status_code == 200
    assert Person.objects.values().get(pk=cast.maya.pk) == before
    assert Session.objects.count() == 0


def test_the_button_sets_the_password_once(client, cast: Cast):
    address = link(client, cast)
    assert set_by(client, address)["Location"] == "/set-password/done/"
    assert client.get("/set-password/done/").status_code == 200
    assert sign_in(client, cast.maya.email, NEW).status_code == 302
    for response in (client.get(address), set_by(client, address, "another long phrase")):
        assert response.status_code == 404
        assert "This link is over" in text(response)
    assert told()[-1] == ("Maya Ortega", "set-password", "set a password")


def test_a_new_password_opens_a_lockout(client, cast: Cast):
    for _ in range(10):
        sign_in(client, cast.maya.email, "wrong")
    set_by(client, link(client, cast))
    assert sign_in(client, cast.maya.email, NEW).status_code == 302


@pytest.mark.parametrize("uid", ["x", "MQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "%F0%9F", "LTE"])
def test_a_link_that_was_never_mailed_is_over(client, cast: Cast, uid):
    assert client.get(f"/set-password/{uid}/abc-def/").status_code == 404


def test_a_link_ends_after_three_days_with_the_person_and_with_the_address(client, cast: Cast, at_work):
    address = link(client, cast)
    at_work.move_to(AT + timedelta(days=3), tick=False)
    assert client.get(address).status_code == 200
    at_work.move_to(AT + timedelta(days=3, seconds=1), tick=False)
    assert client.get(address).status_code == 404
    at_work.move_to(AT, tick=False)
    assert client.get(address).status_code == 200
    services.end_person(person=cast.maya, by=cast.tom, at=AT)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "at least 12 characters"),
        ("password1234", "password1234", "too common"),
        ("maya@lakeside", "maya@lakeside", "too similar"),
        (NEW, NEW + "s", "match"),
    ],
)
def test_a_poor_password_is_refused_and_the_link_stays_good(client, cast: Cast, password, again, sentence):
    address = link(client, cast)
    assert sentence in text(set_by(client, address, password, again))
    assert set_by(client, address).status_code == 302


# one's own password and look


def change(client: Client, old: str = PASSWORD):
    return client.post("/password/", {"old_password": old, "new_password1": NEW, "new_password2": NEW})


def test_changing_the_password_ends_every_other_session(cast: Cast):
    here, elsewhere = cast.client(cast.maya), cast.client(cast.maya)
    assert change(here)["Location"] == "/my-appointments/"
    assert signed_in(here)
    assert not signed_in(elsewhere)
    assert told() == [("Maya Ortega", "set-password", "set a password")]


def test_the_old_password_is_asked_for(cast: Cast):
    client = cast.client(cast.maya)
    assert "old password" in text(change(client, "wrong"))
    assert Person.objects.get(pk=cast.maya.pk).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("following", "arrived"),
    [("/my-appointments/", "/my-appointments/"), ("https://evil.example/", "/"), ("/\\evil.example", "/")],
)
def test_a_look_is_chosen_and_one_stays_where_one_was(cast: Cast, following, arrived):
    client = cast.client(cast.maya)
    assert client.post("/theme/", {"theme": "dark", "next": following})["Location"] == arrived
    assert 'data-bs-theme="dark"' in text(client.get("/my-appointments/"))
    assert client.get("/theme/").status_code == 405
