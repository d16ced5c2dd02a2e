"""A site is offered to somebody, who accepts or declines; an offer is taken back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.wording import full_day

from .. import passing, selectors, services
from ..forms import OfferAnswerForm, OfferForm
from ..models import Offer, Site


@require_http_methods(["GET", "HEAD", "POST"])
def site_offer(request: SignedIn, pk: int) -> HttpResponse:
    """Offer a site to somebody. Where the policy has it decided, the page says so and leads to the change that asks for it."""
    site = _site(request, pk)
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        district_id=site.district_id,
        without=site.responsible_id,
        today=request.standing.on,
    )
    is_free = allows(passing.is_not_decided, selectors.policy_over(site))
    if request.method == "POST" and is_free and form.is_valid():
        try:
            made = services.offer_site(site=site, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            told = "is told" if made.person_id != request.user.pk else "need only accept"
            who = made.person.name if made.person_id != request.user.pk else "You"
            messages.success(request, f"{site} is offered. {who} {told}, until {full_day(made.answer_by)}.")
            return redirect("site", pk=pk)
    context = {
        "site": site,
        "form": form,
        "is_free": is_free,
        "open": selectors.open_offer_of(site.pk),
        "effects": selectors.effects_of_offer(site),
        "back": reverse("site", args=[pk]),
    }
    return render(request, "registry/site_offer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: SignedIn, pk: int) -> HttpResponse:
    """What is offered, and by whom; the one who is asked accepts or declines."""
    found = _offer(request, pk)
    form = OfferAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not form.is_valid() or not allows(passing.may_answer, found, request.user):
            raise Http404
        return _answered(request, found, form)
    return render(request, "registry/offer.html", {"panel": selectors.offer_panel(found, request.standing), "form": form})


def _answered(request: SignedIn, found: Offer, form: OfferAnswerForm) -> HttpResponse:
    try:
        if form.cleaned_data["answer"] == "accept":
            site = services.accept_offer(offer=found, by=request.user, at=request.at)
            messages.success(request, f"You answer for {site} now. Those concerned were told by mail.")
            return redirect("site", pk=site.pk)
        services.decline_offer(offer=found, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
        messages.success(request, f"Declined: {found.site}. {found.offered_by} was told by mail.")
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("offer", pk=found.pk)


@require_POST
def offer_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take an offer back."""
    found = _offer(request, pk)
    if not allows(passing.may_withdraw, request.standing, found):
        raise Http404
    try:
        services.withdraw_offer(offer=found, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"Taken back. {found.person} was told by mail.")
    return redirect("offer", pk=pk)


def _site(request: SignedIn, pk: int) -> Site:
    """A site this person may offer; for everybody else there is none."""
    try:
        site = selectors.site_seen_by(request.standing, pk)
        passing.may_offer(request.standing, site)
    except (Site.DoesNotExist, Refused):
        raise Http404 from None
    return site


def _offer(request: SignedIn, pk: int) -> Offer:
    try:
        return selectors.offer_seen_by(request.standing, pk)
    except Offer.DoesNotExist:
        raise Http404 from None
