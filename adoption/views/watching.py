"""What whoever audits the registry watches over: steps that nobody could act on, and sites that are asked about again."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedIn, whole_number
from accounts.roles import AUDITS, EDITS_POLICIES
from monitoring.selectors import progress_of
from policies.models import PolicyVersion
from policies.selectors import numbered

from .. import selectors


@require_safe
def policy_vacancies(request: SignedIn) -> HttpResponse:
    """Every step of the policy in force that nobody can act on at some place, with the way to appoint somebody."""
    if not request.standing.can(AUDITS):
        raise Http404
    return render(request, "adoption/vacancies.html", {"rows": selectors.vacancies(request.standing)})


@require_safe
def policy_campaign(request: SignedIn, number: int) -> HttpResponse:
    """Which sites were asked about again when a version was adopted, and what was answered so far."""
    if not (request.standing.can(AUDITS) or request.standing.can(EDITS_POLICIES)):
        raise Http404
    try:
        version = numbered(request.standing.district_id, number)
    except PolicyVersion.DoesNotExist:
        raise Http404 from None
    progress = progress_of(version, request.standing, after=whole_number(request.GET.get("after", "")) or 0)
    return render(request, "adoption/campaign.html", {"version": version, "progress": progress})
