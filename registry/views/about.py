"""What is recorded on the page of a site: its wording is there, who answers the media, what parents were told."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SignedIn
from accounts.rules import Refused

from .. import rules, selectors, services
from ..forms import AccessForm, PosterForm
from ..models import Site
from .paging import around, cursor_of


@require_POST
def identified(request: SignedIn, pk: int) -> HttpResponse:
    """The wording is on the page, from today."""
    site = _site(request, pk, rules.may_identify)
    try:
        services.identify(site=site, on=request.standing.on, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Recorded: the wording is on the page.")
    return redirect("site", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def media_contact(request: SignedIn, pk: int) -> HttpResponse:
    """Name who answers the public and the media."""
    site = _site(request, pk, rules.may_name_posters)
    form = PosterForm(request.POST if request.method == "POST" else None, district_id=site.district_id)
    if form.is_valid():
        try:
            services.name_media_contact(site=site, person=form.person, by=request.user, at=request.at)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{form.person} answers the public and the media about {site}.")
            return redirect("site", pk=pk)
    context = {"site": site, "form": form, "back": reverse("site", args=[pk])}
    return render(request, "registry/media_contact.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def parent_access(request: SignedIn, pk: int) -> HttpResponse:
    """Parents who asked for access, and a form that records one more."""
    site = _site(request, pk, rules.may_record_access)
    form = AccessForm(request.POST if request.method == "POST" else None, initial={"asked_on": request.standing.on})
    if form.is_valid():
        try:
            services.record_access(site=site, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("asked_on", refusal.sentence)
        else:
            messages.success(request, "Recorded.")
            return redirect("site-parent-access", pk=pk)
    page = selectors.access_page(site, cursor_of(request))
    context = {
        "site": site,
        "form": form,
        "lines": page.lines,
        "page": around(page, "request", "requests"),
        "back": reverse("site", args=[pk]),
    }
    return render(request, "registry/parent_access.html", context, status=422 if form.errors else 200)


def _site(request: SignedIn, pk: int, rule: Callable[..., Any]) -> Site:
    """A site about which this person may record this; for everybody else there is none."""
    try:
        site = selectors.site_seen_by(request.standing, pk)
        rule(request.standing, site)
    except (Site.DoesNotExist, Refused):
        raise Http404 from None
    return site
