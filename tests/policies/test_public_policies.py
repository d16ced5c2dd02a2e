"""The five public policies as documents: what each of them has, and what none of them does."""

from typing import Any

import pytest

from policies import wording
from policies.document import Policy
from policies.selectors import preset

from .public import CHSD230, CRSCHOOLS, JNDC, POLICY401, STAFFUSE, dates, field


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


@pytest.mark.clause("000:2", "001:8", "002:4")
@pytest.mark.parametrize("policy", [STAFFUSE, POLICY401, CHSD230])
def test_any_platform_can_be_named(policy: Policy) -> None:
    detail = field(policy, "platform_detail")
    open_ones = [row.key for row in policy.platforms if row.ask_detail]
    assert "other" in open_ones
    condition = detail.required_when
    assert condition is not None
    assert set(condition.in_ or (condition.is_,)) == set(open_ones)


@pytest.mark.clause("001:14", "004:4")
@pytest.mark.parametrize("policy", [POLICY401, CRSCHOOLS])
def test_what_the_law_wants_reported_is_never_reported_here(policy: Policy) -> None:
    (complaint,) = policy.complaints
    assert "Rollcall does not take such reports." in complaint.mandated_report


@pytest.mark.parametrize("key", ["staffuse", "policy401", "chsd230", "jndc", "crschools"])
def test_what_the_text_does_not_say_is_called_local(key: str) -> None:
    policy: Any = preset(key)
    silent = [row for row in (*policy.roles, *policy.complaints) if not row.quote]
    assert [row for row in silent if row.level != "local"] == []
