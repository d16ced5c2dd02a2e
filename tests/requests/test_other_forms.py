"""Permissions, private notices and changes of a site, on the engine of site requests."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Appointment, Person
from accounts.rules import Refused
from monitoring.sweep import tick
from policies.selectors import preset_text
from records.models import Event, Message
from registry.models import Site
from requests import services, states
from requests.models import Submission
from reviews.models import Letter
from tests.cast import AT, Cast, appoint, build
from tests.requests.filing import answer, file, seat

RELATED: dict[str, Any] = {"kind_of_relationship": "relative", "since": "2020-05-01", "accounts_used": "Text messages"}
CONTACT: dict[str, Any] = {"what_happened": "A message came on a game's chat."}


def ask(cast: Cast, form: str, answers: dict[str, Any], **more: Any) -> Submission:
    given = {"requester": cast.maya, "version": cast.policy, "key": uuid4(), "at": AT, **more}
    return services.ask_for(form_key=form, answers=answers, **given)


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


# permissions


@pytest.mark.clause("002:18")
@pytest.mark.django_db
def test_a_permission_waits_for_the_role_that_the_text_names_and_ends_with_its_answer(chsd230: Cast) -> None:
    asked = ask(chsd230, "permission.logo_on_personal_posts", {"wish": "The mascot on my running club's page."})
    assert (asked.kind, asked.status, str(asked)) == ("permission", states.OPEN, "Logo on personal posts")
    with pytest.raises(Refused, match="not yours to answer"):
        answer(asked, "logo_on_personal_posts", chsd230.pat, "approve")
    answer(asked, "logo_on_personal_posts", chsd230.sue, "approve")
    assert fresh(asked).status == states.DONE
    assert not Site.objects.exists()
    verbs = list(Event.objects.filter(subject_kind="submission", subject_id=asked.pk).values_list("verb", flat=True))
    assert verbs == ["submit", "approve"]
    assert Message.objects.get(kind="decision").subject == "Approved by Sue Brandt: Logo on personal posts"


@pytest.mark.clause("002:18")
@pytest.mark.django_db
def test_a_permission_is_asked_for_and_read_in_the_browser(chsd230: Cast) -> None:
    maya = chsd230.client(chsd230.maya)
    listed = maya.get(reverse("other-requests")).content.decode()
    assert "Logo on personal posts" in listed
    assert "Decided by: Superintendent" in listed
    assert "Something else?" in maya.get(reverse("submissions")).content.decode()
    path = reverse("other-request", args=["permission.logo_on_personal_posts"])
    assert "personal web posts shall not include" in maya.get(path).content.decode()
    wrong = maya.post(path, {"wish": "", "key": str(uuid4())})
    assert (wrong.status_code, "Answer this question." in wrong.content.decode()) == (422, True)
    key = str(uuid4())
    for _ in range(2):  # sent twice, it counts once
        maya.post(path, {"wish": "The mascot.", "key": key})
    asked = Submission.objects.get()
    assert (
        "The mascot."
        in chsd230.client(chsd230.sue).get(reverse("decision", args=[seat(asked, "logo_on_personal_posts").pk])).content.decode()
    )
    assert "The mascot." in chsd230.client(chsd230.pat).get(reverse("submission", args=[asked.pk])).content.decode()


@pytest.mark.django_db
def test_a_form_that_the_policy_does_not_have_is_not_found(cast: Cast) -> None:
    maya = cast.client(cast.maya)
    for key in ("permission.logo_on_personal_posts", "notice.student_contact", "change", "x"):
        assert maya.get(reverse("other-request", args=[key])).status_code == 404
    assert "Something else?" not in maya.get(reverse("submissions")).content.decode()
    assert "Nothing else to ask for" in maya.get(reverse("other-requests")).content.decode()


@pytest.mark.django_db
def test_a_volunteer_is_not_asked_for_what_the_text_asks_of_employees(chsd230: Cast) -> None:
    with pytest.raises(Refused, match="employees only"):
        ask(chsd230, "notice.student_contact", CONTACT, requester=chsd230.val)
    assert chsd230.client(chsd230.val).get(reverse("other-request", args=["notice.student_contact"])).status_code == 404


@pytest.mark.clause("003:4")
@pytest.mark.django_db
def test_a_private_number_is_shared_with_a_team_only_after_the_administration_permits_it() -> None:
    jndc = build("jndc")
    appoint(jndc.casey, "administration")
    path = reverse("other-request", args=["permission.share_private_phone_number"])
    page = jndc.client(jndc.maya).get(path).content.decode()
    assert "Do not name a student, and leave the number itself out." in page
    asked = ask(jndc, "permission.share_private_phone_number", {"wish": "With the team, for the bus home."})
    with pytest.raises(Refused, match="not yours to answer"):
        answer(asked, "share_private_phone_number", jndc.sam, "approve")
    answer(asked, "share_private_phone_number", jndc.casey, "approve")
    assert fresh(asked).status == states.DONE


# private notices


@pytest.mark.clause("002:11")
@pytest.mark.django_db
def test_a_private_notice_is_read_by_the_role_of_the_text_and_its_designee_alone(chsd230: Cast) -> None:
    given = ask(chsd230, "notice.personal_relationship", RELATED)
    path = reverse("submission", args=[given.pk])
    may = {
        name: chsd230.client(getattr(chsd230, name)).get(path).status_code
        for name in ("maya", "pat", "dee", "sue", "tom", "casey", "sam")
    }
    assert may == {"maya": 200, "pat": 200, "dee": 200, "sue": 404, "tom": 404, "casey": 404, "sam": 404}
    answer(given, "personal_relationship", chsd230.dee, "acknowledge")
    assert fresh(given).status == states.DONE
    assert chsd230.client(chsd230.pat).get(path).status_code == 200
    assert chsd230.client(chsd230.tom).get(path).status_code == 404


@pytest.mark.clause("002:11")
@pytest.mark.django_db
def test_nothing_of_a_private_notice_is_in_a_list_a_mail_or_the_trail(chsd230: Cast) -> None:
    given = ask(chsd230, "notice.personal_relationship", {**RELATED, "accounts_used": "Zebra messages"})
    tick(at=AT + timedelta(days=1))
    tick(at=AT + timedelta(days=2))
    mails = " ".join(f"{mail.subject} {mail.text} {mail.html}" for mail in Message.objects.all())
    assert "Private notice" in mails
    events = " ".join(f"{event.sentence} {event.details}" for event in Event.objects.all())
    pat = chsd230.client(chsd230.pat)
    lists = pat.get("/queue/").content.decode() + pat.get("/").content.decode()
    assert "Private notice" in lists
    for said in (mails, events, lists):
        assert "Zebra" not in said
        assert "relationship" not in said.lower()
    assert "Maya" not in mails
    tom = chsd230.client(chsd230.tom)
    assert str(given) not in tom.get("/").content.decode() + tom.get("/queue/").content.decode()


@pytest.mark.clause("002:19")
@pytest.mark.django_db
def test_the_first_contact_is_a_note_of_one_s_own_and_the_second_reaches_the_supervisor(chsd230: Cast) -> None:
    first = ask(chsd230, "notice.student_contact", {"what_happened": "Zebra"})
    assert (fresh(first).status, first.steps.count()) == (states.DONE, 0)
    assert chsd230.client(chsd230.sam).get(reverse("submission", args=[first.pk])).status_code == 404
    recall = Message.objects.get(kind="recall")
    assert (recall.to_address, recall.due_at.date()) == ("maya@lakeside.example", (AT + timedelta(days=1)).date())
    assert "next school day" in " ".join(recall.text.split())
    assert "Zebra" not in recall.text
    second = ask(chsd230, "notice.student_contact", CONTACT)
    assert fresh(second).status == states.OPEN
    assert chsd230.client(chsd230.sam).get(reverse("submission", args=[second.pk])).status_code == 200
    assert Message.objects.filter(kind="recall").count() == 1
    answer(second, "student_contact", chsd230.sam, "acknowledge")
    assert fresh(second).status == states.DONE


@pytest.mark.clause("002:19")
@pytest.mark.django_db
def test_a_note_may_be_empty_and_its_page_says_that_nobody_reads_it(chsd230: Cast) -> None:
    maya = chsd230.client(chsd230.maya)
    path = reverse("other-request", args=["notice.student_contact"])
    page = maya.get(path).content.decode()
    assert "You need not tell anybody yet" in page
    assert "Do not answer online" in page
    answered = maya.post(path, {"what_happened": "", "key": str(uuid4())}, follow=True).content.decode()
    assert "Noted. Nobody else reads it." in answered
    assert "It has happened before, so it is shared now." in maya.get(path).content.decode()


# changes of a site


def listed(cast: Cast) -> Site:
    made = file(cast)
    answer(made, "principal", cast.pat, "approve", check_every="1 week", posters=[cast.maya.pk])
    answer(made, "technology_director", cast.tom, "approve")
    answer(made, "give_address", cast.maya, "provide", address="https://www.instagram.com/birchwoodrobotics/")
    return Site.objects.get()


def change(cast: Cast, site: Site, by: Person | None = None, **answers: Any) -> Submission:
    now = services.now_of(site)
    given = {"requester": by or cast.maya, "version": cast.policy, "key": uuid4(), "at": AT}
    return services.ask_to_change(site=site, answers={**now, "reason": "A new season.", **answers}, **given)


@pytest.mark.clause("004:9")
@pytest.mark.django_db
def test_a_change_goes_through_the_policy_s_decisions_and_then_into_the_register(cast: Cast) -> None:
    site = listed(cast)
    asked = change(cast, site, name="Birchwood Robots", responsible=cast.sam.pk, address="instagram.com/birchwoodrobots")
    assert (Site.objects.get().name, Site.objects.get().status) == ("Birchwood Robotics", "active")
    answer(asked, "principal", cast.pat, "approve")
    assert Site.objects.get().name == "Birchwood Robotics"
    answer(asked, "technology_director", cast.tom, "approve")
    site = Site.objects.get()
    assert (site.name, site.responsible, site.address) == (
        "Birchwood Robots", cast.sam, "https://www.instagram.com/birchwoodrobots/",
    )  # fmt: skip
    told = Event.objects.get(subject_kind="site", verb="change")
    assert told.sentence == (
        "changed Birchwood Robotics on Instagram: name from Birchwood Robotics to Birchwood Robots; "
        "web address from https://www.instagram.com/birchwoodrobotics/ to https://www.instagram.com/birchwoodrobots/; "
        "responsible employee from Maya Ortega to Sam Whitfield"
    )
    assert told.reason == "A new season."
    assert Message.objects.filter(kind="registered", to_address="sam@lakeside.example").count() == 1


@pytest.mark.django_db
def test_who_decides_sees_what_was_beside_what_is_asked_for(cast: Cast) -> None:
    asked = change(cast, listed(cast), name="Birchwood Robots")
    page = cast.client(cast.pat).get(reverse("decision", args=[seat(asked, "principal").pk])).content.decode()
    assert "Birchwood Robots" in page
    assert "Birchwood Robotics" in page
    assert "asks for a change" in page


@pytest.mark.django_db
def test_a_declined_change_changes_nothing(cast: Cast) -> None:
    asked = change(cast, listed(cast), name="Birchwood Robots")
    answer(asked, "principal", cast.pat, "decline", reason="Keep the name.")
    assert (Site.objects.get().name, fresh(asked).status) == ("Birchwood Robotics", states.DECLINED)


@pytest.mark.django_db
def test_a_change_that_changes_nothing_a_second_one_and_a_stranger_s_are_refused(cast: Cast) -> None:
    site = listed(cast)
    with pytest.raises(Refused, match="Nothing would change"):
        change(cast, site)
    with pytest.raises(Refused, match="Only whoever answers"):
        change(cast, site, by=cast.ed, name="Mine")
    change(cast, site, name="Birchwood Robots")
    with pytest.raises(Refused, match="is being decided already"):
        change(cast, site, name="Birchwood Robotniks")


@pytest.mark.django_db
def test_a_prohibited_platform_is_no_change(cast: Cast) -> None:
    with pytest.raises(Refused):
        change(cast, listed(cast), platform="tiktok")


@pytest.mark.django_db
def test_a_change_is_asked_for_on_the_site_s_page(cast: Cast) -> None:
    site = listed(cast)
    maya = cast.client(cast.maya)
    path = reverse("site-change", args=[site.pk])
    assert path in maya.get(reverse("site", args=[site.pk])).content.decode()
    now = {key: value for key, value in services.now_of(site).items() if value is not None}
    same = maya.post(path, {**now, "reason": "Why not", "key": str(uuid4())})
    assert "Nothing would change" in same.content.decode()
    sent = maya.post(path, {**now, "name": "Robots", "reason": "Shorter.", "key": str(uuid4())}, follow=True)
    assert "Sent. This page shows who has it now." in sent.content.decode()
    assert cast.client(cast.ed).get(path).status_code == 404
    assert cast.client(cast.hope).get(path).status_code == 404


@pytest.mark.django_db
def test_a_site_may_be_suspended_while_its_change_is_decided(tmp_path: Any) -> None:
    document = tmp_path / "strict.toml"
    document.write_text(preset_text("model") + '\n[changes]\nmeanwhile = "suspended"\nsteps = ["principal"]\n')
    cast = build(str(document))
    site = listed(cast)
    asked = change(cast, site, name="Robots")
    assert Site.objects.get().status == "suspended"
    answer(asked, "principal", cast.pat, "decline", reason="No.")
    assert Site.objects.get().status == "active"
    again = change(cast, Site.objects.get(), name="Robots")
    answer(again, "principal", cast.pat, "approve")
    assert (Site.objects.get().status, Site.objects.get().name) == ("active", "Robots")


# a permission about a site, with a written answer of a body without a login


@pytest.mark.clause("003:28")
@pytest.mark.django_db
def test_the_board_s_consent_to_a_logo_may_come_later_and_is_written(tmp_path: Any) -> None:
    cast = build("jndc")
    site = Site.objects.create(
        district=cast.lakeside, school=cast.birchwood, name="Robotics", platform="facebook", platform_label="Facebook",
        status_since=AT, registered_at=AT, responsible=cast.maya, policy_version=cast.policy,
    )  # fmt: skip
    maya = cast.client(cast.maya)
    key = "permission.logo_or_copyrighted_material"
    path = reverse("site-permission", args=[site.pk, key])
    assert path in maya.get(reverse("site", args=[site.pk])).content.decode()
    maya.post(path, {"wish": "The eagle in the corner of each picture.", "key": str(uuid4())})
    asked = Submission.objects.get()
    assert (asked.site, asked.status) == (site, states.OPEN)
    recorder = Appointment.objects.filter(role__key__in=[row.acts for row in asked.steps.get().seats.all()]).first()
    assert recorder is not None
    client = cast.client(recorder.person)
    client.post(
        reverse("decision", args=[seat(asked, "logo_or_copyrighted_material").pk]),
        {"verdict": "approve", "meeting_date": "2026-09-14", "document": "Minutes, item 7"},
    )
    assert fresh(asked).status == states.DONE
    assert Letter.objects.filter(submission=asked).exists()
    assert Site.objects.get().status == "active"


def entered(cast: Cast, **more: Any) -> Site:
    """A site of Maya's that stands in the register, without a request behind it."""
    return Site.objects.create(
        district=cast.lakeside, school=cast.birchwood, name="Band", platform="facebook", platform_label="Facebook",
        status_since=AT, registered_at=AT, responsible=cast.maya, policy_version=cast.policy, **more,
    )  # fmt: skip


@pytest.mark.clause("004:10")
@pytest.mark.django_db
def test_branding_of_a_registered_site_waits_for_community_relations_alone() -> None:
    cast = build("crschools")
    site = entered(cast)
    asked = ask(cast, "permission.branding", {"wish": "The lion as the picture of the page."}, site=site)
    assert [seat.role for seat in asked.steps.get().seats.all()] == ["community_relations"]
    with pytest.raises(Refused, match="not yours to answer"):
        answer(asked, "branding", cast.sam, "approve")
    answer(asked, "branding", cast.casey, "decline", reason="Use the new lion.")
    assert fresh(asked).status == states.DECLINED
    assert Site.objects.get().status == "active"


@pytest.mark.clause("004:9")
@pytest.mark.django_db
def test_the_address_of_a_page_made_after_the_approval_is_checked_and_decided_like_the_first() -> None:
    cast = build("crschools")
    site = entered(cast)
    path = reverse("site-change", args=[site.pk])
    typed = {key: value or "" for key, value in services.now_of(site).items()} | {"reason": "It is made.", "key": str(uuid4())}
    maya = cast.client(cast.maya)
    wrong = maya.post(path, {**typed, "address": "https://www.instagram.com/birchwoodband/"})
    assert (wrong.status_code, "This address is not on Facebook." in wrong.content.decode()) == (422, True)
    maya.post(path, {**typed, "address": "https://www.facebook.com/BirchwoodBand"})
    asked = Submission.objects.get(kind="change")
    for role, who in (("supervisor", cast.sam), ("community_relations", cast.casey)):
        assert not Site.objects.get().address
        waits = asked.steps.get().seats.get(role=role)
        services.close_step(seat=waits, outcome="approve", by=who, at=AT, reason="", values={})
    assert Site.objects.get().address.lower() == "https://www.facebook.com/birchwoodband"
