"""A page that is not under control: one button, what to do, what happened, how it ended."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused
from registry.models import Site
from registry.selectors import posters_of, site_seen_by, told

from .. import rules, selectors, services, states
from ..forms import GiveUpForm, NoteForm, RegainForm, ReportForm
from ..models import LostControl

READS_AND_SENDS = ["GET", "HEAD", "POST"]


@require_http_methods(READS_AND_SENDS)
def lost_report(request: SignedIn, pk: int) -> HttpResponse:
    """I lost control of this page: who is told, and the one button."""
    try:
        site = site_seen_by(request.standing, pk)
        is_reported = site.unverified_since is not None
        if not is_reported:
            rules.may_report(request.standing, site, [row.person_id for row in posters_of(site)])
    except (Site.DoesNotExist, Refused):
        raise Http404 from None
    if is_reported:
        return _reported(request, site)
    form = ReportForm(request.POST if request.method == "POST" else None)
    people = [holder.person for holder in selectors.alarmed(site, request.standing.on) if holder.person.pk != request.user.pk]
    if form.is_valid():
        try:
            case = services.report_lost(site=site, what=form.cleaned_data["what"], by=request.user, at=request.at)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Reported. {told(people, 'were')}")
            return redirect("lost", pk=case.pk)
    effects = [
        "Its entry says “Not verified” at once.",
        told(people, "are"),
        "You see what to do next on this platform, and everything that happens is kept with its time.",
    ]
    context = {"site": site, "form": form, "effects": effects, "back": reverse("site", args=[site.pk])}
    return render(request, "concerns/lost_report.html", context, status=422 if form.errors else 200)


def _reported(request: SignedIn, site: Site) -> HttpResponse:
    """Somebody was faster: their case, for those who may read it."""
    url = selectors.site_lost(site, request.standing, ()).case_url
    pk = int(url.rstrip("/").rpartition("/")[2]) if url else 0
    case = _case(request, pk)
    return redirect("lost", pk=case.pk)


def _case(request: SignedIn, pk: int, right: Callable[..., Any] | None = None) -> LostControl:
    try:
        case = selectors.case_seen_by(request.standing, pk)
    except LostControl.DoesNotExist:
        raise Http404 from None
    if right is not None and right(request.standing, case.site) is None:
        raise Http404
    return case


@require_http_methods(READS_AND_SENDS)
def lost(request: SignedIn, pk: int) -> HttpResponse:
    """One case: what to do, what happened, and a line more of it."""
    case = _case(request, pk)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(request, form, services.note_lost, "Written down.", case):
        return redirect("lost", pk=pk)
    context = {"case": case, "site": case.site, "form": form, "panel": selectors.case_panel(case, request.standing)}
    return render(request, "concerns/lost.html", context, status=422 if form.errors else 200)


@require_http_methods(READS_AND_SENDS)
def lost_regain(request: SignedIn, pk: int) -> HttpResponse:
    """Back under control."""
    case = _case(request, pk, rules.answering)
    form = RegainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(request, form, services.regain, f"{case.site} is back under control.", case):
        return redirect("lost", pk=pk)
    effects = ["It is verified again.", "Everybody who was alarmed is told by mail at once."]
    return _ending(request, case, form, "Back under control", effects)


@require_http_methods(READS_AND_SENDS)
def lost_give_up(request: SignedIn, pk: int) -> HttpResponse:
    """Lost for good."""
    case = _case(request, pk, rules.giving_up)
    form = GiveUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(request, form, services.give_up, f"{case.site} is shut down in the register.", case):
        return redirect("lost", pk=pk)
    effects = [
        "The site is shut down in the register: it is no longer a page of the district. This cannot be taken back.",
        "The page itself may still be there: report it to the platform, and tell families.",
        "Everybody who was alarmed is told by mail at once.",
    ]
    return _ending(request, case, form, "Lost for good", effects, is_grave=True)


def _done(request: SignedIn, form: forms.Form, deed: Callable[..., Any], said: str, case: LostControl) -> bool:
    try:
        deed(case=case, **form.cleaned_data, by=request.user, at=request.at)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, said)
    return True


def _ending(
    request: SignedIn, case: LostControl, form: forms.Form, title: str, effects: list[str], *, is_grave: bool = False
) -> HttpResponse:
    context = {
        "case": case, "site": case.site, "form": form, "title": title, "effects": effects, "is_grave": is_grave,
        "possible": case.state == states.LOST, "panel": selectors.case_panel(case, request.standing),
        "back": reverse("lost", args=[case.pk]),
    }  # fmt: skip
    return render(request, "concerns/lost_end.html", context, status=422 if form.errors else 200)
