"""Asking to post on a site that exists."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused
from registry.models import Site
from registry.selectors import site_seen_by

from .. import services
from ..forms import JoinForm
from .policy import policy_for


@require_http_methods(["GET", "HEAD", "POST"])
def site_join(request: SignedIn, pk: int) -> HttpResponse:
    """Ask whoever answers for a site for leave to post there."""
    try:
        site = site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    version, _policy = policy_for(request)
    form = JoinForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            filed = services.ask_to_join(
                site=site, reason=form.cleaned_data["reason"], requester=request.user, version=version,
                key=form.cleaned_data["key"], at=request.at,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "Asked. Whoever answers for the site decides.")
            return redirect("submission", pk=filed.pk)
    return render(request, "requests/join.html", {"form": form, "site": site}, status=422 if form.errors else 200)
