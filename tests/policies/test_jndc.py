"""Policy 003: a plan, a closed group, and who must be let in."""

import pytest

from .public import JNDC, categories, field, step


@pytest.mark.clause("003:13", "003:14")
def test_jndc_asks_for_a_plan_and_the_voice_without_insisting() -> None:
    assert {field(JNDC, key).level for key in ("messages", "audience", "goals", "upkeep", "page_name", "picture")} == {"should"}


@pytest.mark.clause("003:15")
def test_jndc_wants_a_closed_group_and_has_a_step_for_the_exception() -> None:
    site = JNDC.site
    assert (site.container.required, site.visibility.allowed, site.comments) == ("group", ("closed_moderated",), "moderated")
    assert site.container_exception is not None
    assert step(JNDC, site.container_exception.step or "").reason_required_for == ("approve", "decline")


@pytest.mark.clause("003:18", "003:19", "003:23")
def test_jndc_lets_in_by_invitation_and_parents_and_the_supervisor_always() -> None:
    assert (JNDC.site.join, JNDC.site.parent_access, JNDC.site.supervisor_access) == ("invitation", True, True)


@pytest.mark.clause("003:3", "003:17", "003:18", "003:21", "003:24", "003:25")
def test_jndc_has_a_statement_for_each_of_its_rules_and_one_for_teams_only() -> None:
    said = JNDC.statements_at("request")
    assert [row.key for row in said if row.show_when is None] == [
        "members_not_friends",
        "by_invitation",
        "parents_may_join",
        "educational",
        "supervisor_access",
        "separate_profiles",
        "other_policies",
    ]
    (team,) = [row for row in said if row.show_when is not None]
    assert (team.key, team.show_when.is_ if team.show_when else "") == ("whole_team", "team")


@pytest.mark.clause("003:29", "003:34")
def test_jndc_asks_parent_and_student_and_an_adult_student_alone() -> None:
    assert [(row.subject, row.needs, row.adult_student) for row in JNDC.consents] == [
        ("student_image", ("parent", "student"), ("student",)),
        ("student_name", ("parent",), ("student",)),
    ]


@pytest.mark.clause("003:2", "003:3", "003:30", "003:33")
def test_jndc_names_what_a_complaint_can_be_about() -> None:
    assert {
        "inappropriate communication with a student",
        "harms the ability to do one's own job",
        "District name used for a product, cause, party or candidate",
        "District e-mail used for personal social media",
    } < categories(JNDC)


@pytest.mark.clause("003:6", "003:32")
def test_jndc_refers_to_the_superintendent_and_the_licensing_board() -> None:
    (complaint,) = JNDC.complaints
    assert complaint.refer_to == ("Superintendent", "Professional Teaching Standards Board")
    assert "violation found by the superintendent" in complaint.outcomes


@pytest.mark.clause("003:4", "003:28")
def test_jndc_has_two_permissions_of_its_own() -> None:
    assert [(row.key, row.decided_by, row.evidence) for row in JNDC.permissions] == [
        ("share_private_phone_number", ("administration",), ()),
        ("logo_or_copyrighted_material", ("board",), ("meeting_date", "document")),
    ]


@pytest.mark.clause("003:27")
def test_jndc_lifts_its_rule_on_friends_for_relationships_from_outside_and_asks_no_notice() -> None:
    (exception,) = JNDC.exceptions
    assert (exception.lifts, exception.notice) == (("students_as_friends",), False)


@pytest.mark.clause("003:31")
def test_jndc_names_who_may_search_for_pages() -> None:
    assert (JNDC.unofficial.found_pages, JNDC.unofficial.searched_by) == (True, ("superintendent",))


@pytest.mark.clause("003:1")
def test_jndc_can_take_its_records_out() -> None:
    assert (JNDC.records.public_record, JNDC.records.export) == (True, ("csv", "pdf"))


@pytest.mark.clause("003:5", "003:7")
def test_jndc_is_about_clubs_activities_and_organizations_and_what_they_announce() -> None:
    assert [row.key for row in JNDC.entities] == ["club", "activity", "organization", "team"]
    assert field(JNDC, "content_types").choices[:5] == ("meetings", "activities", "games", "responsibilities", "announcements")
