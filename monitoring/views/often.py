"""How often a duty of a site is due, where the policy has a step of the route set it: another rhythm, later."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused
from accounts.selectors import calendar_of
from accounts.wording import few_days
from monitoring import selectors, services
from monitoring.forms import RhythmForm
from monitoring.models import Duty
from registry.models import Site
from registry.selectors import site_seen_by
from registry.states import ACTIVE


@require_http_methods(["GET", "HEAD", "POST"])
def often(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Every rhythm that the policy offers, with the next five dates under it, and the one that goes on."""
    try:
        site = site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    today = request.standing.on
    chosen = selectors.chosen_rhythm(site, key)
    roster = selectors.roster_of(site, today)
    if chosen is None or site.status != ACTIVE or not selectors.may_choose_rhythm(request.standing, site, key, roster):
        raise Http404
    form = RhythmForm(
        request.POST if request.method == "POST" else None,
        dates=_dates(site, chosen, request),
        none="",
        initial={"every": site.terms[chosen.field]},
    )
    if form.is_valid():
        try:
            services.choose_rhythm(site=site, key=key, every=form.cleaned_data["every"], by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Saved: {chosen.spec.label} of {site}.")
            return redirect("site", pk=site.pk)
    context = {"site": site, "spec": chosen.spec, "form": form}
    return render(request, "monitoring/often.html", context, status=422 if form.errors else 200)


def _dates(site: Site, chosen: selectors.Chosen, request: SignedIn) -> dict[str, str]:
    """For each rhythm its next five dates, in words. Two queries: the duty and the calendar."""
    today = request.standing.on
    duty = Duty.objects.filter(site=site, key=chosen.spec.key, is_own=False, ended_at__isnull=True).first()
    days = calendar_of(district=site.district, school_id=site.school_id)
    found = {every: selectors.dates_under(duty, every, days, today) for every in chosen.choices}
    return {every: f"Due {few_days(dates, today=today)}" if dates else "Rests now" for every, dates in found.items()}
