"""What the page of a site shows of the policy it stands under."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.access import actor, standing_of
from accounts.models import Person
from policies.selectors import document_of
from registry.models import Site
from registry.selectors import Asked, about_site, asked_with_request, pictures, register_page
from registry.services import change
from tests.cast import AT, Cast, build
from tests.house.test_page_queries import asked as queries
from tests.requests.public import POLICY401, STAFFUSE, file

from .sites import site

pytestmark = pytest.mark.django_db
REASON = "Families without accounts read it."


def facts(made: Site, said: dict[str, Any] | None = None) -> dict[str, tuple[str, str]]:
    """Every fact by its label: what is known, and the line below it."""
    about = about_site(made, whole=True, said=said or {})
    shown = {fact.label: (fact.value, fact.meta) for fact in [*about.facts, *about.joining]}
    reader = standing_of(made.responsible, at=AT) if made.responsible else None
    of_people = pictures(made, reader, said or {}) if reader else None
    if of_people:
        shown |= {fact.label: (fact.value, fact.meta) for fact in of_people.facts}
        shown |= {line.title: (line.meta, "") for line in of_people.says}
    return shown


def page(cast: Cast, who: Person, made: Site) -> str:
    return cast.client(who).get(reverse("site", args=[made.pk])).content.decode()


@pytest.mark.clause("000:9")
@pytest.mark.parametrize(
    ("visibility", "said", "shown"),
    [
        ("private", {}, ("Members only", "")),
        ("public", {"public_reason": REASON}, ("Everybody\nNot the default of the policy: Members only", f"“{REASON}”")),
        ("public", {}, ("Everybody\nNot the default of the policy: Members only", "No reason is recorded.")),
    ],
)
def test_a_site_off_the_default_says_so_with_its_reason(
    staffuse: Cast, visibility: str, said: dict[str, str], shown: tuple[str, str]
) -> None:
    value, meta = facts(site(staffuse, visibility=visibility), said)["Visibility"]
    assert (value, meta) == shown


@pytest.mark.clause("000:9")
def test_the_reason_that_was_given_stands_on_the_page_for_those_who_read_all_of_it(staffuse: Cast) -> None:
    file(staffuse, {**STAFFUSE, "visibility": "public", "public_reason": REASON})
    made = Site.objects.get()
    assert REASON in page(staffuse, staffuse.maya, made)
    assert REASON not in page(staffuse, staffuse.ed, made)


@pytest.mark.clause("000:9")
def test_whoever_audits_filters_by_sites_off_the_default_and_others_find_none(staffuse: Cast) -> None:
    site(staffuse, "Reading", visibility="public")
    site(staffuse, "Chess", visibility="private")
    site(staffuse, "Lunch", visibility="")

    def found(who: Person) -> list[str]:
        return [line.name for line in register_page(staffuse.standing(who), Asked(off_default=True)).lines]

    auditor = next(each for each in (staffuse.tom, staffuse.sue, staffuse.casey) if found(each))
    assert found(auditor) == ["Reading"]
    assert found(staffuse.ed) == []
    path = f"{reverse('sites')}?off_default=1"
    assert path in staffuse.client(auditor).get(reverse("sites")).content.decode()
    assert path not in staffuse.client(staffuse.ed).get(reverse("sites")).content.decode()


@pytest.mark.clause("000:9")
def test_the_row_of_a_site_off_the_default_says_how_visible_it_is_and_why(staffuse: Cast) -> None:
    file(staffuse, {**STAFFUSE, "visibility": "public", "public_reason": REASON})
    site(staffuse, "Chess", visibility="public")
    site(staffuse, "Lunch", visibility="private")
    assert Site.objects.exclude(visibility_reason="").values_list("visibility_reason", flat=True).get() == REASON
    asked = Asked(off_default=True)
    notes = [line.note for line in register_page(staffuse.standing(staffuse.tom), asked).lines]
    assert sorted(notes) == ["Everybody. No reason is recorded.", f"Everybody. “{REASON}”"]
    seen = staffuse.client(staffuse.tom).get(f"{reverse('sites')}?off_default=1").content.decode()
    assert f"Everybody. “{REASON}”" in seen
    assert REASON not in staffuse.client(staffuse.tom).get(reverse("sites")).content.decode()
    assert {line.note for line in register_page(staffuse.standing(staffuse.tom), Asked()).lines} == {""}


@pytest.mark.clause("000:9")
def test_a_change_of_visibility_brings_its_own_reason(staffuse: Cast) -> None:
    made = site(staffuse, visibility="public", visibility_reason=REASON)
    given = {"site": made, "by": actor(staffuse.maya), "at": AT}
    change(visibility="private", reason="Only the team reads it.", **given)
    change(visibility="public", reason="Parents asked.", **given)
    assert Site.objects.get().visibility_reason == "Parents asked."
    assert facts(made)["Visibility"][1] == "“Parents asked.”"


@pytest.mark.parametrize("count", [1, 3])
def test_the_reasons_of_a_page_cost_one_query_more_however_many_there_are(
    staffuse: Cast, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        site(staffuse, f"Site {number}", visibility="public")
    standing = staffuse.standing(staffuse.tom)
    register_page(standing, Asked(off_default=True))
    with django_assert_num_queries(5):  # the versions, the count, the sites, their calendar, their reasons
        assert len(register_page(standing, Asked(off_default=True)).lines) == count


def test_a_default_that_the_text_does_not_speak_of_is_no_preference(cast: Cast) -> None:
    made = site(cast, visibility="public")
    assert document_of(cast.policy).site.visibility.default == "private"
    assert facts(made)["Visibility"] == ("Everybody", "")
    assert register_page(cast.standing(cast.tom), Asked(off_default=True)).lines == []


@pytest.mark.clause("000:10")
def test_the_wording_is_made_from_name_school_and_district(staffuse: Cast) -> None:
    text = "Grade 7, Birchwood High School. This is a professional social media site of Lakeside Community Schools."
    assert facts(site(staffuse, "Grade 7"))["Wording on the page"][0] == text


@pytest.mark.clause("000:12")
@pytest.mark.parametrize(("planned", "shown"), [("yes", "Yes"), ("no", "No")])
def test_whether_photos_are_planned_stands_there_with_what_is_not_recommended(staffuse: Cast, planned: str, shown: str) -> None:
    file(staffuse, {**STAFFUSE, "photos_planned": planned})
    made = Site.objects.get()
    assert "photos_planned" in asked_with_request(made)
    known = facts(made, {"photos_planned": planned == "yes"})
    assert known["Will it show photos of employees or students?"] == (shown, "")
    assert known["Student image"][0] == "Such pictures are not recommended."
    seen = page(staffuse, staffuse.maya, made)
    assert f"<dt>Will it show photos of employees or students?</dt><dd>{shown}</dd>" in seen
    assert "Will it show photos" not in page(staffuse, staffuse.ed, made)


@pytest.mark.clause("001:19")
def test_401_shows_the_basis_of_pictures_of_students(db: None) -> None:
    cast = build("policy401")
    file(cast, {**POLICY401, "student_images": "written_parental_consent"})
    assert "<dd>Yes, with written parental consent</dd>" in page(cast, cast.maya, Site.objects.get())


@pytest.mark.parametrize(
    ("preset", "subject", "says"),
    [
        pytest.param(
            "jndc",
            "Student image",
            "In writing, from the parent and student. Of an adult or emancipated student, from the student alone.",
            marks=pytest.mark.clause("003:29"),
        ),
        pytest.param(
            "jndc",
            "Student name",
            "In writing, from the parent. Of an adult or emancipated student, from the student alone.",
            marks=pytest.mark.clause("003:34"),
        ),
        pytest.param(
            "crschools",
            "Student image",
            "A release on file, from the parent. Kept: the parental release forms on file.",
            marks=pytest.mark.clause("004:12"),
        ),
    ],
)
def test_the_page_says_whose_consent_a_picture_or_a_name_needs(db: None, preset: str, subject: str, says: str) -> None:
    assert facts(site(build(preset)))[subject][0] == says


@pytest.mark.clause("000:14", "002:14")
@pytest.mark.parametrize(
    ("preset", "number"), [("staffuse", "14"), ("staffuse", "10"), ("policy401", "5"), ("chsd230", "14"), ("jndc", "20")]
)
def test_every_passage_that_is_shown_at_the_site_is_there_for_everybody_and_no_other(db: None, preset: str, number: str) -> None:
    cast = build(preset)
    made = site(cast)
    rows = {row.number: row for row in document_of(cast.policy).passages}
    shown = [row.number for row in about_site(made, whole=False, said={}).passages]
    assert shown == [key for key, row in rows.items() if "site" in row.shown_at]
    assert number in shown
    assert rows[number].says in page(cast, cast.ed, made).replace("&#39;", "'")


@pytest.mark.clause("003:18", "003:19")
def test_how_one_joins_and_how_parents_get_access_is_there_for_everybody(jndc: Cast) -> None:
    made = site(jndc, visibility="closed_moderated")
    known = facts(made)
    assert known["Joining"] == (
        "One joins by invitation only.",
        "People join only after the employee invites them and lets them in.",
    )
    assert known["Parents"] == ("Parents may see any site their child was invited to.", "A parent asks Maya Ortega.")
    assert "One joins by invitation only." in page(jndc, jndc.ed, made)


def test_a_site_under_no_policy_shows_nothing_of_one(cast: Cast) -> None:
    about = about_site(site(cast, policy_version=None), whole=True, said={})
    assert (list(about.facts), list(about.joining), list(about.passages)) == ([], [], [])


@pytest.mark.clause("004:17")
def test_the_register_names_the_districts_own_accounts_first(db: None) -> None:
    cast = build("crschools")
    site(cast, "Band")
    client = cast.client(cast.ed)
    seen = client.get(reverse("sites")).content.decode()
    assert seen.index("@crschools on X") < seen.index(">Band<")
    assert "@crschools" not in client.get(f"{reverse('sites')}?q=Band").content.decode()


def test_without_official_accounts_the_register_begins_with_sites(cast: Cast) -> None:
    assert "Official accounts" not in cast.client(cast.ed).get(reverse("sites")).content.decode()


def test_the_page_asks_one_more_question_only_where_the_policy_asked_one(staffuse: Cast) -> None:
    file(staffuse, STAFFUSE)
    under_text = queries(staffuse.client(staffuse.maya), reverse("site", args=[Site.objects.get().pk]))
    plain = site(staffuse, "Chess", visibility="private", policy_version=None)
    assert under_text == queries(staffuse.client(staffuse.maya), reverse("site", args=[plain.pk])) + 1
