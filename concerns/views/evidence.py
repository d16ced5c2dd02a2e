"""Keeping evidence of a post, and handing its file to those who may see it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused

from .. import rules, selectors, services, store
from ..forms import EvidenceForm
from ..models import Directive, Evidence


@require_http_methods(["GET", "HEAD", "POST"])
def order_evidence(request: SignedIn, pk: int) -> HttpResponse:
    """Keep a text or a picture of what an order is about."""
    try:
        found = selectors.directive_seen_by(request.standing, pk)
        rules.may_keep(request.standing, found)
    except (Directive.DoesNotExist, Refused):
        raise Http404 from None
    is_sent = request.method == "POST"
    form = EvidenceForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, zone=found.site.district.time_zone,
        at=request.at, seen_by=request.user.name, address=found.post_address,
    )  # fmt: skip
    if form.is_valid():
        try:
            services.keep_evidence(directive=found, by=request.user, at=request.at, **form.said())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Kept. It stands with the order and cannot be deleted here.")
            return redirect("order", pk=pk)
    context = {"order": found, "site": found.site, "form": form, "back": reverse("order", args=[pk])}
    return render(request, "concerns/evidence.html", context, status=422 if form.errors else 200)


@require_safe
def evidence_file(request: SignedIn, pk: int) -> FileResponse:
    """The file, as an attachment whose content nobody guesses."""
    try:
        row = selectors.evidence_seen_by(request.standing, pk)
        file = store.opened(row.stored)
    except (Evidence.DoesNotExist, FileNotFoundError):
        raise Http404 from None
    name = f"evidence-{row.pk}.{row.stored.rpartition('.')[2]}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=row.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
