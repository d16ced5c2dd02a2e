"""Guidelines: to read and acknowledge for everybody of the district; to write for those whom the policy names."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.selectors import Cursor, trail_mark, trail_of
from accounts.wording import full_day

from .. import rules, selectors, services
from ..differences import side_by_side
from ..forms import AddGuidelineForm, AskForm, EndCampaignForm, WriteForm
from ..models import Campaign, Guideline, GuidelineVersion
from .documents import district_of


@require_safe
def guidelines(request: SignedIn) -> HttpResponse:
    """Every guideline of my district: which version holds, and whether I acknowledged it."""
    district_of(request)
    page = selectors.guidelines_page(request.standing, cursor=Cursor.read(request.GET))
    context = {"lines": page.lines, "page": page.links("guideline", "guidelines"), "may_write": _writes(request)}
    return render(request, "policies/guidelines.html", context)


@require_safe
def guideline(request: SignedIn, pk: int) -> HttpResponse:
    """The version in force, to read and acknowledge; every version; for those who write it also what happened."""
    found, on = _guideline(request, pk), request.standing.on
    version = selectors.version_of_guideline(found, on)
    page = selectors.guideline_versions(found, on=on, cursor=Cursor.read(request.GET))
    context = {
        "guideline": found,
        "lines": page.lines,
        "page": page.links("version", "versions"),
        **_reading(request, version),
        "may_write": _writes(request),
        "campaign": selectors.open_campaign(found),
    }
    if context["may_write"]:
        mark = trail_mark(request.GET)
        context["happened"] = trail_of("guideline", pk, mark=mark, zone=found.district.time_zone, today=on)
    return render(request, "policies/guideline.html", context)


@require_safe
def guideline_version(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """One version as it was, and what changed in it beside the one before."""
    version = _version(request, pk, number)
    before = version.guideline.versions.filter(number=number - 1).first()
    current = selectors.version_of_guideline(version.guideline, request.standing.on)
    context = {
        "guideline": version.guideline,
        "before": before,
        "pairs": side_by_side(before.text, version.text) if before else [],
        "current": current,
        **_reading(request, version),
        "may_acknowledge": allows(rules.may_acknowledge, request.user, version, in_force=current),
    }
    return render(request, "policies/guideline_version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def guideline_add(request: SignedIn) -> HttpResponse:
    """Add a guideline that the policy names, or another one."""
    _for_writers(request)
    district = district_of(request)
    policy = selectors.policy_in_force(district.pk, request.standing.on)
    form = AddGuidelineForm(_posted(request), offered=selectors.offered(district.pk, policy))
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_guideline(district=district, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{added} is added. Write its text next.")
            return redirect("guideline-write", pk=added.pk)
    return _form(request, "policies/guideline_add.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def guideline_write(request: SignedIn, pk: int) -> HttpResponse:
    """Write the next version: look at it first, then publish it. What was typed stays until it is published."""
    _for_writers(request)
    found = _guideline(request, pk)
    last = selectors.last_version(found)
    begun = {"text": last.text if last else "", "in_force_from": request.standing.on}
    form = WriteForm(_posted(request), first=last is None, initial=begun)
    looks = request.method == "POST" and "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not looks:
        try:
            version = services.publish(guideline=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Version {version.number} is published, in force from {full_day(version.in_force_from)}.")
            return redirect("guideline-version", pk=pk, number=version.number)
    text = form.cleaned_data.get("text", "") if looks and not form.errors.get("text") else ""
    more = {"guideline": found, "last": last, "preview": text}
    more["pairs"] = side_by_side(last.text, text) if last and text else []
    return _form(request, "policies/guideline_write.html", form, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def guideline_ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask people to acknowledge the version in force by a day, also where they were asked before."""
    _for_writers(request)
    found = _guideline(request, pk)
    version = selectors.version_of_guideline(found, request.standing.on)
    if version is None:
        raise Http404
    form = AskForm(_posted(request), initial={"audience": Campaign.Audience.EVERYBODY})
    if request.method == "POST" and form.is_valid():
        try:
            campaign = services.ask_everybody(version=version, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"They are asked to acknowledge version {version.number} by {full_day(campaign.due_on)}.")
            return redirect("guideline-asked", pk=pk)
    return _form(request, "policies/guideline_ask.html", form, guideline=found, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def guideline_asked_end(request: SignedIn, pk: int) -> HttpResponse:
    """What ending a campaign does, and the deed."""
    _for_writers(request)
    found = _guideline(request, pk)
    campaign = selectors.open_campaign(found)
    if campaign is None:
        return redirect("guideline-asked", pk=pk)
    form = EndCampaignForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.end_campaign(campaign=campaign, by=request.user, at=request.at, reason=form.cleaned_data["reason"])
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, "Nobody is asked any more. Who has acknowledged stays on record.")
        return redirect("guideline", pk=pk)
    effects = [
        "It goes from the home page and the mail of everybody who has not answered.",
        "Who has acknowledged stays on record, and anybody may still acknowledge it on its page.",
    ]
    return _form(request, "policies/guideline_asked_end.html", form, guideline=found, campaign=campaign, effects=effects)


@require_POST
def guideline_acknowledge(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """I have read it and follow it."""
    version = _version(request, pk, number)
    try:
        services.acknowledge(version=version, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"You acknowledged version {number}.")
    return redirect("guideline", pk=pk)


def _reading(request: SignedIn, version: GuidelineVersion | None) -> dict[str, Any]:
    """A version and whether this person acknowledged it, in words."""
    if version is None:
        return {"version": None, "begins": "", "acknowledged": "", "acknowledge_url": ""}
    on = selectors.acknowledged_on(version, request.user)
    return {
        "version": version,
        "begins": full_day(version.in_force_from),
        "acknowledged": full_day(on) if on else "",
        "acknowledge_url": reverse("guideline-acknowledge", args=[version.guideline_id, version.number]),
    }


def _form(request: SignedIn, template: str, form: Any, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)


def _posted(request: SignedIn) -> Any:
    return request.POST if request.method == "POST" else None


def _writes(request: SignedIn) -> bool:
    return allows(rules.may_write, request.standing, selectors.policy_in_force(request.standing.district_id, request.standing.on))


def _for_writers(request: SignedIn) -> None:
    if request.user.district is None or not _writes(request):
        raise Http404


def _guideline(request: SignedIn, pk: int) -> Guideline:
    try:
        return selectors.guideline_seen_by(request.standing, pk)
    except Guideline.DoesNotExist:
        raise Http404 from None


def _version(request: SignedIn, pk: int, number: int) -> GuidelineVersion:
    try:
        return selectors.version_seen_by(request.standing, pk, number)
    except GuidelineVersion.DoesNotExist:
        raise Http404 from None
