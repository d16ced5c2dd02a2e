"""Orders about sites: choosing and giving one, its page, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.selectors import Cursor
from policies.document import DirectiveSpec
from registry.models import Site
from registry.selectors import site_seen_by, told

from .. import rules, selectors, services, states
from ..forms import EndForm, OrderForm, ProofForm, SendBackForm
from ..models import Directive

READS_AND_SENDS = ["GET", "HEAD", "POST"]


EMPTY = {
    "open": ("No open orders", "An order that somebody has to acknowledge, carry out or confirm stands here."),
    "late": ("Nothing is late", "An order that was not carried out by its day stands here."),
    "standing": (
        "No subject is to be avoided",
        "It stands here, and on the site’s page, until the order is lifted.",
    ),
    "ended": ("None has ended yet", "Orders that were carried out, withdrawn or lifted stand here for good."),
}


@require_safe
def orders(request: SignedIn) -> HttpResponse:
    """Every order this person may read, in four views."""
    view = request.GET.get("show", "open")
    if view not in selectors.VIEWS:
        view = "open"
    page = selectors.orders_page(request.standing, view, Cursor.read(request.GET))
    views = [
        {"label": label, "url": f"{reverse('orders')}?show={key}", "current": key == view, "count": None}
        for key, (label, _condition) in selectors.VIEWS.items()
    ]
    context = {"views": views, "lines": page.lines, "page": page.links("order", "orders", show=view), "empty": EMPTY[view]}
    return render(request, "concerns/orders.html", context)


@require_safe
def order_choose(request: SignedIn, pk: int) -> HttpResponse:
    """The orders this person may give about a site, each with the sentence of the policy that lets them."""
    site = _site(request, pk)
    specs = selectors.orderable(site, request.standing)
    if not specs:
        raise Http404
    choices = [(spec, allows(rules.fits, site, spec)) for spec in specs]
    return render(request, "concerns/order_choose.html", {"site": site, "choices": choices})


@require_http_methods(READS_AND_SENDS)
def order_new(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """One order: what it has to say, what it does and who is told; then the deed."""
    site = _site(request, pk)
    spec = next((spec for spec in selectors.orderable(site, request.standing) if spec.key == key), None)
    if spec is None:
        raise Http404
    form = OrderForm(request.POST if request.method == "POST" else None, spec=spec, site=site)
    if form.is_valid():
        done = _give(request, site, spec, form)
        if done is not None:
            return done
    context = {
        "site": site, "spec": spec, "form": form, "possible": allows(rules.fits, site, spec),
        "effects": selectors.effects_of(site, spec, by=request.user, on=request.standing.on),
        "is_at_once": spec.ordered in states.AT_ONCE,
    }  # fmt: skip
    return render(request, "concerns/order_new.html", context, status=422 if form.errors else 200)


def _give(request: SignedIn, site: Site, spec: DirectiveSpec, form: OrderForm) -> HttpResponse | None:
    chosen = form.poster_id()
    poster = selectors.poster_named(site, chosen) if chosen else None
    try:
        given = services.issue(
            site=site, key=spec.key, by=request.user, at=request.at, poster=poster, facts=form.facts(), **form.said()
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None
    people = selectors.heard_of(given, besides=request.user, on=request.standing.on)
    messages.success(request, f"Ordered: {given}. {told([holder.person for holder in people], 'were')}")
    return redirect("order", pk=given.pk)


def _site(request: SignedIn, pk: int) -> Site:
    try:
        return site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None


@require_safe
def order(request: SignedIn, pk: int) -> HttpResponse:
    """One order: what is ordered and why, how far it is, what is to be done now."""
    found = _order(request, pk)
    context = {
        "order": found, "site": found.site, "panel": selectors.order_panel(found, request.standing),
        "evidence": selectors.evidence_of(found, request.standing), "can_keep": allows(rules.may_keep, request.standing, found),
    }  # fmt: skip
    return render(request, "concerns/order.html", context)


def _order(request: SignedIn, pk: int, rule: Callable[[Directive], Any] = lambda found: True) -> Directive:
    """An order this person may read and about which the rule gives them something to do; for everybody else there is none."""
    try:
        found = selectors.directive_seen_by(request.standing, pk)
    except Directive.DoesNotExist:
        raise Http404 from None
    if not rule(found):
        raise Http404
    return found


@require_POST
def order_acknowledge(request: SignedIn, pk: int) -> HttpResponse:
    """I have read it and follow it."""
    found = _order(request, pk, lambda each: rules.carries_out(request.standing, each) is not None)
    try:
        services.acknowledge(directive=found, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Acknowledged. Your name and the time stand with the order.")
    return redirect("order", pk=pk)


@require_http_methods(READS_AND_SENDS)
def order_done(request: SignedIn, pk: int) -> HttpResponse:
    """It was carried out, and how one sees it."""
    found = _order(request, pk, lambda each: rules.carries_out(request.standing, each) is not None)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = "Saved: it is carried out. Whoever waits for it was told by mail."
        if _done(request, form, services.finish, said, directive=found):
            return redirect("order", pk=pk)
    refusal = _why_not(found)
    return _page(request, found, form, "concerns/order_done.html", refusal=refusal, needs_evidence=not _has_evidence(found))


def _has_evidence(found: Directive) -> bool:
    return allows(rules.evidence_is_kept, found)


def _why_not(found: Directive) -> str:
    """Why it cannot be said to be done now; empty where it can."""
    for rule, args in ((rules.possible, (found, "finish")), (rules.evidence_is_kept, (found,))):
        try:
            rule(*args)
        except Refused as refusal:
            return refusal.sentence
    return ""


@require_http_methods(READS_AND_SENDS)
def order_confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Confirm that it was carried out, or say what is missing."""
    found = _order(request, pk, lambda each: rules.confirming(request.standing, each) is not None)
    sent_back = "send_back" in request.POST
    form = SendBackForm(request.POST if sent_back else None)
    if request.method == "POST" and not sent_back:
        try:
            services.confirm(directive=found, by=request.user, at=request.at)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"Confirmed: {found}.")
        return redirect("order", pk=pk)
    if form.is_valid() and _done(request, form, services.send_back, "Sent back. It is to be done.", directive=found):
        return redirect("order", pk=pk)
    return _page(request, found, form, "concerns/order_confirm.html", possible=found.state == states.DONE)


@require_http_methods(READS_AND_SENDS)
def order_end(request: SignedIn, pk: int) -> HttpResponse:
    """Withdraw an order, or lift a standing one, with a reason."""
    found = _order(request, pk, lambda each: each.kind != states.SHUT_DOWN and rules.ending(request.standing, each) is not None)
    is_standing = found.kind == states.AVOID_SUBJECT
    deed, said = (services.lift, "Lifted") if is_standing else (services.withdraw, "Withdrawn")
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(request, form, deed, f"{said}: {found}.", directive=found):
        return redirect("order", pk=pk)
    possible = states.after("lift" if is_standing else "withdraw", found.state, found.kind) is not None
    effects = selectors.effects_of_ending(found, by=request.user, on=request.standing.on)
    label = "Lift it" if is_standing else "Withdraw it"
    return _page(request, found, form, "concerns/order_end.html", possible=possible, effects=effects, label=label)


def _done(request: SignedIn, form: forms.Form, deed: Callable[..., Any], said: str, **about: Any) -> bool:
    """Do it with what was typed; a refusal is said in the form."""
    try:
        deed(**about, **form.cleaned_data, by=request.user, at=request.at)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, said)
    return True


def _page(request: SignedIn, found: Directive, form: forms.Form, template: str, **more: Any) -> HttpResponse:
    context = {"order": found, "site": found.site, "form": form, "back": reverse("order", args=[found.pk]), **more}
    return render(request, template, context, status=422 if form.errors else 200)
