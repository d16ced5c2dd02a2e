"""What whoever audits the registry watches over: steps that nobody could act on."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedIn
from accounts.roles import AUDITS

from .. import selectors


@require_safe
def policy_vacancies(request: SignedIn) -> HttpResponse:
    """Every step of the policy in force that nobody can act on at some place, with the way to appoint somebody."""
    if not request.standing.can(AUDITS):
        raise Http404
    return render(request, "adoption/vacancies.html", {"rows": selectors.vacancies(request.standing)})
