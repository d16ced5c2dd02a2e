"""Policy 004: two approve together, branding apart."""

import pytest

from policies.routing import verdict

from .public import CRSCHOOLS, categories, field, statement, step


@pytest.mark.clause("004:7", "004:8")
def test_crschools_asks_supervisor_and_community_relations_together_and_says_that_this_is_its_reading() -> None:
    approve = step(CRSCHOOLS, "approve")
    assert (approve.kind, approve.who, approve.mode) == ("approve", ("supervisor", "community_relations"), "all")
    assert "does not name who gives it" in CRSCHOOLS.policy.note


@pytest.mark.clause("004:9")
def test_crschools_refuses_a_personal_account_with_the_way_out() -> None:
    ended = verdict(CRSCHOOLS, {"container": "personal_account"})
    assert ended is not None
    assert (ended.effect, "organization page" in ended.explain) == ("refuse", True)
    assert CRSCHOOLS.site.container.required == "organization_page"
    assert "looks_like_personal_profile:warn" in field(CRSCHOOLS, "address").checks


@pytest.mark.clause("004:10")
def test_crschools_decides_on_branding_apart_and_the_page_may_begin_without() -> None:
    brand = step(CRSCHOOLS, "brand")
    assert (brand.who, brand.after, brand.blocks_listing) == (("community_relations",), ("approve",), False)
    (permission,) = CRSCHOOLS.permissions
    assert (permission.about, permission.decided_by, permission.before) == ("site", ("community_relations",), True)


@pytest.mark.clause("004:13")
def test_crschools_asks_who_has_access_and_watches_settings_without_a_number() -> None:
    assert field(CRSCHOOLS, "posters").required
    (settings,) = CRSCHOOLS.duties
    assert (settings.key, settings.every, settings.checklist[0]) == ("settings", "", "only approved participants have access")


@pytest.mark.clause("004:6")
def test_crschools_asks_for_other_applications_and_lists_what_to_look_at() -> None:
    assert field(CRSCHOOLS, "third_party_apps").level == "should"
    assert len(CRSCHOOLS.duties[0].checklist) == 4


@pytest.mark.clause("004:2")
def test_crschools_asks_who_answers_the_media_as_its_own_addition() -> None:
    contact = field(CRSCHOOLS, "media_contact")
    assert (contact.type, contact.level, contact.default) == ("person", "local", "requester")
    assert [row.key for row in CRSCHOOLS.entities] == ["attendance_center", "class", "program"]


@pytest.mark.clause("004:3", "004:11", "004:12")
def test_crschools_has_statements_on_confidence_advocacy_and_releases() -> None:
    assert "alumni" in statement(CRSCHOOLS, "confidential")
    assert "ballot initiative" in statement(CRSCHOOLS, "no_advocacy")
    assert "release forms on file" in statement(CRSCHOOLS, "releases")
    (consent,) = CRSCHOOLS.consents
    assert (consent.basis, consent.needs) == ("on_file", ("parent",))


@pytest.mark.clause("004:1", "004:5", "004:11")
def test_crschools_names_what_a_complaint_can_be_about_and_leaves_citizens_their_speech() -> None:
    assert {"incitement to violence", "advocates for or against a candidate or a ballot initiative"} < categories(CRSCHOOLS)
    assert "about a personal page or protected speech: no action" in CRSCHOOLS.complaints[0].outcomes


@pytest.mark.clause("004:17")
def test_crschools_has_an_official_account() -> None:
    assert [(row.platform, row.handle) for row in CRSCHOOLS.directory.officials] == [("x", "@crschools")]
