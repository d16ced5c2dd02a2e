"""The policy to read, for everybody of the district; its versions and loading one, for those who edit policies."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedIn, actor
from accounts.models import District
from accounts.rules import allows
from accounts.wording import full_day

from .. import clauses, rules, selectors, wording
from ..document import Policy, PolicyError, Problem
from ..forms import LoadForm
from ..models import PolicyVersion
from ..services import load_policy


@require_safe
def policy(request: SignedIn) -> HttpResponse:
    """The version in force in my district today; before there is one, who can load it."""
    version = selectors.version_in_force(district_of(request).pk, request.standing.on)
    context: dict[str, Any] = {"may_edit": allows(rules.may_edit, request.standing)}
    if version is None:
        return render(request, "policies/none.html", context)
    return render(request, "policies/policy.html", {**context, **_readable(selectors.document_of(version), version)})


@require_safe
def policy_version(request: SignedIn, number: int) -> HttpResponse:
    """One version of my district, as it was when things were decided under it."""
    try:
        version = selectors.numbered(district_of(request).pk, number)
    except PolicyVersion.DoesNotExist:
        raise Http404 from None
    context = {"may_edit": allows(rules.may_edit, request.standing), **_readable(selectors.document_of(version), version)}
    return render(request, "policies/policy.html", context)


@require_safe
def policy_preset(request: SignedIn, key: str) -> HttpResponse:
    """A policy that comes with the product, to read before loading it."""
    _for_editors(request)
    if key not in selectors.presets():
        raise Http404
    return render(request, "policies/policy.html", {"may_edit": True, **_readable(selectors.preset(key))})


@require_http_methods(["GET", "HEAD", "POST"])
def policies(request: SignedIn) -> HttpResponse:
    """Every version of my district, and loading the next one."""
    _for_editors(request)
    district, on = district_of(request), request.standing.on
    current = selectors.version_in_force(district.pk, on)
    form = LoadForm(request.POST or None, request.FILES or None, today=on, first=current is None, initial={"in_force_from": on})
    if request.method == "POST" and form.is_valid():
        begins = form.cleaned_data["in_force_from"]
        known = selectors.same_in_force(district.pk, form.text, begins)
        try:
            version = load_policy(district=district, text=form.text, in_force_from=begins, by=actor(request.user), at=request.at)
        except PolicyError as error:
            return _list(request, form, current, error.problems)
        if known:
            messages.info(request, f"Nothing to do: {version} is this text, to the letter.")
        else:
            messages.success(request, f"{version} is loaded, in force from {full_day(version.in_force_from)}.")
        return redirect("policies")
    return _list(request, form, current, [])


def _list(request: SignedIn, form: LoadForm, current: PolicyVersion | None, problems: list[Problem]) -> HttpResponse:
    before = request.GET.get("before", "")
    below = int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else None
    context = {
        "form": form,
        "problems": problems,
        "page": selectors.version_page(district_of(request), before=below),
        "presets": [(key, selectors.preset(key).policy) for key in selectors.presets()],
        "current": current,
    }
    return render(request, "policies/policies.html", context)


def district_of(request: SignedIn) -> District:
    """The district of whoever asks; without one there is no policy to read (404)."""
    if request.user.district is None:
        raise Http404
    return request.user.district


def _for_editors(request: SignedIn) -> None:
    if not allows(rules.may_edit, request.standing):
        raise Http404


def _readable(document: Policy, version: PolicyVersion | None = None) -> dict[str, Any]:
    """A document in words, for the page."""
    return {
        "document": document,
        "version": version,
        "is_preset": version is None,
        "in_force_from": full_day(version.in_force_from) if version else "",
        "facts": wording.facts(document),
        "questions": wording.questions(document),
        "statements": wording.statements(document),
        "route": wording.route(document),
        "duties": wording.duties(document),
        "platforms": wording.platforms(document),
        "roles": wording.roles(document),
        "sections": clauses.sections(document),
    }
