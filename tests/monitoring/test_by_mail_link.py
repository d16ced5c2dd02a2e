"""A check-in answered from the mail without signing in: one person, one check-in, one answer, once, for two days."""

import re
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.test import Client

from accounts.models import Appointment, Person
from accounts.rules import Refused
from accounts.services import end_person
from monitoring.models import CheckIn, Duty, MailLink
from monitoring.services import answer_by_mail, answer_check_in, pause
from monitoring.sweep import tick
from records.events import OPERATOR
from records.models import Event, Message
from registry.models import Site
from tests.cast import Cast, appoint
from tests.monitoring.days import DUE, TUESDAY, build, local, morning, only, watched
from tests.monitoring.pages import EIGHT, words
from tests.racing import needs_several_writers, one_wins

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]
OVER = "This link is over"
WED = date(2026, 9, 23)


@pytest.fixture
def jndc() -> Cast:
    """A policy that lets the comment check be answered from the mail."""
    return build("jndc")


@pytest.fixture
def robotics(jndc: Cast) -> Site:
    """A site of Maya's whose comment check is due today."""
    return due(jndc)


def due(cast: Cast, **more: object) -> Site:
    site = watched(cast, typed="https://www.instagram.com/birchwoodrobotics/", **more)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    return site


def mailed(name: str = "Maya Ortega", on: date = DUE) -> str:
    """The path that somebody's digest of a day carries, as it stands in the text."""
    found = Message.objects.get(to_name=name, kind="digest", key__endswith=on.isoformat()).text
    [path] = re.findall(r"http://127\.0\.0\.1:8000(/answer/[\w-]+/)", found)
    return str(path)


def token(path: str) -> str:
    return path.split("/")[2]


def travel(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: at)


@pytest.mark.clause("003:22")
def test_the_mail_carries_a_link_that_answers_without_signing_in(jndc: Cast, robotics: Site, client: Client) -> None:
    path = mailed()
    page = client.get(path)
    assert words(page).startswith(
        "Robotics Comment check on Instagram, due today. You answer as Maya Ortega, by the link in your mail. Due today "
        "1. Look at the site Open Robotics in a new tab"
    )
    response = client.post(path, {"outcome": "nothing_found", "note": ""}, follow=True)
    assert response.redirect_chain == [(path, 302)]
    assert words(response).startswith(
        "Saved: nothing found Robotics on Instagram, today, 8:00 a.m., by Maya Ortega, by mail link. Nobody else is told."
    )
    row = only()
    assert (row.state, row.outcome, row.answered_by, row.by_mail_link) == ("answered", "nothing_found", jndc.maya, True)
    told = Event.objects.get(verb="answer")
    assert (told.actor_name, told.source, told.sentence) == (
        "Maya Ortega", "mail", "answered “nothing found” to the comment check of Robotics on Instagram, by mail link",
    )  # fmt: skip
    assert Duty.objects.get(key="comments").next_due_on == date(2026, 9, 29)
    seen = words(jndc.client(jndc.sam).get(f"/sites/{robotics.pk}/"))
    assert "Comment check, Maya Ortega, by mail link, today." in seen


def test_both_forms_of_the_mail_carry_the_link_beside_the_one_that_asks_to_sign_in(robotics: Site) -> None:
    found = Message.objects.get(kind="digest")
    path = mailed()
    check_in = CheckIn.objects.get()
    assert (
        f"http://127.0.0.1:8000/check-ins/{check_in.pk}/\n"
        f"Or answer without signing in; the link works once, for two days:\nhttp://127.0.0.1:8000{path}\n" in found.text
    )
    assert f'href="http://127.0.0.1:8000{path}"' in found.html
    assert f'href="http://127.0.0.1:8000/check-ins/{check_in.pk}/"' in found.html


def test_what_is_kept_of_a_link_is_not_the_link(robotics: Site) -> None:
    kept = MailLink.objects.get()
    assert token(mailed()) not in str(MailLink.objects.values())
    assert (kept.expires_at - kept.made_at, len(kept.token_hash)) == (timedelta(hours=48), 64)


def test_a_policy_that_does_not_allow_it_makes_no_links(cast: Cast) -> None:
    due(cast)
    assert "/answer/" not in Message.objects.get(kind="digest").text
    assert not MailLink.objects.exists()


def test_reading_sends_nothing_keeps_nothing_and_tells_no_other_site(robotics: Site, client: Client) -> None:
    for read in (client.get, client.head):
        response = read(mailed())
        assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow, noarchive")
    page = client.get(mailed())
    assert "no-store" in page["Cache-Control"]
    assert dict(client.cookies) == {}
    assert not re.search(r" checked|data-autosave", page.content.decode())
    assert (only().state, MailLink.objects.get().used_at) == ("open", None)


def test_a_form_that_is_only_sent_is_refused_and_the_link_stays(robotics: Site, client: Client) -> None:
    empty = client.post(mailed(), {})
    silent = client.post(mailed(), {"outcome": "acted", "note": " "})
    assert (empty.status_code, silent.status_code) == (200, 200)
    assert "Choose what you found." in words(empty)
    assert "Write what happened. One sentence is enough." in words(silent)
    assert (only().state, MailLink.objects.get().used_at) == ("open", None)


def test_acted_with_a_note_and_need_help_are_answers_too(robotics: Site, client: Client) -> None:
    said = words(client.post(mailed(), {"outcome": "need_help", "note": "A threat."}, follow=True))
    assert "by Maya Ortega, by mail link. Sam Whitfield was told at once." in said
    assert Message.objects.get(kind="need_help").to_name == "Sam Whitfield"


def test_a_link_works_once(robotics: Site, client: Client) -> None:
    path = mailed()
    client.post(path, {"outcome": "nothing_found"})
    again = client.post(path, {"outcome": "acted", "note": "Hid two."}, follow=True)
    assert words(again).startswith("Saved: nothing found")
    with pytest.raises(Refused, match=r"Maya Ortega was faster: nothing found\. Today, 8:00 a\.m\."):
        answer_by_mail(token=token(path), outcome="acted", note="Hid two.", at=EIGHT)
    assert (only().outcome, Event.objects.filter(verb="answer").count()) == ("nothing_found", 1)


def stood_in_for(cast: Cast) -> Appointment:
    """Dee stands in for Maya, who holds a role."""
    held = appoint(cast.maya, "superintendent")
    return appoint(cast.dee, "superintendent", ends_on=date(2026, 12, 18), designee_of=held)


def test_somebody_who_comes_second_reads_who_was_faster(jndc: Cast, client: Client) -> None:
    stood_in_for(jndc)
    due(jndc)
    path = mailed("Dee Okafor")
    answer_check_in(check_in=only(), outcome="nothing_found", note="", by=jndc.maya, at=local(DUE, 7, 30))
    said = words(client.get(path))
    assert said.startswith("This was answered already Maya Ortega was faster: nothing found. Today, 7:30 a.m.")
    assert client.post(path, {"outcome": "acted", "note": "Hid two."}).status_code == 302
    assert only().outcome == "nothing_found"


def test_a_designee_s_link_answers_for_whom_they_stand_in_and_ends_with_that(jndc: Cast, client: Client) -> None:
    acting = stood_in_for(jndc)
    due(jndc)
    path = mailed("Dee Okafor")
    assert "for Maya Ortega." in words(client.get(path))
    Appointment.objects.filter(pk=acting.pk).update(ended_at=EIGHT)
    assert words(client.get(path)).startswith("This is not yours to answer any more")
    with pytest.raises(Refused, match="not yours to answer"):
        answer_by_mail(token=token(path), outcome="nothing_found", note="", at=EIGHT)
    Appointment.objects.filter(pk=acting.pk).update(ended_at=None)
    client.post(path, {"outcome": "nothing_found"})
    assert (only().answered_name, only().acting_for) == ("Dee Okafor", "Maya Ortega")


def test_after_two_days_a_link_is_over_and_forgotten(robotics: Site, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = mailed()
    travel(monkeypatch, local(DUE, 7) + timedelta(hours=48, seconds=-1))
    assert client.get(path).status_code == 200
    travel(monkeypatch, local(DUE, 7) + timedelta(hours=48))
    late = client.get(path)
    assert (late.status_code, words(late).startswith(OVER)) == (404, True)
    assert client.post(path, {"outcome": "nothing_found"}).status_code == 404
    tick(at=local(date(2026, 9, 25), 0, 1))
    assert not MailLink.objects.exists()
    assert only().state == "open"


def test_the_mail_of_the_next_morning_has_a_link_of_its_own(robotics: Site, client: Client) -> None:
    first = mailed()
    morning(WED)
    second = mailed(on=WED)
    assert first != second
    assert [client.get(path).status_code for path in (first, second)] == [200, 200]
    client.post(second, {"outcome": "nothing_found"})
    assert words(client.get(first)).startswith("This was answered already Maya Ortega was faster")


def test_whoever_has_ended_answers_nothing_any_more(jndc: Cast, robotics: Site, client: Client) -> None:
    path = mailed()
    end_person(person=jndc.maya, by=OPERATOR, at=local(DUE, 7, 30))
    assert client.get(path).status_code == 404
    assert client.post(path, {"outcome": "nothing_found"}).status_code == 404
    with pytest.raises(Refused, match=OVER):
        answer_by_mail(token=token(path), outcome="nothing_found", note="", at=EIGHT)
    assert only().state == "open"


def test_a_check_in_that_is_no_longer_needed_says_so(jndc: Cast, robotics: Site, client: Client) -> None:
    path = mailed()
    pause(site=robotics, reason="Summer.", until=None, by=jndc.sam, at=local(DUE, 7, 30))
    assert words(client.get(path)).startswith("This is no longer needed")


def test_a_duty_that_allows_it_no_more_ends_its_links(robotics: Site, client: Client) -> None:
    Duty.objects.update(from_mail=False)
    assert client.get(mailed()).status_code == 404


def test_what_nobody_was_mailed_opens_nothing(client: Client) -> None:
    made_up = client.get("/answer/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/")
    assert (made_up.status_code, words(made_up).startswith(OVER)) == (404, True)


def test_a_link_opens_no_session_and_nothing_but_its_answer(robotics: Site, client: Client) -> None:
    client.post(mailed(), {"outcome": "nothing_found"})
    assert dict(client.cookies) == {}
    assert client.get(f"/check-ins/{only().pk}/").status_code == 302
    assert client.get(f"/sites/{robotics.pk}/").status_code == 302


def test_somebody_else_who_is_signed_in_answers_as_the_link_says(jndc: Cast, robotics: Site) -> None:
    jndc.client(jndc.ed).post(mailed(), {"outcome": "nothing_found"})
    assert only().answered_name == "Maya Ortega"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_one_link_used_twice_at_once_one_answer_counts() -> None:
    needs_several_writers()
    due(build("jndc"))
    use = partial(answer_by_mail, token=token(mailed()), note="Hid two.", at=EIGHT)
    one_wins(partial(use, outcome="nothing_found"), partial(use, outcome="acted"))
    assert Event.objects.filter(verb="answer").count() == Person.objects.filter(name="Maya Ortega").count() == 1
