"""Before the form: do I even need to ask, and is there a site I could join?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedIn
from accounts.models import School
from policies import routing
from policies.document import Policy, in_words
from registry import selectors as registry
from registry.models import Site
from registry.selectors import telling

from ..columns import naming, text
from ..forms import NeedToAskForm
from ..models import Submission
from ..selectors import route_ahead
from .policy import asking_for, not_for, policy_for

NAMES = 2  # of the questions that may name a page: what it is called, and what it is about


@require_safe
def need_to_ask(request: SignedIn) -> HttpResponse:
    """Three questions, answered by GET: whether a request is needed at all, and who would be asked. Nothing is stored."""
    version, policy = policy_for(request)
    if refused := not_for(request, policy):
        return refused
    asked = any(name in request.GET for name in ("whose", "entity", "platform"))
    form = NeedToAskForm(request.GET if asked else None, asking=asking_for(request, policy))
    verdict: dict[str, Any] = {"answer": "", "stopped": None}
    if asked and form.is_valid():
        answers = {policy.key_of(key): value for key, value in form.cleaned_data.items() if value and key != "whose"}
        verdict |= _verdict(request, policy, form.cleaned_data["whose"], answers)
    return render(request, "requests/need_to_ask.html", {"form": form, "policy": policy.policy, "version": version, **verdict})


def _verdict(request: SignedIn, policy: Any, whose: str, answers: dict[str, Any]) -> dict[str, Any]:
    if whose == "own":
        return {"answer": "own"}
    stopped = routing.verdict(policy, answers)
    if stopped is not None:
        return {"answer": stopped.effect, "stopped": stopped}
    place = request.user.place
    draft = Submission(district=request.user.district, requester=request.user, place=place)
    expected = routing.as_required(policy, answers)
    return {
        "answer": "ask",
        "approval": any(plan.needed and plan.spec.kind == "approve" for plan in routing.plan(policy, expected)),
        "route": route_ahead(draft, policy, expected, on=request.standing.on),
        "only_as": in_words(policy.site.container.required or "").lower() if expected != answers else "",
        "first_step": next(iter(policy.steps), None),
        "query": request.GET.urlencode(),
    }


def similar_to(policy: Policy, place: School | None, answers: Mapping[str, Any]) -> list[Site]:
    """Live sites of a place and platform that share a word with what was typed; nothing before anything was."""
    platform = text(answers.get(policy.key_of("platform")))
    asked = [key for key in naming(policy) if policy.field(key)]
    words = telling(" ".join(text(answers.get(key)) for key in asked[:NAMES]), place)
    if place is None or not platform or not words:
        return []
    return registry.similar_sites(district_id=place.district_id, school_id=place.pk, platform=platform, words=words)
