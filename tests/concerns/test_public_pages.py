"""The pages for people without an account: what they show, in which language, and how a form comes back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from concerns import tokens
from concerns.models import Attempt, Complaint
from policies.selectors import document_of
from records.models import Event, Message
from registry.models import Site
from registry.states import CLOSED, UNOFFICIAL
from tests.cast import AT, Cast

from .complaining import VISITOR, WORDS, address, door, follow, receipt_in, send, site, ticket

pytestmark = pytest.mark.django_db


def shown(path: str, **headers: str) -> str:
    reply = Client().get(path, headers=headers)
    assert reply.status_code == 200
    return str(reply.content.decode())


def test_a_sites_page_says_its_name_platform_address_and_school_and_nobodys_name(cast: Cast) -> None:
    made = site(cast, typed="https://www.instagram.com/robotics/")
    page = shown(address(made))
    for words in ("Robotics", "Instagram", "instagram.com/robotics", "Birchwood High School", "Lakeside Community Schools"):
        assert words in page
    for hidden in ("Ortega", "Lindqvist", "maya@", "Approved by", "public</", 'instagram.com/robotics/"'):
        assert hidden not in page


def test_everybody_of_the_district_finds_its_link_on_the_sites_own_page_while_it_is_one(cast: Cast) -> None:
    made = site(cast)
    path, link = reverse("site", args=[made.pk]), f'href="{address(made)}"'
    assert [link in cast.client(who).get(path).content.decode() for who in (cast.maya, cast.ed, cast.tom)] == [True] * 3
    Site.objects.update(status=CLOSED)
    assert link not in cast.client(cast.maya).get(path).content.decode()


def test_only_sites_of_the_register_have_a_page_and_an_address_that_is_not_ours_has_none(cast: Cast) -> None:
    made = site(cast)
    path = address(made)
    assert [Client().get(path[:-2] + end).status_code for end in ("/", "a/", "aa/")] == [404, 404, 404]
    assert Client().get(reverse("report", args=["1"])).status_code == 404
    Site.objects.update(status=CLOSED)
    assert "It is no longer a page of the district." in shown(path)
    Site.objects.update(status=UNOFFICIAL)
    assert Client().get(path).status_code == 404


def test_where_the_policy_takes_no_complaints_there_is_no_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site(cast)
    bare = document_of(cast.policy).model_copy(update={"complaints": ()})
    monkeypatch.setattr("concerns.selectors.public.document_of", lambda _version: bare)
    assert [Client().get(path).status_code for path in (address(made), door(cast), door(cast, "page"))] == [404, 404, 404]


def test_an_address_says_nothing_of_what_it_leads_to(cast: Cast) -> None:
    codes = [tokens.address_of(kind, pk) for kind in (tokens.SITE, tokens.DISTRICT) for pk in (1, 2, 3, 10**12)]
    assert [tokens.read_address(code) for code in codes] == [
        (kind, pk) for kind in (tokens.SITE, tokens.DISTRICT) for pk in (1, 2, 3, 10**12)
    ]
    assert {len(code) for code in codes} == {24}
    for at in range(4, 24, 4):
        assert len({code[at - 4 : at] for code in codes}) == len(codes)
    turned = [code[:-1] + ("a" if code[-1] != "a" else "b") for code in codes]
    assert [tokens.read_address(code) for code in turned] == [None] * len(codes)


def test_an_address_of_an_older_key_of_the_server_still_leads_there(cast: Cast, settings: Any) -> None:
    path = address(site(cast))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    assert Client().get(path).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert Client().get(path).status_code == 404


def test_the_districts_page_leads_to_three_forms_and_to_the_receipt(cast: Cast) -> None:
    page = shown(door(cast))
    assert all(f'href="{path}?lang=en"' in page for path in (door(cast, "page"), door(cast, "not-ours"), door(cast, "personal")))
    assert reverse("report-follow") in page
    assert "Robotics" not in shown(door(cast, "page"))
    assert [Client().get(door(cast, about)).status_code for about in ("access", "everything")] == [404, 404]
    assert Client().post(door(cast)).status_code == 404


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [
        ("", "", "en"),
        ("", "es-MX,es;q=0.9,en;q=0.5", "es"),
        ("?lang=es", "en-US", "es"),
        ("?lang=en", "es", "en"),
        ("?lang=xx", "fr", "en"),
    ],
)
def test_the_language_is_that_of_the_address_else_of_the_browser_else_english(
    cast: Cast, query: str, accepts: str, language: str
) -> None:
    reply = Client().get(address(site(cast)) + query, headers={"accept-language": accepts})
    page = reply.content.decode()
    assert (reply["Content-Language"], f'<html lang="{language}">' in page) == (language, True)
    assert ("¿Qué está mal?" in page, "What is wrong?" in page) == (language == "es", language == "en")
    assert "Accept-Language" in reply["Vary"]
    assert set(reply.cookies) <= {"csrftoken"}


def test_changing_the_language_keeps_what_was_typed_and_files_nothing(cast: Cast) -> None:
    reply = send(address(site(cast)) + "?lang=es", switch="es", contact_name="A parent")
    page = reply.content.decode()
    assert (reply.status_code, WORDS in page, "A parent" in page, "Enviar" in page) == (200, True, True, True)
    assert (Complaint.objects.count(), "error-summary" in page, ticket() in page) == (0, False, True)


def test_so_does_changing_it_where_something_is_added(cast: Cast) -> None:
    receipt = receipt_in(send(address(site(cast))))
    reply = follow(receipt, text="It happened again.", switch="es", ticket=ticket(2))
    assert (reply.status_code, "It happened again.</textarea>" in reply.content.decode()) == (200, True)
    assert Complaint.objects.get().lines.count() == 0


def test_reading_writes_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    path = address(site(cast))
    shown(path)
    before = Event.objects.count()
    with django_assert_num_queries(2):  # the site, the version in force
        pass_through = shown(path)
    assert (Event.objects.count(), Attempt.objects.count(), "csrfmiddlewaretoken" in pass_through) == (before, 0, True)


def test_what_is_sent_has_a_receipt_that_leads_to_it_however_it_is_typed(cast: Cast) -> None:
    reply = send(address(site(cast)))
    receipt = receipt_in(reply)
    assert reply.status_code == 200
    assert "September 17, 2026" in reply.content.decode()  # two school days
    for typed in (receipt, receipt.lower(), receipt.replace("-", " ")):
        found = follow(typed)
        assert (found.status_code, "It waits to be read" in found.content.decode()) == (200, True)
    assert WORDS not in follow(receipt).content.decode()
    assert receipt not in str(list(Complaint.objects.values()))


def test_sent_twice_it_is_filed_once_with_one_receipt_and_one_letter_each(cast: Cast) -> None:
    path = address(site(cast))
    first, second = send(path), send(path)
    assert receipt_in(first) == receipt_in(second)
    assert Complaint.objects.count() == 1
    assert Message.objects.filter(kind="complaint").count() == 2
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": " "}, "Write a few words."),
        ({"text": "x" * 4001}, "Write at most 4,000 characters."),
        ({"website": "http://spam.example"}, "Leave the last field empty"),
        ({"ticket": ""}, "This form was open for too long."),
        ({"ticket": "made up:1"}, "This form was open for too long."),
        ({"ticket": ticket(shown=AT - timedelta(seconds=1))}, "That was very quick."),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed_and_can_be_sent_again(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    path = address(site(cast))
    reply = send(path, **{"contact_name": "A parent", "done": "I wrote to them.", **typed})
    page = reply.content.decode()
    assert (reply.status_code, sentence in page, Complaint.objects.count()) == (422, True, 0)
    assert "A parent" in page
    assert "I wrote to them." in page
    assert "<title>Error:" in page


def test_a_ticket_that_was_lost_is_replaced_so_that_sending_again_is_enough(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    path = address(site(cast))
    form = send(path, ticket="lost").context["form"]
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT + timedelta(minutes=1))
    assert send(path, ticket=form.data["ticket"]).status_code == 200
    assert Complaint.objects.count() == 1


def test_one_network_sends_ten_an_hour_and_another_is_not_held_up_by_it(cast: Cast) -> None:
    path = address(site(cast))
    for number in range(1, 11):
        assert send(path, ticket=ticket(number)).status_code == 200
    refused = send(path, ticket=ticket(11))
    assert (refused.status_code, "Too much was sent from your network" in refused.content.decode()) == (422, True)
    assert WORDS in refused.content.decode()
    assert send(path, Client(REMOTE_ADDR="203.0.113.8"), ticket=ticket(12)).status_code == 200
    assert Attempt.objects.count() == 11
    assert VISITOR not in str(list(Attempt.objects.values()))


def test_receipts_are_not_to_be_guessed(cast: Cast) -> None:
    complaint = receipt_in(send(address(site(cast))))
    wrong = follow("AAAA-BBBB-CCCC-DDDD")
    assert (wrong.status_code, "There is nothing with this receipt" in wrong.content.decode()) == (422, True)
    for _ in range(19):
        follow("AAAA-BBBB-CCCC-DDDD")
    assert "Too much was sent" in follow(complaint).content.decode()
    assert follow("").status_code == 422


def test_what_was_typed_is_never_a_link(cast: Cast) -> None:
    receipt = receipt_in(send(address(site(cast)), text="See https://evil.example/x <a href='https://evil.example'>here</a>"))
    reply = follow(receipt, text="https://evil.example/y", ticket=ticket(2))
    assert 'href="https://evil' not in reply.content.decode()
    assert "https://evil.example/y" in reply.content.decode()
    assert "<a href='https" not in reply.content.decode()


def test_bytes_that_are_no_text_are_refused_with_400(cast: Cast) -> None:
    assert send(address(site(cast)), text="a\0b").status_code == 400
