"""What people get by mail and why, and what of it they switch off where the policy lets them: on a page, or from the mail."""

from datetime import date
from typing import get_args

import pytest
from django.core import mail
from django.test import Client

from accounts.rules import Refused
from accounts.services import end_person
from monitoring.services import switch_mail
from monitoring.sweep import tick
from policies.document.orders import MailSpec
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR
from records.mails import OPTIONAL
from records.models import Event, Message, SwitchedOff
from records.tokens import way_out
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, build, digests, local, morning, mornings, rungs, send, watched
from tests.monitoring.pages import EIGHT, words
from tests.monitoring.test_mail_pages import posted
from tests.monitoring.test_reminders_before import SETTINGS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]
ALLOWS = '[mail]\nmay_switch_off = ["digest", "soon", "registered"]\n'


@pytest.fixture
def free() -> Cast:
    """A policy that lets the letter of the morning, early reminders and news of a site be switched off."""
    return build(adding=ALLOWS)


def due(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))


def off(cast: Cast, kind: str, at: object = EIGHT, who: str = "maya") -> bool:
    return switch_mail(person=getattr(cast, who), kind=kind, off=True, at=at)


def test_a_document_can_name_every_kind_that_may_be_off_and_no_other() -> None:
    [named] = get_args(MailSpec.model_fields["may_switch_off"].annotation)[:1]
    assert get_args(named) == OPTIONAL


def test_the_page_says_what_i_get_and_why_and_lets_me_switch_off_what_the_policy_does(free: Cast) -> None:
    client = free.client(free.maya)
    said = words(client.get("/mail/kinds/"))
    assert (
        "The letter of a school morning On a school morning. Something waits for you, or is late where you answer for it. "
        "Switch off : The letter of a school morning" in said
    )
    assert "Call for help At once. You are the one who helps. Invitation" in said
    assert "Complaint, or a question about one At once." in said
    assert "Page that is not under control At once." in said
    assert said.count("Switch off") == 3
    after = client.post("/mail/kinds/", {"kind": "registered", "off": "1"}, follow=True)
    assert "Switched off: Site registered." in after.content.decode()
    assert "Off Switch on : Site registered" in words(after)
    client.post("/mail/kinds/", {"kind": "registered", "off": "0"})
    assert [event.sentence for event in Event.objects.filter(verb="switch-mail")] == [
        "switched off the mail “Site registered”",
        "switched on again the mail “Site registered”",
    ]
    assert not SwitchedOff.objects.exists()


def test_where_the_policy_does_not_say_so_nothing_is_switched_off(cast: Cast) -> None:
    client = cast.client(cast.maya)
    said = words(client.get("/mail/kinds/"))
    assert "Switch off" not in said
    assert said.endswith("The policy of your district keeps all of these on.")
    refused = client.post("/mail/kinds/", {"kind": "digest", "off": "1"}, follow=True)
    assert "The policy of your district does not let this kind of mail be switched off." in refused.content.decode()
    assert not SwitchedOff.objects.exists()


@pytest.mark.parametrize("kind", ["need_help", "decision", "notify", "made-up"])
def test_what_is_urgent_or_the_policy_s_own_stays_on(free: Cast, kind: str) -> None:
    with pytest.raises(Refused, match="This kind of mail cannot be switched off"):
        off(free, kind)


def test_a_kind_that_is_off_is_not_sent_and_the_log_says_why(free: Cast) -> None:
    off(free, "registered")
    posted(free.maya, "Yours", "registered")
    posted(free.sam, "His", "registered")
    send(EIGHT)
    assert dict(Message.objects.values_list("subject", "state")) == {"Yours": "cancelled", "His": "sent"}
    assert "Maya Ortega has switched this kind of mail off. Not sent" in words(free.client(free.tom).get("/mail/district/"))


def test_without_the_letter_the_ladder_goes_on_to_whoever_hears_next(free: Cast) -> None:
    due(free)
    off(free, "digest")
    mornings(DUE, 4)
    assert rungs() == [(0, DUE, []), (1, date(2026, 9, 23), []), (2, date(2026, 9, 25), ["Dee", "Pat"])]
    assert sorted(digests()) == ["Dee Okafor", "Pat Lindqvist"]


def test_a_letter_switched_off_before_it_was_sent_holds_no_rung_up(free: Cast) -> None:
    due(free)
    morning(DUE, is_sent=False)
    off(free, "digest")
    mornings(date(2026, 9, 23), 1)
    assert rungs() == [(0, DUE, ["Maya"]), (1, date(2026, 9, 23), [])]


def test_early_reminders_are_switched_off_by_themselves() -> None:
    cast = build(adding=ALLOWS + SETTINGS.format("1 school day").replace("2 weeks", "1 week"))
    watched(cast, terms={"check_every": ""})
    watched(cast, "Pottery", responsible=cast.ed, terms={"check_every": ""})
    tick(at=local(TUESDAY, 9, 1))
    off(cast, "soon", at=local(TUESDAY, 9, 2))
    mornings(date(2026, 9, 21), 2)
    assert (list(digests(date(2026, 9, 21))), sorted(digests(DUE))) == (["Ed Castell"], ["Ed Castell", "Maya Ortega"])


def test_a_policy_that_allows_it_no_more_switches_all_on_again(free: Cast) -> None:
    due(free)
    off(free, "digest", at=local(TUESDAY, 10))
    wed = date(2026, 9, 16)
    load_policy(district=free.lakeside, text=preset_text("model"), in_force_from=wed, by=OPERATOR, at=local(TUESDAY, 11))
    tick(at=local(wed, 0, 1))
    assert not SwitchedOff.objects.exists()


# from the mail itself ----------------------------------------------------------------------------------------------------


def test_a_kind_that_may_be_off_says_how_in_its_headers_and_others_do_not(free: Cast) -> None:
    due(free)
    posted(free.maya)
    morning(DUE)
    headers = {sent.subject: sent.message() for sent in mail.outbox}
    digest = headers["1 thing for you today"]
    path = way_out(free.maya.pk, "digest")
    assert digest["List-Unsubscribe"] == f"<http://127.0.0.1:8000{path}>"
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with pytest.raises(KeyError):
        headers["Hello"]["List-Unsubscribe"]


def test_under_a_policy_that_allows_nothing_no_mail_says_how(cast: Cast) -> None:
    due(cast)
    morning(DUE)
    assert Message.objects.get().way_out == ""


def test_opening_the_link_changes_nothing_and_one_click_switches_it_off(free: Cast, client: Client) -> None:
    path = way_out(free.maya.pk, "digest")
    page = client.get(path)
    assert words(page).startswith(
        "Switch this mail off? The letter of a school morning, for Maya Ortega. Nothing has changed yet."
    )
    assert (page["Referrer-Policy"], dict(client.cookies)) == ("no-referrer", {})
    assert not SwitchedOff.objects.exists()
    done = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert (done.status_code, words(done).startswith("Switched off The letter of a school morning")) == (200, True)
    assert client.post(path).status_code == 200
    assert list(SwitchedOff.objects.values_list("person_id", "kind")) == [(free.maya.pk, "digest")]
    [told] = Event.objects.filter(verb="switch-mail")
    assert (told.actor_name, told.source, told.sentence) == (
        "Maya Ortega", "mail", "switched off the mail “The letter of a school morning”, by mail link",
    )  # fmt: skip


def test_a_link_of_a_kind_that_may_not_be_off_says_so(cast: Cast, client: Client) -> None:
    refused = client.post(way_out(cast.maya.pk, "digest"))
    assert "The policy of your district does not let this kind of mail be switched off." in words(refused)
    assert not SwitchedOff.objects.exists()


def test_a_link_that_was_made_up_or_of_somebody_who_has_ended_leads_nowhere(free: Cast, client: Client) -> None:
    path = way_out(free.maya.pk, "digest")
    assert client.post(path[:-6] + "aaaaa/").status_code == 404
    assert client.get("/mail/off/nothing/").status_code == 404
    end_person(person=free.maya, by=OPERATOR, at=EIGHT)
    assert client.post(path).status_code == 404
    assert not SwitchedOff.objects.exists()
