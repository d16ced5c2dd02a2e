"""Fourteen further districts' policies, each walked from form to end by the real services; the product knows none of them."""

from typing import Any

import pytest

from accounts.models import Role
from accounts.services import rebuild_grants
from policies.document import FieldSpec
from policies.models import Attendance, Training
from policies.routing import route_text, verdict
from policies.selectors import document_of
from registry.models import Site
from requests import services, states
from requests.fields import Asking
from requests.forms import RequestForm
from requests.models import Seat, Submission
from requests.selectors import answers_for, spec_of, who_may_act
from reviews.forms import StepForm
from tests.cast import AT, TODAY, Cast, appoint, build
from tests.policies.further import FURTHER, Case, Further
from tests.requests.filing import draft

pytestmark = pytest.mark.django_db
CASES = [pytest.param(further, case, id=f"{further.file}: {case.route}") for further in FURTHER for case in further.cases]
ADDRESSES = {"bluesky": "https://bsky.app/profile/birchwood.bsky.social", "seesaw": ""}  # nobody else can open a class on Seesaw
PEOPLE = ("maya", "sam", "dee", "pat")
USUAL = {
    "text": "As agreed", "longtext": "As agreed, in every point.", "bool": "yes", "date": "2026-09-14", "number": "12",
    "person": "maya", "people": ["maya"],
}  # fmt: skip


def district(further: Further) -> Cast:
    """Lakeside under this policy, its roles held as the table says."""
    cast = build(further.path)
    for role, name in further.holders.items():
        at_school = Role.objects.get(district=cast.lakeside, key=role).scope == "school"
        appoint(getattr(cast, name), role, cast.birchwood if at_school else None)
    for spec in further.policy.trainings:
        held = Training.objects.create(district=cast.lakeside, key=spec.key, title=spec.label, held_on=TODAY, recorded_at=AT)
        Attendance.objects.create(training=held, person=cast.maya, at=AT)
    rebuild_grants(TODAY)
    return cast


def typed(cast: Cast, values: dict[str, Any]) -> dict[str, Any]:
    """What is typed into a form: people by their first names."""

    def one(value: Any) -> Any:
        return [one(each) for each in value] if isinstance(value, list) else getattr(cast, value).pk if value in PEOPLE else value

    return {key: one(value) for key, value in values.items()}


def form_of(cast: Cast, values: dict[str, Any]) -> RequestForm:
    """The form as Maya sends it, every statement accepted."""
    policy = document_of(cast.policy)
    accepted = {f"statement_{row.key}": "on" for row in policy.statements_at("request")}
    entity = policy.entity(values.get("entity", ""))
    place = cast.birchwood if entity is None or "school" in (entity.places or ("school",)) else cast.office
    sent = {"place": place.pk, **accepted, **typed(cast, values)}
    return RequestForm(sent, asking=Asking(cast.lakeside, cast.birchwood, policy))


def given(cast: Cast, submission: Submission, field: FieldSpec) -> Any:
    """Something that answers a question of a step."""
    policy = document_of(cast.policy)
    if field.type == "address":
        platform = policy.platform(submission.platform)
        if platform and platform.key in ADDRESSES:
            return ADDRESSES[platform.key]
        return f"https://{platform.hosts[0] if platform and platform.hosts else 'wiki.example'}/BirchwoodChess"
    options = policy.options(field)
    return USUAL[field.type] if field.type in USUAL else [options[0][0]] if field.type == "multichoice" else options[0][0]


def answer(cast: Cast, submission: Submission, seat: Seat, gives: dict[str, str]) -> str:
    """The first who may act answers a seat with its own form: "vote Dee"."""
    policy = document_of(cast.policy)
    spec = spec_of(policy, seat.step)
    by = who_may_act(seat, on=TODAY)[0].person
    values = {field.key: given(cast, submission, field) for field in policy.fields_of(spec)}
    chosen = {key: value for key, value in gives.items() if key in values}
    sent = {**typed(cast, {**values, **chosen}), "meeting_date": "2026-09-14", "document": "Minutes, page 3"}
    sent |= {f"statement_{row.key}": "on" for row in policy.statements_at(spec.kind)}
    known = answers_for(submission, policy, policy.fields_of(spec))
    asking = Asking(cast.lakeside, submission.place, policy)
    form = StepForm(sent, asking=asking, spec=spec, outcome=spec.kind, known=known)
    assert form.is_valid(), (spec.key, form.errors)
    services.close_step(seat=seat, outcome=spec.kind, by=by, at=AT, reason="As agreed.", values=form.values())
    return f"{spec.key} {by.name.split()[0]}"


def walked(cast: Cast, submission: Submission, gives: dict[str, str]) -> str:
    """Who answered what, in order, until nothing waits for anybody."""
    found = []
    open_now = Seat.objects.filter(step__submission=submission, state=states.STEP_OPEN).order_by("step__position", "id")
    while seat := open_now.select_related("step__submission").first():
        found.append(answer(cast, submission, seat, gives))
        submission.refresh_from_db()
    return ", ".join(found)


def test_there_are_fourteen_and_each_is_walked_more_than_once() -> None:
    assert len({further.policy.policy.key for further in FURTHER}) == len(FURTHER) == 14
    assert [further.file for further in FURTHER if len([case for case in further.cases if case.walk]) < 2] == []


@pytest.mark.parametrize("further", FURTHER, ids=lambda further: further.file)
def test_the_form_asks_what_the_policy_asks_in_its_order(further: Further) -> None:
    cast = district(further)
    form = form_of(cast, further.usual)
    assert " ".join(form.fields) == further.form
    page = cast.client(cast.maya).get("/submissions/new/").content.decode()
    assert [key for key in form.fields if f'name="{key}"' not in page] == []


@pytest.mark.parametrize(("further", "case"), CASES)
def test_a_request_is_walked_to_its_end(further: Further, case: Case) -> None:
    cast = district(further)
    policy = document_of(cast.policy)
    form = form_of(cast, {**further.usual, **case.answers})
    assert form.is_valid(), form.errors
    assert route_text(policy, form.answers()) == case.route
    if verdict(policy, form.answers()):
        return
    begun = draft(cast)
    place = form.cleaned_data["place"]
    filed = services.submit(
        submission=begun, place=place, answers=form.answers(), accepted=form.accepted(), by=cast.maya, at=AT
    )  # fmt: skip
    assert walked(cast, filed, case.gives) == case.walk
    filed.refresh_from_db()
    site = Site.objects.get()
    assert (filed.status, filed.site, site.school) == (states.DONE, site, place)
    assert set(filed.steps.values_list("state", flat=True)) <= {states.STEP_DONE, states.SKIPPED}
