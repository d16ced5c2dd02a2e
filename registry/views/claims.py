"""Whose page is this? Answered in one tap by the one who is asked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused, allows

from .. import rules, selectors, services, states
from ..forms import AnswerForm, PassForm
from ..models import Claim
from .paging import around, cursor_of

SAID = {states.GONE: "is noted as gone", states.NOT_MINE: "is noted as not yours"}


@require_safe
def claims(request: SignedIn) -> HttpResponse:
    """The pages I am asked about."""
    page = selectors.claims_page(request.standing, cursor_of(request))
    return render(request, "registry/claims.html", {"lines": page.lines, "page": around(page, "page", "pages")})


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: SignedIn, pk: int) -> HttpResponse:
    """One of them: mine, gone, not mine, or now somebody else's. Whoever audits the register may pass it on too."""
    asked = _claim(request, pk)
    is_mine = asked.person_id == request.user.pk
    if request.method == "POST" and "answer" in request.POST:
        return _answered(request, asked)
    form = PassForm(request.POST if request.method == "POST" else None, district_id=asked.district_id)
    if request.method == "POST" and form.is_valid():
        try:
            services.pass_claim(claim=asked, person=form.person, by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{form.person} is asked about {asked.name} now.")
            return redirect(_after(asked, is_mine=is_mine))
    context = {
        "claim": asked,
        "line": selectors.claim_line(asked, request.standing.on),
        "form": form,
        "is_mine": is_mine,
        "is_open": allows(rules.still_open, asked),
        "back": _after(asked, is_mine=is_mine),
    }
    return render(request, "registry/claim.html", context, status=422 if form.errors else 200)


def _answered(request: SignedIn, asked: Claim) -> HttpResponse:
    """Stored with one tap. What is mine goes on to the request form, or to its site where it is registered by now."""
    form = AnswerForm(request.POST)
    if not form.is_valid() or not allows(rules.may_answer, asked, request.user):
        raise Http404
    answer = form.cleaned_data["answer"]
    try:
        services.answer_claim(claim=asked, answer=answer, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("claims")
    if answer != states.MINE:
        messages.success(request, f"{asked.name} {SAID[answer]}.")
        return redirect("claims")
    site = selectors.live_at(district_id=asked.district_id, canonical=asked.address)
    if site is not None:
        messages.success(request, f"{asked.name} is yours, and registered already.")
        return redirect("site", pk=site.pk)
    if selectors.policy_of(request.standing) is None:
        messages.success(request, f"{asked.name} is noted as yours.")
        return redirect("claims")
    messages.success(request, f"{asked.name} is yours. What is known of it stands in this form: say the rest, and submit it.")
    return redirect(selectors.request_form_for(asked))


def _after(asked: Claim, *, is_mine: bool) -> str:
    """Where somebody goes from a claim: to their own, or to where the director came from."""
    if is_mine:
        return reverse("claims")
    return reverse("campaign", args=[asked.campaign_id]) if asked.campaign_id else reverse("found-page", args=[asked.found_id])


def _claim(request: SignedIn, pk: int) -> Claim:
    try:
        return selectors.claim_seen_by(request.standing, pk)
    except Claim.DoesNotExist:
        raise Http404 from None
