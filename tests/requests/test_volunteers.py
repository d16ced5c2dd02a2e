"""Volunteers: a poster or the one who answers for a site only as the policy says."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.access import actor
from accounts.models import Person
from accounts.rules import Refused
from policies.selectors import document_of, preset_text
from registry import services as registry
from registry.models import Site
from requests import services, states
from requests.fields import Asking
from requests.forms import PolicyForm
from requests.models import Submission
from reviews.forms import StepForm
from tests.cast import AT, Cast, build
from tests.requests.filing import answer, draft, file
from tests.requests.public import POLICY401

pytestmark = pytest.mark.django_db


def step(cast: Cast, **typed: Any) -> StepForm:
    """What the principal answers to a request of Maya's."""
    policy = document_of(cast.policy)
    spec = policy.step("principal")
    assert spec is not None
    asking = Asking(cast.lakeside, cast.birchwood, policy)
    given = {"responsible": cast.maya.pk, "posters": [cast.maya.pk], "check_every": "1 week", "review_every": "3 months", **typed}
    return StepForm(given, asking=asking, spec=spec, outcome="approve")


def labels(form: PolicyForm, name: str) -> set[str]:
    return {str(label) for _value, label in form.fields[name].choices}


def offered(form: PolicyForm, name: str) -> set[str]:
    return {label.partition(",")[0] for label in labels(form, name)}


@pytest.mark.clause("001:1")
def test_a_volunteer_is_offered_and_taken_as_a_poster_and_not_as_responsible_employee(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dee.pk).update(ends_on=date(2026, 12, 11))
    form = step(cast)
    assert "Val Novak" in offered(form, "posters")
    assert "Val Novak" not in offered(form, "responsible")
    assert "Val Novak" in offered(form, "complaints_to")
    assert {"Val Novak, volunteer until June 11, 2027", "Dee Okafor until December 11, 2026"} <= labels(form, "posters")
    assert set(step(cast, posters=[cast.val.pk]).errors) == set()
    assert set(step(cast, responsible=cast.val.pk).errors) == {"responsible"}


@pytest.mark.clause("001:1")
@pytest.mark.parametrize(
    ("may", "wrong"), [("", {"responsible", "posters"}), ('"answer_for"', {"posters"}), ('"post", "answer_for"', set())]
)
def test_a_volunteer_is_what_the_policy_lets_them_be(may: str, wrong: set[str], tmp_path: Any) -> None:
    path = tmp_path / "more.toml"
    path.write_text(preset_text("model").replace('volunteers_may = ["post"]', f"volunteers_may = [{may}]"))
    cast = build(str(path))
    assert set(step(cast, responsible=cast.val.pk, posters=[cast.val.pk]).errors) == wrong


@pytest.mark.clause("001:1")
def test_the_register_takes_no_volunteer_whom_the_policy_does_not_let(cast: Cast) -> None:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", responsible=cast.val.pk, posters=[cast.maya.pk])
    answer(filed, "technology_director", cast.tom, "approve")
    with pytest.raises(Refused, match="Val Novak is a volunteer, and under the policy of your district only employees answer"):
        answer(filed, "give_address", cast.maya, "provide", address="https://www.instagram.com/birchwoodrobotics/")
    assert not Site.objects.exists()


@pytest.mark.clause("001:1")
def test_a_volunteer_is_not_added_as_a_poster_where_the_policy_is_silent() -> None:
    cast = build("jndc")
    site = Site.objects.create(
        district=cast.lakeside, school=cast.birchwood, name="Chess", platform="facebook", platform_label="Facebook",
        status_since=AT, registered_at=AT, responsible=cast.maya, policy_version=cast.policy,
    )  # fmt: skip
    with pytest.raises(Refused, match="only employees post on a site"):
        registry.add_poster(site=site, person=cast.val, by=actor(cast.maya), at=AT)
    with pytest.raises(Refused, match="only employees answer for a site"):
        registry.change(site=site, responsible=cast.val, by=actor(cast.maya), at=AT)
    registry.add_poster(site=site, person=cast.sam, by=actor(cast.maya), at=AT)
    assert [poster.person for poster in site.posters.all()] == [cast.sam]


@pytest.mark.clause("001:1")
def test_a_volunteer_asks_with_an_employee_to_answer_for_it(policy401: Cast) -> None:
    begun = draft(policy401, by=policy401.val, **POLICY401)
    with pytest.raises(Refused, match="Name the employee who will"):
        services.submit(submission=begun, place=begun.place, answers=POLICY401, accepted={}, by=policy401.val, at=AT)
    val = policy401.client(policy401.val)
    new = reverse("submission-new")
    label = "Which employee will answer for the content?"
    assert label in val.get(new).content.decode()
    assert label not in policy401.client(policy401.maya).get(new).content.decode()
    statements = {f"statement_{row.key}": "on" for row in document_of(policy401.policy).statements_at("request")}
    typed = {**POLICY401, **statements, "place": policy401.birchwood.pk, "deed": "submit"}
    assert val.post(new, typed).status_code == 422
    kept = Submission.objects.latest("pk")
    edit = reverse("submission-edit", args=[kept.pk])
    assert val.post(edit, {**typed, "responsible": policy401.val.pk}).status_code == 422
    val.post(edit, {**typed, "responsible": policy401.maya.pk})
    assert Submission.objects.get(pk=kept.pk).status == states.DONE
    site = Site.objects.get()
    assert site.responsible == policy401.maya
    assert [poster.person for poster in site.posters.order_by("person__name")] == [policy401.maya, policy401.val]
    page = policy401.client(policy401.pat).get(reverse("submission", args=[kept.pk])).content.decode()
    assert label in page
    assert "Maya Ortega" in page


def test_an_employee_s_request_is_asked_and_read_as_before(policy401: Cast) -> None:
    begun = draft(policy401, **POLICY401)
    sent = services.submit(submission=begun, place=begun.place, answers=POLICY401, accepted={}, by=policy401.maya, at=AT)
    assert sent.status == states.DONE
    site = Site.objects.get()
    assert (site.responsible, [poster.person for poster in site.posters.all()]) == (policy401.maya, [policy401.maya])
