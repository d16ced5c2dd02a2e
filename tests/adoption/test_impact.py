"""What adopting a policy would do to sites and submissions."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Appointment, Person
from adoption.selectors import Impact, impact_of
from monitoring.sweep import tick
from policies.document import Policy, parse
from policies.selectors import preset, preset_text
from registry.models import Site
from tests.cast import AT, TODAY, Cast
from tests.monitoring.days import TUESDAY, local
from tests.registry import sites
from tests.requests.filing import answer, draft, file

pytestmark = pytest.mark.django_db
MODEL = preset_text("model")
TERMS = {"check_every": "1 week", "review_every": "1 month"}


def policy(old: str = "", new: str = "") -> Policy:
    """The model policy with one text in the place of another."""
    assert old in MODEL
    return parse(MODEL.replace(old, new, 1))


def site(cast: Cast, name: str = "Robotics", **more: Any) -> Site:
    """A site that fits the model policy, watched since this morning."""
    made = sites.site(cast, name, **{"visibility": "private", "terms": TERMS, **more})
    tick(at=local(TUESDAY, 9, 1))
    return made


def impact(cast: Cast, other: Policy) -> Impact:
    return impact_of(cast.lakeside, other, on=TODAY)


def reasons(cast: Cast, other: Policy) -> list[tuple[str, str]]:
    """Why the one site would be out of line."""
    return [(reason.kind, reason.sentence) for line in impact(cast, other).out for reason in line.reasons]


def test_a_site_that_fits_stays_in_line(cast: Cast) -> None:
    site(cast)
    found = impact(cast, preset("model"))
    assert (found.looked_at, found.out_of_line, found.out) == (1, 0, [])


@pytest.mark.parametrize(
    ("old", "new", "kind", "sentence"),
    [
        (
            'label = "Instagram"',
            'label = "Instagram"\nstatus = "prohibited"\nexplain = "Use Facebook."',
            "platform",
            "Instagram would not be allowed. Use Facebook.",
        ),
        (
            'label = "Instagram"',
            'label = "Instagram"\nstatus = "restricted"\nallowed_for = ["office"]',
            "platform",
            "Instagram would not be allowed.",
        ),
        ('key = "instagram"', 'key = "pictures"', "platform", "Instagram is not among the platforms of the policy."),
        ('key = "club"', 'key = "society"', "entity", "“Club” is not what a site may be for."),
        ('every = "field:check_every"', 'every = "2 weeks"', "duty", "Comment check: every week now, every 2 weeks then."),
        (
            'applies_to = ["employee"]',
            'applies_to = ["volunteer"]',
            "person",
            "Maya Ortega answers for it, but the policy does not apply to employees.",
        ),
        (
            'key = "comments"\nlabel = "Comment check"',
            'key = "other_check"\nlabel = "Another check"',
            "duty",
            "Another check would be new: every week.",
        ),
    ],
)  # fmt: skip
def test_why_a_site_would_be_out_of_line(cast: Cast, old: str, new: str, kind: str, sentence: str) -> None:
    site(cast)
    assert (kind, sentence) in reasons(cast, policy(old, new))


def test_a_visibility_that_is_not_allowed_is_a_reason(cast: Cast) -> None:
    site(cast, visibility="closed_moderated")
    assert reasons(cast, preset("model")) == [("visibility", "It is closed moderated; the policy allows private or public.")]


def test_a_rule_that_would_refuse_it_today_is_a_reason(cast: Cast) -> None:
    rule = (
        '[[rule]]\nkey = "no_clubs"\nlabel = "No clubs"\neffect = "refuse"\nwhen = { field = "entity", is = "club" }\n\n[[step]]'
    )
    site(cast)
    assert reasons(cast, policy("[[step]]", rule)) == [("rule", "It would be refused: No clubs.")]


def test_a_container_that_is_not_the_required_one_is_a_reason(cast: Cast) -> None:
    site(cast)
    found = reasons(cast, preset("jndc"))
    assert ("container", "It must be a group; what it is was never asked.") in found


def test_a_frequency_nobody_has_set_is_a_reason(cast: Cast) -> None:
    site(cast, terms={"check_every": "1 week"})
    assert (
        "unset",
        "Supervisor's look: nobody has said how often. “How often does the supervisor look at the page?”",
    ) in reasons(cast, preset("model"))


def test_a_duty_of_a_role_that_nobody_holds_there_is_a_reason(cast: Cast) -> None:
    site(cast)
    Appointment.objects.filter(role__key="community_relations").update(ended_at=AT)
    found = reasons(cast, policy('who = ["responsible"]', 'who = ["community_relations"]'))
    assert ("role", "Nobody can act as Community Relations, who owes the Comment check.") in found


def test_a_site_nobody_answers_for_is_out_of_line(cast: Cast) -> None:
    site(cast)
    Person.objects.filter(pk=cast.maya.pk).update(is_active=False, ended_at=AT)
    assert ("person", "Nobody answers for it at the moment.") in reasons(cast, preset("model"))


def test_reasons_are_counted_by_kind_and_the_first_sites_shown(cast: Cast) -> None:
    sites.rows(cast, 60, visibility="secret")
    found = impact(cast, preset("model"))
    assert (found.looked_at, found.out_of_line, len(found.out)) == (60, 60, 50)
    assert dict(found.reasons)["Who can see it"] == 60
    assert [line.name for line in found.out[:2]] == ["Site 001", "Site 002"]


def test_more_than_one_batch_of_sites_is_looked_at_once_each(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adoption.selectors.impact.CHUNK", 7)
    sites.rows(cast, 20, visibility="secret")
    Site.objects.filter(name__gt="Site 010").update(name="Same name")
    found = impact(cast, preset("model"))
    assert (found.looked_at, found.out_of_line) == (20, 20)


def test_closed_sites_and_those_of_another_district_are_left_alone(cast: Cast) -> None:
    site(cast)
    Site.objects.update(status="closed")
    sites.site(cast, "Harbor", responsible=cast.hal, visibility="secret")
    assert impact(cast, preset("model")).looked_at == 0


def test_what_is_on_its_way_keeps_its_version(cast: Cast) -> None:
    file(cast)
    returned = file(cast, page_name="Choir")
    answer(returned, "principal", cast.pat, "return", reason="Say more.")
    draft(cast)
    file(cast, by=cast.hal, version=cast.harbor_policy)
    found = impact(cast, preset("jndc"))
    assert (found.waiting, found.drafts) == (2, 1)
    assert [(row.title, row.meta) for row in found.kept] == [
        ("Choir on Instagram", "Maya Ortega, Birchwood High School. Filed under version 1."),
        ("Birchwood Robotics on Instagram", "Maya Ortega, Birchwood High School. Filed under version 1."),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_whatever_there_is(cast: Cast, count: int) -> None:
    for number in range(count):
        sites.site(cast, f"Club {number}", visibility="secret")
        file(cast, page_name=f"Page {number}")
    with CaptureQueriesContext(connection) as captured:
        found = impact(cast, preset("model"))
    assert (found.out_of_line, found.waiting) == (count, count)
    assert len(captured) == 6


def test_the_day_is_the_one_that_is_asked_about(cast: Cast) -> None:
    site(cast)
    Appointment.objects.filter(role__key="principal").update(ends_on=date(2026, 12, 31))
    other = policy('who = ["responsible"]', 'who = ["principal"]')
    assert not impact_of(cast.lakeside, other, on=TODAY).counts["role"]
    assert impact_of(cast.lakeside, other, on=date(2027, 1, 5)).counts["role"] == 1
