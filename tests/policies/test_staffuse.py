"""Policy 000: nobody is asked, supervisors have powers."""

import pytest

from policies import wording
from policies.routing import NOTHING, route_text, verdict

from .public import STAFFUSE, categories, field, statement


@pytest.mark.clause("000:23")
def test_staffuse_asks_for_nothing() -> None:
    assert STAFFUSE.intake.mode == "none"
    assert route_text(STAFFUSE, {"entity": "class"}) == NOTHING
    assert "Nothing has to be asked for." in dict(wording.facts(STAFFUSE))["In short"]


@pytest.mark.clause("000:3")
def test_staffuse_has_pages_of_schools_and_of_offices() -> None:
    assert [(row.key, row.places) for row in STAFFUSE.entities] == [
        ("school", ("school",)),
        ("class", ("school",)),
        ("activity", ("school",)),
        ("office", ("office", "department")),
    ]


@pytest.mark.clause("000:5")
def test_staffuse_asks_a_school_page_for_its_matter_and_an_office_page_not() -> None:
    kind = field(STAFFUSE, "purpose_kind")
    assert kind.choices == ("instructional", "educational", "extracurricular")
    assert kind.show_when is not None
    assert kind.show_when.not_ is not None
    assert kind.show_when.not_.is_ == "office"
    assert field(STAFFUSE, "purpose").required


@pytest.mark.clause("000:9")
def test_staffuse_prefers_private_and_asks_the_educational_need_of_a_public_page() -> None:
    visibility = STAFFUSE.site.visibility
    reason = field(STAFFUSE, visibility.reason or "")
    assert (visibility.default, visibility.level, reason.key, reason.level) == ("private", "should", "public_reason", "should")
    assert field(STAFFUSE, "visibility").default == "private"


@pytest.mark.clause("000:8")
def test_staffuse_asks_for_audience_and_privacy_without_insisting() -> None:
    assert (field(STAFFUSE, "audience").level, field(STAFFUSE, "visibility").required) == ("should", True)


@pytest.mark.clause("000:10")
def test_staffuse_has_wording_for_the_page_and_asks_whether_it_is_there() -> None:
    assert STAFFUSE.site.identification == "{activity}, {school}. This is a professional social media site of {district}."
    asked = field(STAFFUSE, STAFFUSE.site.identification_field or "")
    assert (asked.level, field(STAFFUSE, "identified_on").type) == ("should", "date")


@pytest.mark.clause("000:12")
def test_staffuse_does_not_recommend_photos_and_stops_nobody() -> None:
    assert [(row.subject, row.basis, row.asked, row.level) for row in STAFFUSE.consents] == [
        ("student_image", "not_recommended", "photos_planned", "should"),
        ("employee_image", "not_recommended", "photos_planned", "should"),
    ]
    assert verdict(STAFFUSE, {"photos_planned": True}) is None


@pytest.mark.clause("000:13")
def test_staffuse_lets_principal_and_superintendent_order_on_three_grounds() -> None:
    orders = STAFFUSE.directives
    assert [(row.key, row.issued_by, len(row.grounds), row.reason_required) for row in orders] == [
        ("remove_post", ("principal", "superintendent"), 3, True),
        ("disable_page", ("principal", "superintendent"), 3, True),
    ]
    assert {row.level for row in orders} == {"may"}


@pytest.mark.clause("000:15")
def test_staffuse_lets_supervisors_look_and_reminds_nobody() -> None:
    (look,) = STAFFUSE.duties
    assert (look.who, look.level, look.every, look.overdue) == (("supervisor",), "may", "", ())


@pytest.mark.clause("000:6", "000:11", "000:14")
def test_staffuse_has_statements_on_workplace_law_and_privacy() -> None:
    assert "classroom" in statement(STAFFUSE, "workplace")
    assert "nothing harassing, obscene, discriminatory, defamatory or threatening" in statement(STAFFUSE, "law")
    assert "no expectation of privacy" in statement(STAFFUSE, "no_privacy")


@pytest.mark.clause("000:11", "000:16", "000:19", "000:20")
def test_staffuse_names_what_a_complaint_can_be_about() -> None:
    assert {
        "hostile, disruptive or unsafe working environment",
        "identifiable student information on a personal page",
        "claims to be official",
    } < categories(STAFFUSE)
