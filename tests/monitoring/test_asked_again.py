"""What a policy has asked again on a schedule, and what it has read where somebody finds something."""

from datetime import date

import pytest

from monitoring.models import CheckIn, Duty
from monitoring.sweep import tick
from policies.selectors import document_of
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.answers import answer, due
from tests.monitoring.days import DUE, TUESDAY, build, digests, local, morning, mornings, only, watched
from tests.monitoring.pages import path, words

pytestmark = pytest.mark.django_db
SIX_MONTHS = date(2027, 3, 15)
GUIDANCE = "If somebody may be harmed"


@pytest.fixture
def jndc(db: None) -> Cast:
    """A closed group of Maya's that nobody has to look at but for what the policy asks again."""
    cast = build("jndc")
    watched(cast, visibility="closed_moderated", terms={"check_every": "", "review_every": ""})
    tick(at=local(TUESDAY, 9, 1))
    return cast


def opened(key: str) -> CheckIn:
    return CheckIn.objects.select_related("duty", "site__district", "site__school").get(duty__key=key)


@pytest.mark.clause("003:15", "003:23")
def test_closed_and_openable_are_asked_again_every_six_months_of_whom_the_text_names(jndc: Cast) -> None:
    assert list(Duty.objects.values_list("key", "role", "every", "next_due_on")) == [
        ("closed_group", "responsible", "6 months", SIX_MONTHS),
        ("supervisor_access", "supervisor", "6 months", SIX_MONTHS),
    ]
    tick(at=local(date(2027, 3, 14), 9))
    assert CheckIn.objects.count() == 0
    tick(at=local(SIX_MONTHS, 0, 1))
    assert sorted(CheckIn.objects.values_list("duty__key", "role")) == [
        ("closed_group", "responsible"), ("supervisor_access", "supervisor"),
    ]  # fmt: skip


@pytest.mark.clause("003:15")
def test_the_responsible_employee_answers_whether_it_is_still_closed_with_the_list_before_them(
    jndc: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning(SIX_MONTHS)
    monkeypatch.setattr("config.middleware.timezone.now", lambda: local(SIX_MONTHS, 9))
    asked = opened("closed_group")
    said = words(jndc.client(jndc.maya).get(path(asked)))
    assert "It is still a closed group What members post is still moderated Nobody is in it who was not invited" in said
    jndc.client(jndc.maya).post(path(asked), {"outcome": "acted", "note": "Two strangers had joined; I removed them."})
    assert opened("closed_group").outcome == "acted"
    assert Duty.objects.get(key="closed_group").next_due_on == date(2027, 9, 15)


@pytest.mark.clause("003:23")
def test_the_supervisor_says_again_that_they_can_open_it_and_nobody_else_does(jndc: Cast) -> None:
    morning(SIX_MONTHS)
    answer(opened("supervisor_access"), jndc.sam, at=local(SIX_MONTHS, 9))
    assert opened("supervisor_access").answered_name == "Sam Whitfield"


@pytest.mark.clause("003:15")
def test_what_stays_open_reaches_the_supervisor_after_five_school_days(jndc: Cast) -> None:
    tick(at=local(SIX_MONTHS, 0, 1))
    answer(opened("supervisor_access"), jndc.sam, at=local(SIX_MONTHS, 6))
    told = {on: sorted(digests(on)) for on in mornings(SIX_MONTHS, 8)}
    assert [on for on, names in told.items() if "Sam Whitfield" in names] == [date(2027, 3, 22)]
    assert "Maya Ortega" in told[SIX_MONTHS]


@pytest.mark.clause("001:14", "004:4")
@pytest.mark.parametrize("preset", ["policy401", "crschools"])
def test_a_check_in_says_how_to_report_beside_need_help(preset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = build(preset)
    monkeypatch.setattr("config.middleware.timezone.now", lambda: local(DUE, 8))
    site = watched(cast)
    duty = Duty.objects.create(site=site, key="look", label="Look", role="responsible", every="1 week", started_on=TUESDAY)
    asked = CheckIn.objects.create(duty=duty, site=site, due_on=DUE, opened_at=local(DUE), role="responsible")
    policy = document_of(cast.policy)
    passages = [row.says for row in policy.passages if "check_in" in row.shown_at]
    report = policy.complaints[0].mandated_report
    assert passages
    assert report
    said = words(cast.client(cast.maya).get(path(asked)))
    assert all(sentence in said for sentence in [GUIDANCE, *passages, report])
    assert said.index("Need help") < said.index(GUIDANCE) < said.index("Save the check")
    cast.client(cast.maya).post(path(asked), {"outcome": "need_help", "note": "A threat."})
    assert report in words(cast.client(cast.maya).get(path(asked)))


def test_where_the_policy_says_nothing_of_it_nothing_stands_there(cast: Cast, at_eight: None) -> None:
    asked = due(cast)
    assert GUIDANCE not in words(cast.client(cast.maya).get(path(asked)))
    Site.objects.update(policy_version=None)
    assert GUIDANCE not in words(cast.client(cast.maya).get(path(only())))
