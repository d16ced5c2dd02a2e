"""A policy's other forms: the list of them, a permission or a private notice, a change of a site."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import wording
from accounts.access import SignedIn
from accounts.rules import Refused, allows
from policies import durations
from policies.derived import CHANGE, OtherForm, other_form, other_forms
from policies.document import Policy
from policies.selectors import form_of
from registry.models import Site
from registry.selectors import site_seen_by

from .. import rules, selectors, services, sessions
from ..forms import ChangeForm, SentForm
from ..wording import setting_up
from .policy import asking_for, not_for, policy_for


@require_safe
def other_requests(request: SignedIn) -> HttpResponse:
    """What else the policy lets one ask for, or wants to be told."""
    _version, policy = policy_for(request)
    if turned_away := not_for(request, policy):
        return turned_away
    lines = [
        (form, _who(policy, form), reverse("other-request", args=[form.key]))
        for form in other_forms(policy)
        if form.about != "site" and allows(rules.may_ask_for, request.user, policy, form)
    ]
    about_sites = [form for form in other_forms(policy) if form.about == "site"]
    return render(request, "requests/other_requests.html", {"lines": lines, "about_sites": about_sites, "policy": policy.policy})


@require_http_methods(["GET", "HEAD", "POST"])
def other_request(request: SignedIn, key: str) -> HttpResponse:
    """Ask for a permission, or give a private notice."""
    return _asked_for(request, key, None)


@require_http_methods(["GET", "HEAD", "POST"])
def site_permission(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Ask for a permission about a site, such as a logo on it; also later, without opening its first decision again."""
    return _asked_for(request, key, _changeable(request, pk))


def _asked_for(request: SignedIn, key: str, site: Site | None) -> HttpResponse:
    version, policy = policy_for(request)
    form = other_form(policy, key)
    if form is None or (form.about == "site") != (site is not None):
        raise Http404
    if not allows(rules.may_ask_for, request.user, policy, form):
        raise Http404
    kept = form.kind == "notice" and selectors.notices_before(request.user, form) + 1 < form.mandatory_from
    small = form_of(version, key.replace("notice.", "note.", 1) if kept else key)
    if small is None:
        raise Http404
    asking = asking_for(request, small, site.school if site else None)
    typed = SentForm(request.POST or None, asking=asking, initial={"key": uuid4()})
    if request.method == "POST" and typed.is_valid():
        try:
            sent = services.ask_for(
                form_key=key, answers=typed.answers(), requester=request.user, version=version,
                key=typed.cleaned_data["key"], at=request.at, site=site,
            )  # fmt: skip
        except Refused as refused:
            typed.add_error(None, refused.sentence)
        else:
            messages.success(request, _said(form, kept=kept))
            if not kept and (late := selectors.given_late(sent)):
                messages.info(request, late)
            return redirect("submission", pk=sent.pk)
    context = {
        "form": typed,
        "asked": form,
        "kept": kept,
        "within": durations.said(durations.parse(form.within)) if form.within else "",
        "readers": " or ".join(policy.role_label(role) for role in form.to),
        "site": site,
        "back": reverse("site", args=[site.pk]) if site else reverse("other-requests"),
    }
    return render(request, "requests/other_request.html", context, status=422 if typed.errors else 200)


def _who(policy: Policy, form: OtherForm) -> str:
    roles = " or ".join(policy.role_label(key) for key in form.to)
    if form.kind == "permission":
        return f"Decided by: {roles}."
    needed = (
        f" Required when it has happened {wording.number(form.mandatory_from).lower()} times." if form.mandatory_from > 1 else ""
    )
    within = f" Given within {durations.said(durations.parse(form.within))}." if form.within else ""
    return f"A private notice, read by: {roles}.{needed}{within}"


def _said(form: OtherForm, *, kept: bool) -> str:
    if kept:
        return "Noted. Nobody else reads it."
    return "Given. It is read in confidence." if form.kind == "notice" else "Asked. This page shows who has it now."


@require_http_methods(["GET", "HEAD", "POST"])
def site_change(request: SignedIn, pk: int) -> HttpResponse:
    """Ask for another name, platform, address, visibility or responsible employee of a site."""
    site = _changeable(request, pk)
    version, policy = policy_for(request)
    small = form_of(version, CHANGE)
    if small is None:
        raise Http404
    asking = asking_for(request, small, site.school)
    begin = {**services.now_of(site), "reason": sessions.begun(request.session, site.pk), "key": uuid4()}
    form = ChangeForm(request.POST or None, asking=asking, site=site, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            sent = services.ask_to_change(
                site=site, answers=form.answers(), requester=request.user, version=version,
                key=form.cleaned_data["key"], at=request.at,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            sessions.end(request.session, site.pk)
            messages.success(request, "Sent. This page shows who has it now." if small.steps else "The register is changed.")
            return redirect("submission", pk=sent.pk)
    context = {
        "form": form,
        "site": site,
        "setting_up": [] if site.address else setting_up(policy, small.fields_at("request")),
        "decides": [
            wording.listing([policy.role_label(role) for role in step.who], "or" if step.mode == "any" else "and")
            for step in small.steps
        ],
        "suspended": policy.changes.meanwhile == "suspended",
        "changes": policy.changes,
        "back": reverse("site", args=[site.pk]),
    }
    return render(request, "requests/site_change.html", context, status=422 if form.errors else 200)


def _changeable(request: SignedIn, pk: int) -> Site:
    try:
        site = site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    if not allows(rules.may_change, request.standing, site):
        raise Http404
    return site
