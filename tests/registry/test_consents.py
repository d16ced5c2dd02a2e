"""The consents a site has on record: pictures and names of people, and nobody who is named."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Cursor
from records.models import Message
from registry.models import Consent, Site
from registry.selectors import consents_page, grounds, pictures, policy_over
from registry.services import check_consent, close, end_consent, record_consent
from tests.cast import AT, TODAY, Cast, build

from .sites import said, site

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
PATH = "site-consents"


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def recorded(cast: Cast, made: Site, ground: str = "student_image.named", **more: Any) -> Consent:
    """A consent that Maya records, signed yesterday."""
    given = {"site": made, "ground": ground, "since_on": YESTERDAY, "by": cast.maya, "at": AT, **more}
    return record_consent(**given)


def offered(cast: Cast) -> dict[str, str]:
    policy = policy_over(site(cast))
    assert policy is not None
    return {ground.key: ground.label for ground in grounds(policy)}


def page(cast: Cast, who: Person, made: Site, name: str = "site") -> str:
    return cast.client(who).get(reverse(name, args=[made.pk])).content.decode()


def post(cast: Cast, who: Person, name: str, *args: int, **sends: str) -> Any:
    return cast.client(who).post(reverse(name, args=args), sends)


@pytest.mark.parametrize(
    ("preset", "keys"),
    [
        pytest.param(
            "policy401",
            {
                "student_image.named": "Student image: in writing, from the parent",
                "student_image.exception0": (
                    "Student image: no consent needed, taken in the public arena, such as at sporting events or fine arts "
                    "public performances"
                ),
                "employee_image.named": "Employee image: in any form, from the employee",
            },
            marks=pytest.mark.clause("001:18", "001:19"),
        ),
        pytest.param(
            "jndc",
            {
                "student_image.named": "Student image: in writing, from the parent and student",
                "student_image.adult": "Student image: in writing, from the student alone, adult or emancipated",
                "student_name.named": "Student name: in writing, from the parent",
                "student_name.adult": "Student name: in writing, from the student alone, adult or emancipated",
            },
            marks=pytest.mark.clause("003:29", "003:34"),
        ),
        pytest.param(
            "crschools",
            {"student_image.named": "Student image: a release on file, from the parent"},
            marks=pytest.mark.clause("004:12"),
        ),
        pytest.param("staffuse", {}, marks=pytest.mark.clause("000:12")),
        ("chsd230", {}),
    ],
)
def test_what_a_consent_can_rest_on_is_what_the_policy_says(db: None, preset: str, keys: dict[str, str]) -> None:
    assert offered(build(preset)) == keys


@pytest.mark.clause("001:19")
def test_a_consent_is_kept_with_basis_signer_occasion_days_and_papers_and_one_event_without_the_occasion(db: None) -> None:
    cast = build("policy401")
    made = site(cast)
    before = len(said(made))
    row = recorded(
        cast, made, occasion="Fall  season", people=24, until_on=date(2027, 6, 11), kept_where="Main office", checked=True
    )  # fmt: skip
    kept = Consent.objects.values().get()
    assert kept == {
        "id": row.pk, "site_id": made.pk, "subject": "student_image", "subject_label": "Student image", "basis": "written",
        "signed_by": "parent", "exception": "", "occasion": "Fall season", "people": 24, "since_on": YESTERDAY,
        "until_on": date(2027, 6, 11), "kept_where": "Main office", "checked_on": TODAY, "checked_name": "Maya Ortega",
        "ended_on": None, "ended_as": "", "recorded_at": AT, "recorded_by_id": cast.maya.pk, "recorded_name": "Maya Ortega",
    }  # fmt: skip
    sentence = "recorded a consent for Robotics on Instagram: Student image: in writing, from the parent"
    assert said(made)[before:] == [("record_consent", "Maya Ortega", sentence, "")]
    assert not Message.objects.exists()


@pytest.mark.clause("001:19")
def test_an_exception_needs_nobodys_consent_and_says_which_it_is(db: None) -> None:
    cast = build("policy401")
    row = recorded(cast, site(cast), "student_image.exception0")
    assert (row.basis, row.signed_by) == ("exception", "")
    assert row.exception == "taken in the public arena, such as at sporting events or fine arts public performances"


@pytest.mark.clause("001:18")
def test_co_workers_give_theirs_themselves(db: None) -> None:
    cast = build("policy401")
    row = recorded(cast, site(cast), "employee_image.named")
    assert (row.subject_label, row.basis, row.signed_by) == ("Employee image", "given", "employee")


@pytest.mark.clause("003:29", "003:34")
@pytest.mark.parametrize("ground", ["student_image.adult", "student_name.adult"])
def test_an_adult_student_signs_alone(db: None, ground: str) -> None:
    cast = build("jndc")
    assert recorded(cast, site(cast), ground).signed_by == "student alone, adult or emancipated"


@pytest.mark.clause("004:12")
def test_the_form_begins_with_where_the_policy_says_that_the_papers_are(db: None) -> None:
    cast = build("crschools")
    assert 'value="the parental release forms on file"' in page(cast, cast.maya, site(cast), PATH)


@pytest.mark.clause("003:29", "003:34", "004:12")
def test_there_is_no_room_for_a_name_and_the_form_says_so(cast: Cast) -> None:
    made = site(cast)
    seen = page(cast, cast.maya, made, PATH)
    assert "No names, no initials, no grade" in seen
    names = {"ground", "occasion", "people", "since_on", "until_on", "kept_where", "checked", "csrfmiddlewaretoken"}
    assert names.issuperset(part.split('"')[0] for part in seen.split("<main")[1].split('name="')[1:])


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"since_on": TODAY + timedelta(days=1)}, "does not lie ahead"),
        ({"until_on": YESTERDAY - timedelta(days=1)}, "The last day lies before the first."),
        ({"ground": "student_image.exception0"}, "Choose what it rests on"),
        ({"kept_where": "pw: Robots-2026!"}, "This looks like a password."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(cast: Cast, more: dict[str, Any], sentence: str) -> None:
    made = site(cast)
    before = len(said(made))
    with pytest.raises(Refused, match=sentence):
        recorded(cast, made, **more)
    assert (Consent.objects.count(), len(said(made))) == (0, before)


def test_those_who_keep_them_are_whoever_answers_their_designee_and_roles_that_give_orders(cast: Cast) -> None:
    made = site(cast)
    for who in (cast.maya, cast.pat, cast.tom):
        recorded(cast, made, by=who)
    dees = recorded(cast, made, by=cast.dee)
    assert said(made)[-1][1] == "Dee Okafor"
    for who in (cast.sam, cast.val, cast.ed, cast.erin, cast.casey):
        with pytest.raises(Refused, match="Only whoever answers for"):
            recorded(cast, made, by=who)
    with pytest.raises(Refused, match="belongs to another district"):
        recorded(cast, made, by=cast.hope)
    assert dees.recorded_name == "Dee Okafor"


def test_nothing_new_is_recorded_about_a_site_that_has_ended_but_a_consent_can_still_be_withdrawn(cast: Cast) -> None:
    made = site(cast)
    row = recorded(cast, made)
    close(site=made, reason="The club has ended.", by=cast.pat, at=AT)
    with pytest.raises(Refused, match="is closed: nothing is recorded about it any more"):
        recorded(cast, made)
    end_consent(consent=row, ended_on=TODAY, ended_as="withdrawn", by=cast.maya, at=AT)
    assert Consent.objects.get().ended_as == "withdrawn"


@pytest.mark.clause("004:12")
def test_when_the_papers_were_looked_at_last_is_kept_once_a_day(cast: Cast) -> None:
    made = site(cast)
    row = recorded(cast, made)
    check_consent(consent=row, by=cast.pat, at=AT)
    assert Consent.objects.values_list("checked_on", "checked_name").get() == (TODAY, "Pat Lindqvist")
    sentence = "looked at the papers of a consent for Robotics on Instagram: student image"
    assert said(made)[-1] == ("check_consent", "Pat Lindqvist", sentence, "")
    with pytest.raises(Refused, match="Pat Lindqvist looked at these papers today already"):
        check_consent(consent=row, by=cast.maya, at=AT)
    with pytest.raises(Refused, match="Only whoever answers for"):
        check_consent(consent=row, by=cast.sam, at=AT)


@pytest.mark.clause("003:29")
def test_a_consent_is_withdrawn_with_its_day_and_only_once(cast: Cast) -> None:
    made = site(cast)
    row = recorded(cast, made)
    for day, how, sentence in (
        (TODAY + timedelta(days=1), "withdrawn", "does not lie ahead"),
        (YESTERDAY - timedelta(days=1), "withdrawn", "The last day lies before the first"),
        (TODAY, "lost", "Choose how it ended"),
    ):
        with pytest.raises(Refused, match=sentence):
            end_consent(consent=row, ended_on=day, ended_as=how, by=cast.maya, at=AT)
    end_consent(consent=row, ended_on=TODAY, ended_as="withdrawn", by=cast.maya, at=AT)
    sentence = "recorded that a consent for Robotics on Instagram: student image was withdrawn on September 15, 2026"
    assert said(made)[-1] == ("end_consent", "Maya Ortega", sentence, "")
    late = Consent.objects.select_related("site").get()
    with pytest.raises(Refused, match="has ended already, on September 15, 2026"):
        end_consent(consent=late, ended_on=TODAY, ended_as="over", by=cast.maya, at=AT)
    with pytest.raises(Refused, match="has ended already"):
        check_consent(consent=late, by=cast.maya, at=AT)
    assert Consent.objects.get().ended_as == "withdrawn"


@pytest.mark.parametrize(
    "lie",
    [
        {"ended_on": TODAY},
        {"ended_as": "over"},
        {"basis": "exception"},
        {"exception": "a match"},
        {"until_on": date(2020, 1, 1)},
        {"checked_on": TODAY},
    ],
)
def test_the_database_refuses_lies(cast: Cast, lie: dict[str, Any]) -> None:
    recorded(cast, site(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(**lie)


@pytest.mark.clause("001:19", "003:29", "003:34", "004:12")
@pytest.mark.parametrize("preset", ["policy401", "jndc", "crschools"])
def test_the_page_of_the_site_has_a_section_with_the_sentence_of_the_policy_and_what_is_on_record(db: None, preset: str) -> None:
    cast = build(preset)
    made = site(cast)
    seen = page(cast, cast.maya, made)
    policy = policy_over(made)
    assert policy is not None
    assert "No consent on record" in seen
    assert all(spec.quote.replace("'", "&#39;") in seen for spec in policy.consents)
    recorded(cast, made, occasion="Spring concert", people=3)
    seen = page(cast, cast.maya, made)
    assert "Spring concert. 3 people. Since September 14, 2026." in seen
    assert "Nobody has looked at them." in seen
    assert "Pictures and consent" not in page(cast, cast.ed, made)


@pytest.mark.clause("000:12")
def test_where_pictures_are_only_not_recommended_the_section_says_that_and_offers_nothing(db: None) -> None:
    cast = build("staffuse")
    made = site(cast)
    seen = page(cast, cast.maya, made)
    assert "Such pictures are not recommended." in seen
    assert reverse(PATH, args=[made.pk]) not in seen
    assert "No consent on record" not in seen
    with pytest.raises(Refused, match="Choose what it rests on"):
        recorded(cast, made)


def test_a_policy_that_says_nothing_of_pictures_has_no_section(db: None) -> None:
    cast = build("chsd230")
    assert "Pictures and consent" not in page(cast, cast.maya, site(cast))


def test_from_the_page_a_consent_is_recorded_looked_at_and_ended(cast: Cast) -> None:
    made = site(cast)
    wrong = post(cast, cast.maya, PATH, made.pk, ground="student_image.named", since_on="2027-01-01", occasion="Chess finals")
    assert (wrong.status_code, "Chess finals" in wrong.content.decode(), Consent.objects.count()) == (422, True, 0)
    sends = {"ground": "student_image.adult", "since_on": "2026-09-14", "people": "2", "kept_where": "Main office"}
    assert post(cast, cast.maya, PATH, made.pk, **sends).status_code == 302
    row = Consent.objects.get()
    seen = page(cast, cast.maya, made, PATH)
    assert "In writing, from the student alone, adult or emancipated. 2 people. Since September 14, 2026." in seen
    assert post(cast, cast.maya, "site-consent-checked", made.pk, row.pk).status_code == 302
    assert "Maya Ortega looked at them on September 15, 2026." in page(cast, cast.maya, made, PATH)
    assert post(cast, cast.maya, "site-consent-end", made.pk, row.pk, ended_as="over").status_code == 422
    assert post(cast, cast.maya, "site-consent-end", made.pk, row.pk, ended_as="over", ended_on="2026-09-15").status_code == 302
    assert "Over on September 15, 2026" in page(cast, cast.maya, made, PATH)
    again = cast.client(cast.maya).get(reverse("site-consent-end", args=[made.pk, row.pk])).content.decode()
    assert "It was ended already" in again


def test_who_reads_all_of_the_site_reads_them_and_only_who_keeps_them_gets_the_form(cast: Cast) -> None:
    made = site(cast)
    row = recorded(cast, made)
    assert "I looked at the papers today" in page(cast, cast.maya, made, PATH)
    for who in (cast.sam, cast.casey):
        seen = page(cast, who, made, PATH)
        assert ("Student image" in seen, "Record a consent" in seen, "I looked at" in seen) == (True, False, False)
        assert post(cast, who, PATH, made.pk, ground="student_image.named", since_on="2026-09-14").status_code == 404
        assert post(cast, who, "site-consent-checked", made.pk, row.pk).status_code == 404
    assert [cast.client(who).get(reverse(PATH, args=[made.pk])).status_code for who in (cast.ed, cast.hope)] == [404, 404]
    other = site(cast, "Chess")
    assert post(cast, cast.maya, "site-consent-checked", other.pk, row.pk).status_code == 404


def test_one_that_ran_out_says_so(cast: Cast) -> None:
    made = site(cast)
    recorded(cast, made, since_on=date(2025, 8, 20), until_on=date(2026, 6, 11))
    line = pictures(made, cast.standing(cast.maya), {}).lines[0]
    assert (line.status, line.tone) == ("Ran out on June 11, 2026", "due")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_much_however_long_it_is(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    made = site(cast)
    for _ in range(count):
        recorded(cast, made)
    with django_assert_num_queries(2):  # the page, the count
        assert len(consents_page(made, Cursor(), TODAY).lines) == count


def test_the_page_of_the_site_shows_the_last_five_and_says_that_there_are_more(cast: Cast) -> None:
    made = site(cast)
    for number in range(6):
        recorded(cast, made, occasion=f"Match {number}")
    seen = page(cast, cast.maya, made)
    assert [f"Match {number}" in seen for number in range(6)] == [False, True, True, True, True, True]
    assert "All consents on record" in seen
