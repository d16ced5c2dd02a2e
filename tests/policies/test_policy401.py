"""Policy 001: the principal is told."""

import pytest

from policies import wording
from policies.routing import unmanned

from .public import POLICY401, categories, field, statement


@pytest.mark.clause("001:27")
def test_401_stands_under_its_code_series_and_section() -> None:
    assert wording.facts(POLICY401)[:2] == [("Code", "401.13 (Series 400)"), ("Section", "Staff Personnel")]


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
