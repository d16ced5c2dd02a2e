"""Campaigns: everybody of a pasted list is asked about their pages."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.selectors import trail_mark
from accounts.wording import count

from .. import rules, selectors, services
from ..forms import ListForm
from ..imports import read_claims
from ..models import Campaign
from .paging import around, cursor_of


@require_safe
def campaigns(request: SignedIn) -> HttpResponse:
    """Every campaign of the district."""
    _auditing(request)
    page = selectors.campaigns_page(request.standing, cursor_of(request))
    return render(request, "registry/campaigns.html", {"lines": page.lines, "page": around(page, "campaign", "campaigns")})


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request: SignedIn) -> HttpResponse:
    """A list is pasted: first every problem by line, or what would be asked of whom; then, with a second button, it begins."""
    _auditing(request)
    register_by = selectors.day_to_register(request.user, request.standing.on)
    ahead = register_by if register_by and register_by > request.standing.on else None
    form = ListForm(request.POST if request.method == "POST" else None, initial={"answer_by": ahead} if ahead else None)
    due = selectors.to_register(register_by, request.standing.on)
    context: dict[str, Any] = {"form": form, "problems": [], "fits": False, "said": "", "due": due}
    if request.method == "POST" and form.is_valid():
        rows, problems = read_claims(form.cleaned_data["pages"], district_id=request.standing.district_id)
        if not problems and "begin" in request.POST:
            try:
                begun = services.begin_campaign(
                    rows=rows, answer_by=form.cleaned_data["answer_by"], by=request.user, at=request.at
                )
            except Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, f"{count(len(rows), 'page')}: everybody is asked from the next morning mail on.")
                return redirect("campaign", pk=begun.pk)
        people = len({row.person_id for row in rows})
        context |= {"problems": problems, "fits": not problems and not form.errors}
        context |= {"said": f"{count(len(rows), 'page')}, {count(people, 'person', 'people')} to ask."}
    refused_whole = form.errors or context["problems"]
    return render(request, "registry/campaign_new.html", context, status=422 if refused_whole else 200)


@require_safe
def campaign(request: SignedIn, pk: int) -> HttpResponse:
    """How far a campaign has come, line by line."""
    found = _campaign(request, pk)
    page = selectors.progress_page(found, cursor_of(request), today=request.standing.on)
    context = {
        "panel": selectors.campaign_panel(found, request.standing, mark=trail_mark(request.GET)),
        "lines": page.lines,
        "page": around(page, "page", "pages"),
    }
    return render(request, "registry/campaign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_end(request: SignedIn, pk: int) -> HttpResponse:
    """Ask once more, then ask nobody any more."""
    found = _campaign(request, pk)
    if request.method == "POST":
        try:
            dropped = services.end_campaign(campaign=found, by=request.user, at=request.at)
            messages.success(request, f"Ended. {count(dropped, 'page')} without an answer.")
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect("campaign", pk=pk)
    return render(request, "registry/campaign_end.html", {"panel": selectors.campaign_panel(found, request.standing)})


def _auditing(request: SignedIn) -> None:
    if not allows(rules.may_audit, request.standing):
        raise Http404


def _campaign(request: SignedIn, pk: int) -> Campaign:
    try:
        return selectors.campaign_seen_by(request.standing, pk)
    except Campaign.DoesNotExist:
        raise Http404 from None
