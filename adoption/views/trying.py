"""The simulator: a policy, a person and their answers; what would follow. Nothing is stored, whatever is sent."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn, whole_number
from accounts.models import District, Person, School
from accounts.rules import Refused, allows
from policies import routing
from policies.document import Policy, PolicyError
from requests.fields import Asking, storable
from requests.rules import may_file
from reviews.selectors import people_of

from .. import rules, selectors
from ..forms import RequestForm, TryForm, step_forms, typed
from ..selectors import Source

EMPTY: dict[str, Any] = {
    "source": None, "problems": (), "refused": "", "person": None, "form": None, "steps": (), "simulation": None, "action": "",
}  # fmt: skip


def for_editors(request: SignedIn) -> None:
    """Whoever does not edit policies finds nothing here (404)."""
    if request.user.district is None or not allows(rules.may_draft, request.standing):
        raise Http404


def district_of(request: SignedIn) -> District:
    """The district of whoever asks; without one there is nothing to prepare (404)."""
    if request.user.district is None:
        raise Http404
    return request.user.district


@require_http_methods(["GET", "HEAD", "POST"])
def policy_try(request: SignedIn) -> HttpResponse:
    """Choose a policy, a person and a day by GET; the form they would see, and what would follow from its answers."""
    for_editors(request)
    begin = {"of": request.GET.get("of", selectors.IN_FORCE), "on": request.standing.on}
    picks = TryForm(request.GET if "person" in request.GET else None, standing=request.standing, initial=begin)
    context: dict[str, Any] = {"picks": picks, **EMPTY}
    if picks.is_bound and picks.is_valid():
        source = selectors.source_of(request.standing, picks.cleaned_data["of"], on=picks.cleaned_data["on"])
        context |= _tried(request, picks, source) if source else {}
    form = context["form"]
    failed = (form is not None and form.is_bound and form.errors) or (picks.is_bound and picks.errors)
    return render(request, "adoption/try.html", context, status=422 if failed else 200)


def _tried(request: SignedIn, picks: TryForm, source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {"source": source, "action": f"{reverse('policy-try')}?{request.GET.urlencode()}#outcome"}
    try:
        policy = source.policy
    except PolicyError as error:
        return {**found, "problems": error.problems}
    person = Person.objects.select_related("supervisor", "place", "district").get(pk=picks.cleaned_data["person"].pk)
    found |= {"policy": policy, "person": person}
    try:
        may_file(person, policy)
    except Refused as refused:
        return {**found, "refused": refused.sentence}
    return {**found, **_asked(request, policy, person, picks)}


def _asked(request: SignedIn, policy: Policy, person: Person, picks: TryForm) -> dict[str, Any]:
    """The form as this person would see it, and once it was sent what would follow."""
    district = district_of(request)
    sent = request.method == "POST"
    place = _place(request, district.pk) or person.place
    asking = Asking(district=district, place=place, policy=policy)
    form = RequestForm(request.POST if sent else None, asking=asking)
    if not sent:
        return {"form": form}
    answers = form.answers() if form.is_valid() else _so_far(request, form, policy)
    on = picks.cleaned_data["on"] or request.standing.on
    draft = selectors.unstored(policy, answers, district=district, requester=person, place=place)
    merged = answers
    for _again in range(2):  # what a step asks may make another one needed, which asks something too
        needed = [plan.spec for plan in routing.plan(policy, {**merged, **answers}) if plan.needed]
        asked = step_forms(policy, asking, answers, people_of(draft, on), request.POST, needed)
        merged = {**answers, **storable({key: value for each in asked for key, value in each.values().items()})}
    return {
        "form": form,
        "filed": selectors.weekday(on),
        "steps": asked,
        "simulation": selectors.simulate(draft, policy, merged, on=on),
    }


def _so_far(request: SignedIn, form: RequestForm, policy: Policy) -> dict[str, Any]:
    """What was answered so far: what holds as it would be stored, the rest as it was typed."""
    raw = typed(request.POST, policy.fields_at("request"), policy.statements_at("request"))
    held = {spec.key: form.cleaned_data[spec.key] for spec in form.specs if spec.key in form.cleaned_data}
    return {**raw, **storable(held)}


def _place(request: SignedIn, district_id: int) -> School | None:
    chosen = whole_number(request.POST.get("place", ""))
    return School.objects.filter(pk=chosen, district_id=district_id).first() if chosen else None
