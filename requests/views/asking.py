"""Before the form: do I even need to ask, and is there a site I could join?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedIn, whole_number
from accounts.models import School
from policies import routing
from registry import selectors as registry

from ..columns import text
from ..forms import NeedToAskForm
from ..models import Submission
from ..selectors import route_ahead
from .policy import asking_for, policy_for


@require_safe
def need_to_ask(request: SignedIn) -> HttpResponse:
    """Three questions, answered by GET: whether a request is needed at all, and who would be asked. Nothing is stored."""
    version, policy = policy_for(request)
    asked = "platform" in request.GET
    form = NeedToAskForm(request.GET if asked else None, asking=asking_for(request, policy))
    verdict: dict[str, Any] = {}
    if asked and form.is_valid():
        answers = {key: value for key, value in form.cleaned_data.items() if value and key != "whose"}
        verdict = _verdict(request, policy, form.cleaned_data["whose"], answers)
    return render(request, "requests/need_to_ask.html", {"form": form, "policy": policy.policy, "version": version, **verdict})


def _verdict(request: SignedIn, policy: Any, whose: str, answers: dict[str, Any]) -> dict[str, Any]:
    if whose == "own":
        return {"answer": "own"}
    stopped = routing.verdict(policy, answers)
    if stopped is not None:
        return {"answer": stopped.effect, "stopped": stopped}
    place = request.user.place
    draft = Submission(district=request.user.district, requester=request.user, place=place)
    return {
        "answer": "ask",
        "route": route_ahead(draft, policy, answers, on=request.standing.on),
        "first_step": next(iter(policy.steps), None),
        "query": request.GET.urlencode(),
    }


@require_safe
def similar(request: SignedIn) -> HttpResponse:
    """Sites that exist already at this place on this platform, for the form while it is typed."""
    place = whole_number(request.GET.get("place", ""))
    found = School.objects.filter(pk=place, district_id=request.standing.district_id).first() if place else None
    answers = {"platform": text(request.GET.get("platform"))}
    rows = _similar(request, found.pk if found else None, answers, text(request.GET.get("words")))
    return render(request, "requests/parts/similar.html", {"similar": rows})


def _similar(request: SignedIn, school_id: int | None, answers: dict[str, Any], words: str) -> list[Any]:
    platform = text(answers.get("platform"))
    if school_id is None or request.user.district_id is None or not platform:
        return []
    return list(
        registry.similar_sites(
            district_id=request.user.district_id,
            school_id=school_id,
            platform=platform,
            words=words or text(answers.get("activity")),
        )
    )
