"""Somebody takes the place of another: first everything that will move, then one deed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import rules, services
from accounts.access import SignedIn
from accounts.forms import ReplaceForm
from accounts.models import Person
from accounts.rules import Refused, allows
from accounts.selectors import people_managed_by
from accounts.wording import count, full_day
from registry.selectors import how_many_sites

from .parts import what_moves


@require_http_methods(["GET", "HEAD", "POST"])
def person_replace(request: SignedIn, pk: int) -> HttpResponse:
    """Asked by GET who and from when, which shows what moves; done by POST."""
    found = _managed(request, pk)
    asked = request.POST if request.method == "POST" else request.GET if "successor" in request.GET else None
    form = ReplaceForm(asked, district_id=request.standing.district_id, person=found, today=request.standing.on)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.replace_holder(person=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(
                request,
                f"{made.successor.name} takes the place of {found.name} from {full_day(made.starts_on)} on. Both are told.",
            )
            return redirect("person", pk=pk)
    chosen = form.cleaned_data if asked is not None and form.is_valid() else None
    sites = how_many_sites(found)
    context = {
        "person": found,
        "form": form,
        "chosen": chosen,
        "begins": full_day(chosen["starts_on"]) if chosen else "",
        "moves": what_moves(found, starts_on=chosen["starts_on"] if chosen else request.standing.on, at=request.at),
        "stays": f"{count(sites, 'site')} they answer for: each passes on when somebody accepts it." if sites else "",
        "back": reverse("person", args=[pk]),
    }
    status = 422 if asked is not None and form.errors else 200
    return render(request, "config/leaving/replace.html", context, status=status)


def _managed(request: SignedIn, pk: int) -> Person:
    """An active person whom this person manages; 404 for anybody else."""
    found = people_managed_by(request.standing).filter(pk=pk).first()
    if found is None or not allows(rules.is_active, found):
        raise Http404
    return found
