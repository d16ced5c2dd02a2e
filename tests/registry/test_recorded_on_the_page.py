"""What is recorded on the page of a site: the wording is there, who answers the media, what parents were told."""

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Cursor
from registry.models import ParentAccess, Site
from registry.selectors import access_page
from registry.services import identify, name_media_contact, record_access
from requests.models import Submission
from tests.cast import AT, TODAY, Cast
from tests.house.test_page_queries import asked as queries
from tests.requests.public import STAFFUSE, file

from .sites import said, site

pytestmark = pytest.mark.django_db
MISSING = "Nobody has recorded that it is on the page."


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def page(cast: Cast, who: Person, made: Site) -> str:
    return cast.client(who).get(reverse("site", args=[made.pk])).content.decode()


def post(cast: Cast, who: Person, name: str, made: Site, **sends: str) -> Any:
    return cast.client(who).post(reverse(name, args=[made.pk]), sends)


@pytest.mark.clause("000:10")
def test_the_responsible_employee_records_that_the_wording_is_there_with_its_day_and_one_event(staffuse: Cast) -> None:
    made = site(staffuse)
    before = len(said(made))
    identify(site=made, on=TODAY, by=staffuse.maya, at=AT)
    assert Site.objects.get().identified_on == TODAY
    assert said(made)[before:] == [("identify", "Maya Ortega", "recorded that the wording is on Robotics on Instagram", "")]


@pytest.mark.clause("000:10")
def test_nobody_else_records_it_nor_for_a_day_to_come_nor_twice(staffuse: Cast) -> None:
    made = site(staffuse)
    with pytest.raises(Refused, match="Only whoever answers for"):
        identify(site=made, on=TODAY, by=staffuse.tom, at=AT)
    with pytest.raises(Refused, match="does not lie ahead"):
        identify(site=made, on=date(2026, 9, 16), by=staffuse.maya, at=AT)
    identify(site=made, on=TODAY, by=staffuse.maya, at=AT)
    with pytest.raises(Refused, match="recorded already"):
        identify(site=made, on=TODAY, by=staffuse.maya, at=AT)


def test_where_the_policy_has_no_wording_nothing_is_recorded(jndc: Cast) -> None:
    with pytest.raises(Refused, match="no wording"):
        identify(site=site(jndc), on=TODAY, by=jndc.maya, at=AT)


@pytest.mark.clause("000:10")
def test_the_page_says_that_it_is_missing_and_since_when_it_is_there(staffuse: Cast) -> None:
    made = site(staffuse)
    path = reverse("site-identified", args=[made.pk])
    assert MISSING in page(staffuse, staffuse.maya, made)
    assert path in page(staffuse, staffuse.maya, made)
    assert path not in page(staffuse, staffuse.tom, made)
    assert post(staffuse, staffuse.tom, "site-identified", made).status_code == 404
    assert post(staffuse, staffuse.maya, "site-identified", made).status_code == 302
    shown = page(staffuse, staffuse.maya, made)
    assert (MISSING in shown, path in shown, "On the page since" in shown) == (False, False, True)


@pytest.mark.clause("000:10")
@pytest.mark.parametrize(("answer", "shown"), [("yes", "On the page since September 1, 2026."), ("no", MISSING)])
def test_what_was_said_with_the_request_counts_until_it_is_recorded(staffuse: Cast, answer: str, shown: str) -> None:
    since = STAFFUSE["identified_on"] if answer == "yes" else ""
    file(staffuse, {**STAFFUSE, "identification": answer, "identified_on": since})
    made = Site.objects.get()
    assert shown in page(staffuse, staffuse.maya, made)
    identify(site=made, on=TODAY, by=staffuse.maya, at=AT)
    assert "On the page since September 15, 2026." in page(staffuse, staffuse.maya, made)


@pytest.mark.clause("004:2")
def test_the_page_shows_who_answers_the_media_and_it_is_changed_there(crschools: Cast) -> None:
    made = site(crschools, "Band")
    assert "<dt>Questions of the public and the media</dt><dd>Nobody named</dd>" in page(crschools, crschools.maya, made)
    assert post(crschools, crschools.ed, "site-media-contact", made, email="sam@lakeside.example").status_code == 404
    wrong = post(crschools, crschools.maya, "site-media-contact", made, email="nobody@lakeside.example")
    assert (wrong.status_code, "nobody@lakeside.example" in wrong.content.decode()) == (422, True)
    assert post(crschools, crschools.maya, "site-media-contact", made, email="sam@lakeside.example").status_code == 302
    assert "<dd>Sam Whitfield</dd>" in page(crschools, crschools.maya, made)
    assert said(made)[-1] == (
        "name_media_contact", "Maya Ortega", "named Sam Whitfield to answer the media about Band on Instagram", "",
    )  # fmt: skip
    with pytest.raises(Refused, match="named already"):
        name_media_contact(site=made, person=crschools.sam, by=crschools.maya, at=AT)


@pytest.mark.clause("003:19")
@pytest.mark.parametrize("answer", ["given", "not_invited", "not_known", "passed_on"])
def test_a_parents_request_is_kept_with_its_answer_who_recorded_it_and_no_name(jndc: Cast, answer: str) -> None:
    made = site(jndc)
    before = len(said(made))
    row = record_access(site=made, asked_on=TODAY, answer=answer, by=jndc.maya, at=AT)
    assert (row.recorded_by, row.recorded_name, row.recorded_at, row.asked_on) == (jndc.maya, "Maya Ortega", AT, TODAY)
    ((verb, who, sentence, reason),) = said(made)[before:]
    assert (verb, who, reason) == ("record_access", "Maya Ortega", "")
    assert sentence.startswith("recorded what a parent who asked for access to Robotics on Instagram was told: ")
    words = {field.name for field in ParentAccess._meta.get_fields() if field.get_internal_type() in ("TextField", "CharField")}
    assert words == {"answer", "recorded_name"}


@pytest.mark.clause("003:19")
def test_those_who_look_after_the_site_record_what_a_parent_was_told(jndc: Cast) -> None:
    made = site(jndc)
    path = reverse("site-parent-access", args=[made.pk])
    assert path in page(jndc, jndc.maya, made)
    for who in (jndc.maya, jndc.sam):
        assert post(jndc, who, "site-parent-access", made, asked_on="2026-09-14", answer="given").status_code == 302
    assert [jndc.client(who).get(path).status_code for who in (jndc.ed, jndc.val, jndc.hope)] == [404, 404, 404]
    seen = jndc.client(jndc.maya).get(path).content.decode()
    assert seen.count("Access was given</div>") == 2
    assert "Asked on September 14, 2026. Recorded by Sam Whitfield." in seen


def test_a_day_to_come_is_refused_at_the_field_and_what_was_typed_stays(jndc: Cast) -> None:
    made = site(jndc)
    reply = post(jndc, jndc.maya, "site-parent-access", made, asked_on="2027-01-01", answer="given")
    assert (reply.status_code, "2027-01-01" in reply.content.decode(), ParentAccess.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_as_much_however_long_it_is(jndc: Cast, count: int, django_assert_num_queries: Any) -> None:
    made = site(jndc)
    for _ in range(count):
        record_access(site=made, asked_on=TODAY, answer="given", by=jndc.maya, at=AT)
    with django_assert_num_queries(2):  # the page, the count
        assert len(access_page(made, Cursor()).lines) == count


def test_the_media_contact_of_a_request_is_read_with_its_answers(crschools: Cast) -> None:
    made = site(crschools, "Band")
    now = datetime(2026, 9, 15, 14, tzinfo=AT.tzinfo)
    Submission.objects.create(
        district=crschools.lakeside, requester=crschools.maya, policy_version=crschools.policy, site=made, started_at=now,
        saved_at=now, answers={"media_contact": crschools.sam.pk},
    )  # fmt: skip
    client, path = crschools.client(crschools.maya), reverse("site", args=[made.pk])
    with_request = queries(client, path)
    assert "<dt>Questions of the public and the media</dt><dd>Sam Whitfield</dd>" in client.get(path).content.decode()
    Site.objects.update(media_contact=crschools.sam)
    assert queries(client, path) == with_request - 1
