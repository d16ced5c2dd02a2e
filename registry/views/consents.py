"""The consents of a site: on record for whoever reads all of it, kept by whoever answers for it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SignedIn
from accounts.rules import Refused, allows

from .. import rules, selectors, services
from ..forms import ConsentEndForm, ConsentForm
from ..models import Consent, Site
from .inside import site_read_whole
from .paging import around, cursor_of


@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: SignedIn, pk: int) -> HttpResponse:
    """Every consent on record and, for whoever keeps them, a form that records one more."""
    site = site_read_whole(request, pk)
    keeps = allows(rules.may_keep_consents, request.standing, site)
    if request.method == "POST" and not keeps:
        raise Http404
    policy = selectors.policy_over(site)
    offered = [(ground.key, ground.label) for ground in selectors.grounds(policy)] if policy else []
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        grounds=offered,
        initial={"since_on": request.standing.on, "kept_where": selectors.kept_where(site)},
    )
    if form.is_valid():
        try:
            services.record_consent(site=site, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Recorded. Nobody gets a mail.")
            return redirect("site-consents", pk=site.pk)
    page = selectors.consents_page(site, cursor_of(request), request.standing.on)
    context = {
        "site": site,
        "form": form if offered and allows(rules.may_record_consent, request.standing, site) else None,
        "keeps": keeps,
        "lines": page.lines,
        "page": around(page, "consent", "consents"),
        "back": reverse("site", args=[site.pk]),
    }
    return render(request, "registry/consents.html", context, status=422 if form.errors else 200)


@require_POST
def consent_checked(request: SignedIn, pk: int, consent: int) -> HttpResponse:
    """I looked at the papers today."""
    found = _consent(request, pk, consent)
    try:
        services.check_consent(consent=found, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Recorded: you looked at the papers of “{found.subject_label}” today.")
    return redirect("site-consents", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def consent_end(request: SignedIn, pk: int, consent: int) -> HttpResponse:
    """It was withdrawn, or is over: first the effect, then the deed."""
    found = _consent(request, pk, consent)
    form = ConsentEndForm(request.POST if request.method == "POST" else None, initial={"ended_on": request.standing.on})
    if form.is_valid():
        try:
            services.end_consent(consent=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Ended. Take down what rested on it. Nobody gets a mail.")
            return redirect("site-consents", pk=pk)
    context = {
        "site": found.site,
        "line": selectors.consent_line(found, request.standing.on),
        "form": form,
        "back": reverse("site-consents", args=[pk]),
    }
    return render(request, "registry/consent_end.html", context, status=422 if form.errors else 200)


def _consent(request: SignedIn, pk: int, consent: int) -> Consent:
    """A consent of a site this person keeps the consents of."""
    try:
        site = selectors.site_seen_by(request.standing, pk)
        rules.may_keep_consents(request.standing, site)
        return selectors.consent_of(site, consent)
    except (Site.DoesNotExist, Consent.DoesNotExist, Refused):
        raise Http404 from None
