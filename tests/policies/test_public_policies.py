"""The five public policies as documents: dates, codes, words, people, and what each clause became."""

from typing import Any

import pytest

from policies import wording
from policies.document import FieldSpec, Policy, StepSpec
from policies.routing import NOTHING, route_text, unmanned, verdict
from policies.selectors import preset

STAFFUSE, POLICY401, CHSD230, JNDC, CRSCHOOLS = (preset(key) for key in ("staffuse", "policy401", "chsd230", "jndc", "crschools"))


def field(policy: Policy, key: str) -> FieldSpec:
    """A field that must be there."""
    found = policy.field(key)
    assert found is not None
    return found


def step(policy: Policy, key: str) -> StepSpec:
    """A step that must be there."""
    found = policy.step(key)
    assert found is not None
    return found


def statement(policy: Policy, key: str) -> str:
    """The text of a statement that must be accepted with the form."""
    return {row.key: row.text for row in policy.statements_at("request")}[key]


def categories(policy: Policy) -> set[str]:
    """What a complaint can be about."""
    return {each for complaint in policy.complaints for each in complaint.categories}


def dates(policy: Policy) -> list[tuple[str, str]]:
    """What happened to the policy, as its page says it."""
    kinds = {row.kind.capitalize() for row in policy.policy.dates}
    return [(label, words) for label, words in wording.facts(policy) if label in kinds]


# what they are


@pytest.mark.clause("000:24", "001:26", "002:23", "003:35", "004:16")
@pytest.mark.parametrize(
    ("policy", "found"),
    [
        (STAFFUSE, []),
        (POLICY401, [("Approved", "September 17, 2018"), ("Reviewed", "no date yet"), ("Revised", "no date yet")]),
        (CHSD230, [("Dated", "March 26, 2015")]),
        (JNDC, [("Adopted", "October 12, 2016")]),
        (CRSCHOOLS, [("Approved", "September 12, 2011"), ("Revised", "January 25, 2016"), ("Revised", "June 14, 2021")]),
    ],
    ids=["none", "blanks", "dated", "adopted", "revised twice"],
)
def test_each_has_its_own_kinds_of_dates(policy: Policy, found: list[tuple[str, str]]) -> None:
    assert dates(policy) == found


@pytest.mark.clause("001:27")
def test_401_stands_under_its_code_series_and_section() -> None:
    assert wording.facts(POLICY401)[:2] == [("Code", "401.13 (Series 400)"), ("Section", "Staff Personnel")]


@pytest.mark.clause("000:1", "001:1")
def test_each_says_to_whom_it_applies() -> None:
    applies = [policy.policy.applies_to for policy in (STAFFUSE, POLICY401, CHSD230, JNDC, CRSCHOOLS)]
    assert applies == [("employee",), ("employee", "volunteer"), ("employee",), ("employee",), ("employee",)]
    assert "separate School District policy" in STAFFUSE.policy.leaves_out[0]


@pytest.mark.clause("000:21", "000:22", "002:16", "003:25")
def test_each_says_what_else_to_read() -> None:
    said = {policy.policy.key: dict(wording.facts(policy))["See also"] for policy in (STAFFUSE, CHSD230, JNDC)}
    assert said["staffuse"].startswith(
        "#6122 Staff-Student Relations (Fraternization); #6123 Offensive Workplace Behavior; The separate policy"
    )
    assert said["chsd230"] == "6:235 Acceptable Use of Technology"
    assert said["jndc"].startswith("All other District policies")


@pytest.mark.clause("002:4")
def test_230_defines_its_words() -> None:
    assert [row.term for row in CHSD230.definitions] == [
        "Includes",
        "Electronic communication",
        "Personal technology",
        "Social media",
        "Web posts",
    ]


@pytest.mark.clause("000:2", "001:8", "002:4")
@pytest.mark.parametrize("policy", [STAFFUSE, POLICY401, CHSD230])
def test_any_platform_can_be_named(policy: Policy) -> None:
    detail = field(policy, "platform_detail")
    open_ones = [row.key for row in policy.platforms if row.ask_detail]
    assert "other" in open_ones
    condition = detail.required_when
    assert condition is not None
    assert set(condition.in_ or (condition.is_,)) == set(open_ones)


# 000: nobody is asked, supervisors have powers


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


# 001: the principal is told


@pytest.mark.clause("001:12")
def test_401_tells_the_principal_and_nobody_decides() -> None:
    assert [(row.kind, row.who) for row in POLICY401.steps] == [("notify", ("principal",))]
    (guideline,) = POLICY401.guidelines
    assert guideline.title == "Guidelines for Policy #401.13: Social Media Networks"
    assert guideline.title in statement(POLICY401, "guidelines")
    assert next(row for row in POLICY401.statements if row.key == "guidelines").accept_again


@pytest.mark.clause("001:2")
def test_401_has_a_technology_director_whom_the_superintendent_appoints() -> None:
    role = POLICY401.role("technology_director")
    assert role is not None
    assert (role.appointed_by, role.if_vacant) == (("superintendent",), "superintendent")


@pytest.mark.clause("001:12")
def test_401_without_a_principal_tells_the_superintendent() -> None:
    assert unmanned(POLICY401, {}, {"superintendent"}.__contains__) == []
    assert unmanned(POLICY401, {}, set().__contains__) == ["tell"]


@pytest.mark.clause("001:3")
def test_401_gives_training_and_nothing_waits_for_it() -> None:
    (training,) = POLICY401.trainings
    assert (training.for_, training.gate, training.level) == (("employee",), False, "must")


@pytest.mark.clause("001:1")
def test_401_lets_volunteers_post_and_only_employees_answer_for_a_site() -> None:
    assert POLICY401.site.volunteers_may == ("post",)


@pytest.mark.clause("001:5")
def test_401_is_public_record_with_exceptions_case_by_case() -> None:
    assert POLICY401.records.public_record
    assert POLICY401.records.exemptions == ("decided case by case, for narrow and specific content",)


@pytest.mark.clause("001:18", "001:19")
def test_401_asks_on_which_basis_students_are_shown() -> None:
    student, employee = POLICY401.consents
    basis = field(POLICY401, student.asked or "")
    assert basis.required
    assert basis.choices == ("none", "written_parental_consent", "public_event")
    assert (student.basis, student.needs, len(student.exceptions)) == ("written", ("parent",), 1)
    assert (employee.subject, employee.basis, employee.needs) == ("employee_image", "given", ("employee",))


@pytest.mark.clause("001:9", "001:13", "001:17", "001:18", "001:20", "001:22")
def test_401_has_a_statement_for_each_of_its_rules() -> None:
    assert [row.key for row in POLICY401.statements_at("request")] == [
        "guidelines",
        "law",
        "confidential",
        "protected_data",
        "coworkers",
        "floor_plans",
        "relationships",
    ]


@pytest.mark.clause("001:16", "001:20")
def test_401_names_what_a_complaint_can_be_about() -> None:
    assert {"alcohol or illegal drugs", "sexual behavior or sexual harassment", "building floor plans"} < categories(POLICY401)


@pytest.mark.clause("001:14", "004:4")
@pytest.mark.parametrize("policy", [POLICY401, CRSCHOOLS])
def test_what_the_law_wants_reported_is_never_reported_here(policy: Policy) -> None:
    (complaint,) = policy.complaints
    assert "Rollcall does not take such reports." in complaint.mandated_report


@pytest.mark.clause("001:21")
def test_401_keeps_a_list_of_groups_that_others_made() -> None:
    assert POLICY401.unofficial.groups


@pytest.mark.clause("001:4")
def test_401_may_suspend_on_its_only_ground() -> None:
    (order,) = POLICY401.directives
    assert (order.key, order.level, order.grounds) == (
        "suspend_page",
        "may",
        ("does not comply with this policy or its regulation",),
    )


# 002


@pytest.mark.clause("002:13", "002:21", "002:22")
def test_230_has_an_outcome_for_protected_speech_and_keeps_no_discipline() -> None:
    (complaint,) = CHSD230.complaints
    assert "copyrighted without permission" in complaint.categories
    assert {"about a personal page or protected speech: no action", "referred"} < set(complaint.outcomes)
    assert not any("disciplin" in each or "terminat" in each for each in complaint.outcomes)


@pytest.mark.clause("002:3")
def test_230_leaves_the_guidelines_to_the_superintendent() -> None:
    (guideline,) = CHSD230.guidelines
    assert (guideline.edited_by, guideline.accept_again) == (("superintendent",), True)


@pytest.mark.clause("002:18")
def test_230_leaves_the_logo_on_personal_posts_to_the_superintendent() -> None:
    (permission,) = CHSD230.permissions
    assert (permission.about, permission.decided_by) == ("personal_post", ("superintendent",))


# 003


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


# 004: two approve together, branding apart


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


@pytest.mark.parametrize("key", ["staffuse", "policy401", "chsd230", "jndc", "crschools"])
def test_what_the_text_does_not_say_is_called_local(key: str) -> None:
    policy: Any = preset(key)
    silent = [row for row in (*policy.roles, *policy.complaints) if not row.quote]
    assert [row for row in silent if row.level != "local"] == []
