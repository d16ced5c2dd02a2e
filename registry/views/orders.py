"""Suspend, reinstate, close, shut down: first the effect and who will be told, then the deed with its reason."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused, allows

from .. import rules, selectors, services
from ..forms import ReasonForm, SuspendForm
from ..models import Site


class Order(NamedTuple):
    """One kind of order: the deed's name in states, the button, what is said afterwards, the form and the service."""

    deed: str
    label: str
    said: str
    form: type[ReasonForm]
    service: Callable[..., Site]


SUSPEND = Order("suspend", "Suspend", "Suspended", SuspendForm, services.suspend)
REINSTATE = Order("reinstate", "Reinstate", "Reinstated", ReasonForm, services.reinstate)
CLOSE = Order("close", "Close", "Closed", ReasonForm, services.close)
SHUT_DOWN = Order("shut_down", "Shut down", "Shut down", ReasonForm, services.shut_down)


@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: SignedIn, pk: int) -> HttpResponse:
    """Stop a site for a time."""
    return _order(request, pk, SUSPEND)


@require_http_methods(["GET", "HEAD", "POST"])
def reinstate(request: SignedIn, pk: int) -> HttpResponse:
    """End a suspension."""
    return _order(request, pk, REINSTATE)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedIn, pk: int) -> HttpResponse:
    """End a site that its people give up."""
    return _order(request, pk, CLOSE)


@require_http_methods(["GET", "HEAD", "POST"])
def shut_down(request: SignedIn, pk: int) -> HttpResponse:
    """End a site by order."""
    return _order(request, pk, SHUT_DOWN)


def _order(request: SignedIn, pk: int, order: Order) -> HttpResponse:
    site = _site(request, pk, order)
    form = order.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            order.service(site=site, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            people = selectors.concerned(site, besides=request.user, on=request.standing.on)
            messages.success(request, f"{order.said}: {site}. {selectors.told(people, 'were')}")
            return redirect("site", pk=site.pk)
    context = {
        "site": site,
        "form": form,
        "order": order,
        "title": f"{order.label} {site}",
        "purpose": f"{site.school}. It takes effect at once.",
        "effects": selectors.effects_of(order.deed, site, by=request.user, on=request.standing.on),
        "possible": allows(rules.possible, site, order.deed),
        "back": reverse("site", args=[site.pk]),
    }
    return render(request, "registry/order.html", context, status=422 if form.errors else 200)


def _site(request: SignedIn, pk: int, order: Order) -> Site:
    """A site this person may give this order about; for everybody else there is none."""
    try:
        site = selectors.site_seen_by(request.standing, pk)
        rules.may_order(request.standing, site, order.deed)
    except (Site.DoesNotExist, Refused):
        raise Http404 from None
    return site
