"""Places and the district: who holds which role there, and their facts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import rules, selectors, services
from accounts.access import SignedIn
from accounts.forms import DistrictForm, PlaceForm, SearchForm
from accounts.models import District, School
from accounts.roles import ORDERS
from accounts.rules import Refused, allows

from .paging import around, cursor_of
from .people import managed_district
from .posted import posted


def place_seen(request: SignedIn, pk: int) -> School:
    """A place of the person's own district; 404 for any other."""
    return get_object_or_404(selectors.places_seen_by(request.standing), pk=pk)


def own_district(request: SignedIn) -> District:
    """The person's district; 404 for somebody without one."""
    if request.user.district is None:
        raise Http404
    return request.user.district


def manages(request: SignedIn) -> bool:
    """Whether this person manages the people of their district."""
    return allows(rules.may_manage, request.standing, request.standing.district_id)


@require_safe
def schools(request: SignedIn) -> HttpResponse:
    """Every place of the district by name, with who heads it."""
    form = SearchForm(request.GET)
    form.fields["words"].label = "Name or city"
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = selectors.places_page(request.standing, words=words, cursor=cursor_of(request))
    context = {"form": form, "lines": page.lines, "page": around(request, page, "place", "places"), "words": words}
    return render(request, "accounts/schools.html", {**context, "manages": manages(request)})


@require_safe
def school(request: SignedIn, pk: int) -> HttpResponse:
    """One place: every role there as held or vacant."""
    found, on = place_seen(request, pk), request.standing.on
    context: dict[str, Any] = {"school": found, "roles": selectors.roles_at(found, on=on), "manages": manages(request)}
    context["may_close"] = allows(rules.may_close_at_once, request.standing, district_id=found.district_id, school=found)
    context["orders"] = request.standing.can(ORDERS, school_id=found.pk)
    if context["manages"]:
        context["happened"] = selectors.trail_of_place(
            found, mark=selectors.trail_mark(request.GET), zone=found.district.time_zone, today=on
        )
    return render(request, "accounts/school.html", context)


@require_safe
def district(request: SignedIn) -> HttpResponse:
    """The district: its facts, and every role as held or vacant."""
    found, on = own_district(request), request.standing.on
    context: dict[str, Any] = {
        "district": found,
        "school": None,
        "facts": selectors.facts_of_district(found),
        "roles": selectors.roles_of(found, on=on),
        "manages": manages(request),
        "may_close": allows(rules.may_close_at_once, request.standing, district_id=found.pk, school=None),
    }
    if context["manages"]:
        context["happened"] = selectors.trail_of_place(
            found, mark=selectors.trail_mark(request.GET), zone=found.time_zone, today=on
        )
    return render(request, "accounts/district.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def school_add(request: SignedIn) -> HttpResponse:
    """Add a school, department or office."""
    owner = managed_district(request)
    form = PlaceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_place(district=owner, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{added.name} is added. Appoint its head next.")
            return redirect("school", pk=added.pk)
    return render(request, "accounts/school_form.html", {"form": form, "school": None})


@require_http_methods(["GET", "HEAD", "POST"])
def school_change(request: SignedIn, pk: int) -> HttpResponse:
    """Rename a place, or say what sort it is."""
    managed_district(request)
    found = place_seen(request, pk)
    form = PlaceForm(posted(request), initial={"name": found.name, "kind": found.kind})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_place(place=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Saved: {found.name}.")
            return redirect("school", pk=pk)
    return render(request, "accounts/school_form.html", {"form": form, "school": found})


@require_http_methods(["GET", "HEAD", "POST"])
def district_change(request: SignedIn) -> HttpResponse:
    """Change the district's facts."""
    found = managed_district(request)
    form = DistrictForm(posted(request), initial=_known(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_district(district=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Saved: {found.name}.")
            return redirect("district")
    return render(request, "accounts/district_form.html", {"form": form})


def _known(found: District) -> dict[str, Any]:
    fields = {field: getattr(found, field) for field in ("name", "weekend_days", "digest_at", "colour")}
    domains = {field: "\n".join(getattr(found, field)) for field in ("email_domains", "consumer_mail_domains")}
    return {**fields, **domains}
