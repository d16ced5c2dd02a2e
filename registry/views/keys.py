"""The keys of a site: who is administrator on the platform, who holds the sealed credential. No secret is ever asked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SignedIn
from accounts.rules import Refused, allows

from .. import rules, selectors, services
from ..forms import AdminForm, KeysForm
from ..models import PlatformAdmin, Site
from .inside import site_read_whole


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: SignedIn, pk: int) -> HttpResponse:
    """Who is listed and, for whoever keeps the list, a form that adds somebody."""
    site = site_read_whole(request, pk)
    if request.method == "POST" and not allows(rules.may_keep_keys, request.standing, site):
        raise Http404
    form = AdminForm(
        request.POST if request.method == "POST" else None,
        district_id=site.district_id,
        roles=selectors.offices(site.district_id),
        initial={"since_on": request.standing.on},
    )
    if form.is_valid():
        try:
            listed = services.add_admin(site=site, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{listed} is listed as administrator. Nobody gets a mail.")
            return redirect("site-keys", pk=site.pk)
    context = {
        "site": site,
        "keys": selectors.keys_of(site, request.standing),
        "form": form,
        "back": reverse("site", args=[site.pk]),
    }
    return render(request, "registry/keys.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def keys_change(request: SignedIn, pk: int) -> HttpResponse:
    """Who holds the sealed credential, and what is known of recovery and second factor."""
    site = _site(request, pk)
    roles = selectors.holders_of_the_seal(site)
    holder = next((str(role.pk) for role in roles if role.key == site.sealed_with), "")
    known = {name: getattr(site, name) for name in ("sealed_since", "sealed_where", "recovery", "second_factor")}
    form = KeysForm(
        request.POST if request.method == "POST" else None, roles=roles, initial={**known, "sealed_with": holder}
    )  # fmt: skip
    if form.is_valid():
        try:
            services.keep_keys(site=site, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Written down. Nobody gets a mail.")
            return redirect("site-keys", pk=site.pk)
    context = {"site": site, "form": form, "back": reverse("site-keys", args=[site.pk])}
    return render(request, "registry/keys_change.html", context, status=422 if form.errors else 200)


@require_POST
def keys_confirmed(request: SignedIn, pk: int) -> HttpResponse:
    """I looked at the platform's own list, and it is the same."""
    site = _site(request, pk)
    try:
        services.confirm_admins(site=site, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Confirmed, with today’s date.")
    return redirect("site-keys", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def admin_remove(request: SignedIn, pk: int, admin: int) -> HttpResponse:
    """Ask once more, then take somebody off the list."""
    site = _site(request, pk)
    try:
        listed = selectors.admin_of(site, admin)
    except PlatformAdmin.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        try:
            services.remove_admin(admin=listed, by=request.user, at=request.at)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"{listed} is off the list.")
        return redirect("site-keys", pk=pk)
    return render(request, "registry/admin_remove.html", {"site": site, "admin": listed})


def _site(request: SignedIn, pk: int) -> Site:
    """A site this person keeps the list of; for everybody else there is none."""
    try:
        site = selectors.site_seen_by(request.standing, pk)
        rules.may_keep_keys(request.standing, site)
    except (Site.DoesNotExist, Refused):
        raise Http404 from None
    return site
