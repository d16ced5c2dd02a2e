"""A page that is not under control: one button, everybody who must know, "not verified", what to do, and how it ends."""

import tomllib
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from concerns import services
from concerns.models import LostControl, LostNote
from concerns.recovery import SOURCE, steps_for
from monitoring.sweep import tick
from records.models import Event, Message
from registry.addresses.table import table
from registry.models import Site
from registry.selectors import Asked, export
from tests.cast import AT, Cast
from tests.monitoring.days import DUE, TUESDAY, local, mornings, watched
from tests.registry.sites import said as said_of
from tests.registry.sites import site

LATER = AT + timedelta(hours=5)
CHECKED = {"admins_checked": True, "recovery_checked": True}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def report(cast: Cast, by: Person | None = None, made: Site | None = None, what: str = "A stranger posts.") -> LostControl:
    made = made or site(cast, posters=[cast.maya, cast.val])
    return services.report_lost(site=made, what=what, by=by or cast.maya, at=AT)


def told(case: LostControl) -> list[tuple[str, str]]:
    rows = Message.objects.filter(about_kind="lost_control", about_id=case.pk).order_by("id")
    return list(rows.values_list("to_name", "subject"))


def said(case: LostControl) -> list[tuple[str, str, str]]:
    events = Event.objects.filter(subject_kind="lost_control", subject_id=case.pk).order_by("id")
    return list(events.values_list("verb", "actor_name", "reason"))


def text(response) -> str:
    return unescape(response.content.decode())


def test_one_report_alarms_director_and_principal_and_whoever_answers_at_once(cast: Cast):
    case = report(cast, cast.val)
    assert sorted(told(case)) == [
        ("Maya Ortega", "Not under control: Robotics"),
        ("Pat Lindqvist", "Not under control: Robotics"),
        ("Sam Whitfield", "Not under control: Robotics"),
        ("Tom Adeyemi", "Not under control: Robotics"),
    ]
    assert said(case) == [("report_lost", "Val Novak", "A stranger posts.")]
    assert [verb for verb, *_rest in said_of(case.site)] == ["register", "doubt"]


def test_the_letter_carries_nothing_that_was_written(cast: Cast):
    case = report(cast)
    for letter in Message.objects.filter(about_kind="lost_control"):
        assert "stranger" not in letter.text + letter.html + letter.subject
        assert f"/lost/{case.pk}/" in letter.text


@pytest.mark.parametrize("who", ["maya", "val", "sam", "pat", "dee", "tom", "sue"])
def test_those_report_it_who_look_after_it(cast: Cast, who: str):
    assert report(cast, getattr(cast, who)).state == "lost"


@pytest.mark.parametrize("who", ["casey", "ed", "erin", "hal", "hope", "hugo"])
def test_nobody_else_does(cast: Cast, who: str):
    with pytest.raises(Refused):
        report(cast, getattr(cast, who))
    assert (LostControl.objects.count(), Site.objects.get().unverified_since) == (0, None)


def test_it_is_reported_once(cast: Cast):
    case = report(cast)
    stale = Site.objects.get(pk=case.site_id)
    stale.unverified_since = None
    for made in (Site.objects.get(pk=case.site_id), stale):
        with pytest.raises(Refused, match="reported already"):
            report(cast, cast.tom, made)
    assert (LostControl.objects.count(), len(said_of(case.site))) == (1, 2)


def test_an_ended_site_is_nobodys_to_lose(cast: Cast):
    made = site(cast)
    Site.objects.filter(pk=made.pk).update(status="closed")
    with pytest.raises(Refused, match="is closed"):
        report(cast, made=Site.objects.get(pk=made.pk))


def test_everybody_of_the_district_reads_that_it_is_not_verified(cast: Cast):
    case = report(cast)
    for who in (cast.ed, cast.casey, cast.maya):
        page = text(cast.client(who).get(reverse("site", args=[case.site_id])))
        assert "Not verified" in page
        assert "its people lost control of it" in page
        assert "Not verified" in text(cast.client(who).get(reverse("sites")))
    assert ",not verified," in "".join(export(cast.standing(cast.tom), Asked()))
    services.regain(case=case, by=cast.maya, at=LATER, **CHECKED)
    assert "Not verified" not in text(cast.client(cast.ed).get(reverse("site", args=[case.site_id])))
    assert "not verified" not in "".join(export(cast.standing(cast.tom), Asked()))


def test_it_stands_first_of_what_waits_before_what_is_late(cast: Cast):
    made = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 3)
    services.report_lost(site=made, by=cast.maya, at=AT)
    said = text(cast.client(cast.maya).get("/"))
    assert 0 < said.index("Not under control: ") < said.index("Check now")
    page = cast.client(cast.maya).get("/").content.decode()
    assert page.count("btn-primary") == 1
    assert page.index("btn-primary") < page.index("See what to do")


def test_the_timeline_is_kept_with_names_and_times(cast: Cast):
    case = report(cast)
    row = services.note_lost(case=case, text="  Asked Meta. ", by=cast.val, at=LATER)
    assert (row.text, row.by_name, row.at) == ("Asked Meta.", "Val Novak", LATER)
    assert said(case)[1:] == [("note_lost", "Val Novak", "Asked Meta.")]
    for wrong, why in ((" ", "Write what happened"), ("x" * 2001, "at most 2000")):
        with pytest.raises(Refused, match=why):
            services.note_lost(case=case, text=wrong, by=cast.maya, at=LATER)
    with pytest.raises(Refused, match="no such case"):
        services.note_lost(case=case, text="A", by=cast.ed, at=LATER)
    assert LostNote.objects.count() == 1


@pytest.mark.parametrize("checked", [{}, {"admins_checked": True}, {"recovery_checked": True}])
def test_it_is_back_only_when_administrators_and_recovery_address_were_looked_through(cast: Cast, checked: dict[str, bool]):
    with pytest.raises(Refused, match="Look through the administrators"):
        services.regain(case=report(cast), by=cast.maya, at=LATER, **checked)
    assert Site.objects.get().unverified_since == AT


@pytest.mark.parametrize("who", ["maya", "sam", "pat", "dee", "tom", "sue"])
def test_back_under_control_says_who_confirmed_it_and_tells_those_who_were_alarmed(cast: Cast, who: str):
    by = getattr(cast, who)
    over = services.regain(case=report(cast), note="New password.", by=by, at=LATER, **CHECKED)
    named = f"{by.name} for Pat Lindqvist" if who == "dee" else by.name
    assert (over.state, over.ended_name, over.end_note, over.admins_checked) == ("regained", named, "New password.", True)
    assert Site.objects.get().unverified_since is None
    assert [verb for verb, *_rest in said(over)] == ["report_lost", "regain"]
    assert [verb for verb, *_rest in said_of(over.site)] == ["register", "doubt", "trust"]
    assert {subject for _name, subject in told(over)} == {"Not under control: Robotics", "Back under control: Robotics"}
    assert by.name not in {name for name, subject in told(over) if subject.startswith("Back")}


def test_lost_for_good_shuts_the_site_down_in_the_register(cast: Cast):
    case = report(cast)
    for who in (cast.maya, cast.sam, cast.val):
        with pytest.raises(Refused, match="the head of its place"):
            services.give_up(case=case, note="Nobody answers.", by=who, at=LATER)
    with pytest.raises(Refused, match="Write what happened"):
        services.give_up(case=case, note=" ", by=cast.tom, at=LATER)
    over = services.give_up(case=case, note="Nobody answers.", by=cast.tom, at=LATER)
    kept = Site.objects.get()
    assert (over.state, kept.status, kept.status_reason) == ("gone", "shut_down", "Lost for good. Nobody answers.")
    assert ("Maya Ortega", "Lost for good: Robotics") in told(over)


def test_the_second_of_two_reads_how_it_ended(cast: Cast):
    case = report(cast)
    services.regain(case=case, by=cast.maya, at=LATER, **CHECKED)
    for deed in (
        lambda: services.give_up(case=case, note="Gone.", by=cast.tom, at=LATER),
        lambda: services.regain(case=case, by=cast.tom, at=LATER, **CHECKED),
    ):
        with pytest.raises(Refused, match=r"Maya Ortega was faster: back under control\."):
            deed()
    with pytest.raises(Refused, match="This case is over"):
        services.note_lost(case=case, text="A", by=cast.tom, at=LATER)
    assert Site.objects.get().status == "active"


def test_what_is_over_can_begin_again(cast: Cast):
    case = report(cast)
    services.regain(case=case, by=cast.maya, at=LATER, **CHECKED)
    assert report(cast, made=Site.objects.get()).pk != case.pk


def test_the_database_wants_who_when_and_what_was_checked(cast: Cast):
    case = report(cast)
    for wrong in ({"state": "regained"}, {"state": "gone"}, {"ended_at": AT},
                  {"state": "regained", "ended_at": AT, "ended_name": "Maya Ortega"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            LostControl.objects.filter(pk=case.pk).update(**wrong)


# what to do -----------------------------------------------------------------------------------------------------------


def test_every_platform_of_the_table_is_one_of_the_registers():
    rows = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["platform"]
    assert [row["key"] for row in rows if table().by_key(row["key"]) is None] == []
    assert [row for row in rows if not row["steps"]] == []


def test_a_platform_that_is_not_in_the_table_gets_the_steps_that_hold_everywhere():
    unknown, known = steps_for("a_wiki"), steps_for("instagram")
    assert (unknown.own, unknown.help_url, unknown.everywhere) == ((), "", known.everywhere)
    assert known.help_url == "https://www.instagram.com/hacked/"


# the screens ----------------------------------------------------------------------------------------------------------


def test_one_button_shows_whom_it_alarms_and_then_what_to_do(cast: Cast):
    made, maya = site(cast), cast.client(cast.maya)
    path = reverse("lost-report", args=[made.pk])
    assert path in text(maya.get(reverse("site", args=[made.pk])))
    page = text(maya.get(path))
    assert "Tom Adeyemi, Pat Lindqvist and Sam Whitfield are told by mail at once." in page
    assert LostControl.objects.count() == 0
    page = text(maya.post(path, follow=True))
    assert "Reported. Tom Adeyemi, Pat Lindqvist and Sam Whitfield were told by mail at once." in page
    assert "On Instagram" in page
    assert "https://www.instagram.com/hacked/" in page
    case = LostControl.objects.get()
    assert maya.get(path)["Location"] == reverse("lost", args=[case.pk])
    shown = text(maya.get(reverse("site", args=[made.pk])))
    assert reverse("lost", args=[case.pk]) in shown
    assert path not in shown


def test_the_case_is_carried_to_its_end_in_the_browser(cast: Cast):
    case, maya = report(cast), cast.client(cast.maya)
    path = reverse("lost", args=[case.pk])
    assert maya.post(path, {"text": ""}).status_code == 422
    assert "Asked the platform." in text(maya.post(path, {"text": "Asked the platform."}, follow=True))
    back = reverse("lost-regain", args=[case.pk])
    assert "Look through these first" in text(maya.get(back))
    assert maya.post(back, {"admins_checked": "on"}).status_code == 422
    assert "is back under control." in text(maya.post(back, {"admins_checked": "on", "recovery_checked": "on"}, follow=True))
    assert "This case is over" in text(maya.get(back))


def test_giving_up_in_the_browser(cast: Cast):
    case, tom = report(cast), cast.client(cast.tom)
    path = reverse("lost-give-up", args=[case.pk])
    assert "This cannot be taken back." in text(tom.get(path))
    assert tom.post(path, {"note": ""}).status_code == 422
    assert "is shut down in the register." in text(tom.post(path, {"note": "Gone."}, follow=True))


@pytest.mark.parametrize("who", ["ed", "erin", "hal", "hope", "hugo"])
def test_for_everybody_else_there_is_no_such_page(cast: Cast, who: str):
    case, client = report(cast), cast.client(getattr(cast, who))
    for name in ("lost", "lost-regain", "lost-give-up"):
        assert client.get(reverse(name, args=[case.pk])).status_code == 404
        assert client.post(reverse(name, args=[case.pk]), {"text": "A", "note": "A"}).status_code == 404
    for method in (client.get, client.post):
        assert method(reverse("lost-report", args=[case.site_id])).status_code == 404
    assert len(said(case)) == 1


def test_a_mere_poster_does_not_say_that_it_is_over(cast: Cast):
    case, val = report(cast), cast.client(cast.val)
    assert val.get(reverse("lost", args=[case.pk])).status_code == 200
    for name in ("lost-regain", "lost-give-up"):
        assert val.get(reverse(name, args=[case.pk])).status_code == 404
