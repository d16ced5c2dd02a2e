"""The form: begun, saved by itself or by a button, submitted, resumed, discarded."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import wording
from accounts.access import SignedIn, local_day, whole_number
from accounts.models import School
from accounts.rules import Refused, allows
from policies import routing
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import document_of, training_missing
from registry.selectors import day_to_register, to_register

from .. import rules, services, states
from ..columns import key_of
from ..fields import Asking
from ..forms import STATEMENT, RequestForm, typed
from ..models import Submission
from ..selectors import accepted_before, returned_because, route_ahead, seen_by
from ..wording import setting_up
from .asking import similar_to
from .policy import asked_of, asking_for, not_for, policy_for

# What a link to the form may say beforehand, whatever the keys by which the policy asks for it.
BEGIN = ("entity", "platform", "page_name", "address", "exists_already")


@require_http_methods(["GET", "HEAD", "POST"])
def submission_new(request: SignedIn) -> HttpResponse:
    """A blank form; the first save or submit begins a draft. Sent twice, the same form gives one draft."""
    version, policy = policy_for(request)
    if turned_away := not_for(request, policy):
        return turned_away
    policy, links = asked_of(request, policy)
    asking = asking_for(request, policy, links=links)
    if request.method != "POST":
        begin = _begun(request, policy)
        form = RequestForm(asking=asking, initial=begin)
        return _page(request, policy, form, Submission(requester=request.user, place=asking.place, answers=begin), key=uuid4())
    try:
        draft = services.start(
            requester=request.user, version=version, place=_place(request, asking), answers=_typed(request, policy),
            key=_key(request), at=request.at,
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("home")
    return _filed(request, draft, asking, version)


@require_http_methods(["GET", "HEAD", "POST"])
def submission_edit(request: SignedIn, pk: int) -> HttpResponse:
    """A draft or a returned submission, with everything that was typed."""
    draft = _own(request, pk)
    if not allows(rules.may_edit, request.user, draft):
        return redirect("submission", pk=pk)
    version, policy = _asked(request, draft)
    if draft.status == states.DRAFT and (turned_away := not_for(request, policy)):
        return turned_away
    policy, links = asked_of(request, policy)
    asking = asking_for(request, policy, draft.place, links=links)
    if request.method == "POST":
        return _filed(request, draft, asking, version)
    accepted = {f"{STATEMENT}{key}": True for key in accepted_before(draft)}
    form = RequestForm(asking=asking, initial={**accepted, **draft.answers, "place": draft.place})
    return _page(request, policy, form, draft, renewed=version.pk != draft.policy_version_id)


def _begun(request: SignedIn, policy: Policy) -> dict[str, Any]:
    """What a link to the form says beforehand, under the keys by which this policy asks for it."""
    said = request.GET.copy()
    for name in BEGIN:
        if values := said.pop(name, None):
            said.setlist(key_of(policy, name), values)
    known = typed(said, policy.fields_at("request"), ())
    return {key: known[key] for key in map(partial(key_of, policy), BEGIN) if key in known}


def _filed(request: SignedIn, draft: Submission, asking: Asking, version: PolicyVersion) -> HttpResponse:
    """Save or submit what was posted for a draft."""
    if not allows(rules.may_edit, request.user, draft):
        return redirect("submission", pk=draft.pk)
    if request.POST.get("deed") == "submit":
        return _submitted(request, draft, asking, version)
    answers = _typed(request, asking.policy)
    kept = services.save_draft(submission=draft, place=_place(request, asking), answers=answers, by=request.user, at=request.at)
    but = "" if kept.answers == answers else " without the e-mail address: it is not one for professional pages"
    zone = asking.district.time_zone
    if request.headers.get("X-Autosave"):
        said = f"Saved at {wording.clock(request.at, zone)}{but}"
        beside = _drawn(request, asking.policy, kept)
        return JsonResponse({"saved": said, "action": reverse("submission-edit", args=[draft.pk]), "beside": beside})
    messages.success(request, f"Draft saved{but}. Nobody sees it until you submit it.")
    return redirect("submission-edit", pk=draft.pk)


def _submitted(request: SignedIn, draft: Submission, asking: Asking, version: PolicyVersion) -> HttpResponse:
    form = RequestForm(request.POST, asking=asking)
    if not form.is_valid():
        return _page(request, asking.policy, form, draft)
    try:
        services.submit(
            submission=draft, place=form.cleaned_data["place"], answers=form.answers(), accepted=form.accepted(),
            by=request.user, at=request.at, asked=version,
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _page(request, asking.policy, form, draft)
    messages.success(request, "Submitted. This page shows who has it now and what comes next.")
    return redirect("submission", pk=draft.pk)


@require_POST
def submission_discard(request: SignedIn, pk: int) -> HttpResponse:
    """Throw one's own draft away."""
    draft = _own(request, pk)
    try:
        services.discard(submission=draft, by=request.user, at=request.at)
        messages.success(request, "The draft is discarded.")
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("submissions")


def _own(request: SignedIn, pk: int) -> Submission:
    try:
        found = seen_by(request.standing, pk)
    except Submission.DoesNotExist:
        raise Http404 from None
    if found.requester_id != request.user.pk or found.kind != Submission.Kind.SITE:
        raise Http404
    return found


def _place(request: SignedIn, asking: Asking) -> School | None:
    chosen = whole_number(request.POST.get("place", ""))
    return School.objects.filter(pk=chosen, district=asking.district).first() if chosen else None


def _typed(request: SignedIn, policy: Policy) -> dict[str, Any]:
    return typed(request.POST, policy.fields_at("request"), policy.statements_at("request"))


def _key(request: SignedIn) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _page(
    request: SignedIn, policy: Policy, form: RequestForm, draft: Submission, key: UUID | None = None, *, renewed: bool = False
) -> HttpResponse:
    """The form with what stands beside it: the policy's stop, similar sites, and who will see it.

    `renewed`: the draft was begun under another version of the policy.
    """
    answers = _typed(request, policy) if form.is_bound else draft.answers
    draft.district = form.asking.district
    return render(
        request,
        "requests/form.html",
        {
            "form": form,
            "key": key,
            "renewed": renewed,
            "action": reverse("submission-edit", args=[draft.pk]) if draft.pk else reverse("submission-new"),
            **_beside(request, policy, draft, answers),
            "saved": _saved(draft, request) if draft.pk else "",
            "returned": returned_because(draft) if draft.pk else None,
            "passages": policy.passages_at("request"),
            "setting_up": setting_up(policy, policy.fields_at("request")),
            "existing": _existing(request, policy),
            "first": training_missing(request.user, policy, on=request.standing.on),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _beside(request: SignedIn, policy: Policy, draft: Submission, answers: dict[str, Any]) -> dict[str, Any]:
    """What follows from the answers so far: the policy's stop, who will see it, and sites that exist already."""
    return {
        "draft": draft,
        "stopped": routing.verdict(policy, answers),
        "route": route_ahead(draft, policy, routing.as_required(policy, answers), on=request.standing.on),
        "similar": similar_to(policy, draft.place, answers),
    }


def _drawn(request: SignedIn, policy: Policy, draft: Submission) -> dict[str, str]:
    """The same as pieces of the page, by their names there, for a form that saved itself."""
    found = _beside(request, policy, draft, draft.answers)
    return {name: render_to_string(f"requests/parts/{name}.html", found, request) for name in ("stopped", "ahead", "similar")}


def _asked(request: SignedIn, draft: Submission) -> tuple[PolicyVersion, Policy]:
    """Whose questions the form asks: for a draft those of the policy in force, as services.save_draft keeps it."""
    version = services.version_for(draft, at=request.at)
    return version, document_of(version)


def _existing(request: SignedIn, policy: Policy) -> str:
    """By when pages that exist already are registered; no query where the policy sets no day."""
    if not policy.intake.existing_pages_within:
        return ""
    return to_register(day_to_register(request.user, request.standing.on), request.standing.on)


def _saved(draft: Submission, request: SignedIn) -> str:
    zone = draft.district.time_zone
    on = wording.day(local_day(draft.saved_at, zone), today=request.standing.on)
    return f"{on}, {wording.clock(draft.saved_at, zone)}"
