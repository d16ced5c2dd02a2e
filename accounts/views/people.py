"""People: the list, one person, add, change, invite, end. For whoever manages people; for anybody else there is nothing here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import rules, selectors, services
from accounts.access import SignedIn
from accounts.forms import EndForm, LastDayForm, PersonForm, SearchForm
from accounts.models import District, Person
from accounts.rules import Refused, allows
from accounts.wording import full_day

from .paging import around, cursor_of
from .posted import posted


def managed_district(request: SignedIn) -> District:
    """The district whose people this person manages; 404 for anybody else."""
    district = request.user.district
    if district is None or not allows(rules.may_manage, request.standing, district.pk):
        raise Http404
    return district


def managed_person(request: SignedIn, pk: int) -> Person:
    """A person whom this person manages; 404 for anybody else and for anybody else's."""
    return get_object_or_404(selectors.people_managed_by(request.standing), pk=pk)


@require_safe
def people(request: SignedIn) -> HttpResponse:
    """Everybody of the district by name."""
    managed_district(request)
    form = SearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    ended = request.GET.get("show") == "ended"
    page = selectors.people_page(request.standing, words=words, ended=ended, cursor=cursor_of(request))
    context = {
        "form": form,
        "lines": page.lines,
        "page": around(request, page, "person", "people"),
        "ended": ended,
        "words": words,
    }
    return render(request, "accounts/people.html", context)


@require_safe
def person(request: SignedIn, pk: int) -> HttpResponse:
    """One person: what is known of them, what they hold, what happened."""
    found, on = managed_person(request, pk), request.standing.on
    zone = found.district.time_zone if found.district else "UTC"
    context = {
        "person": found,
        "facts": selectors.facts_of(found, on=on),
        "appointments": selectors.appointments_of(found, on=on),
        "happened": selectors.trail_of_person(found, mark=selectors.trail_mark(request.GET), zone=zone, today=on),
        "can_end": allows(rules.may_end, request.standing, found),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: SignedIn) -> HttpResponse:
    """Add somebody, and invite them at once unless told otherwise."""
    district = managed_district(request)
    form = PersonForm(posted(request), district_id=district.pk, initial={"place": request.GET.get("place", "")})
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_person(district=district, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            mailed = " A link to set a password is on its way to them." if form.cleaned_data["invite"] else ""
            messages.success(request, f"{added.name} is added.{mailed}")
            return redirect("person", pk=added.pk)
    return render(request, "accounts/person_form.html", {"form": form, "person": None})


@require_http_methods(["GET", "HEAD", "POST"])
def person_change(request: SignedIn, pk: int) -> HttpResponse:
    """Change what is known of a person."""
    found = managed_person(request, pk)
    form = PersonForm(posted(request), district_id=request.standing.district_id, person=found, initial=_known(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(person=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Saved: {form.cleaned_data['name']}.")
            return redirect("person", pk=pk)
    return render(request, "accounts/person_form.html", {"form": form, "person": found})


def _known(found: Person) -> dict[str, Any]:
    fields = ("name", "email", "title", "kind", "ends_on")
    return {"place": found.place_id, "supervisor": found.supervisor_id, **{field: getattr(found, field) for field in fields}}


@require_POST
def person_invite(request: SignedIn, pk: int) -> HttpResponse:
    """Mail a person a link to set a password."""
    found = managed_person(request, pk)
    try:
        services.invite(person=found, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"A link to set a password is on its way to {found.email}.")
    return redirect("person", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def person_end(request: SignedIn, pk: int) -> HttpResponse:
    """What ending a person does, and the deed."""
    found = managed_person(request, pk)
    if not allows(rules.may_end, request.standing, found):
        return redirect("person", pk=pk)
    form = EndForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.end_person(person=found, by=request.user, at=request.at, reason=form.cleaned_data["reason"])
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, f"{found.name} has ended. Their designees were told by mail.")
        return redirect("person", pk=pk)
    effects = selectors.effects_of_ending(found, on=request.standing.on)
    return render(request, "accounts/person_end.html", {"form": form, "person": found, "effects": effects})


@require_http_methods(["GET", "HEAD", "POST"])
def person_last_day(request: SignedIn, pk: int) -> HttpResponse:
    """Set somebody's last day, move it or take it back; what hangs on them stands on the page after it."""
    found = managed_person(request, pk)
    if not found.is_active:
        raise Http404
    form = LastDayForm(posted(request), initial={"ends_on": found.ends_on})
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        try:
            services.set_last_day(person=found, ends_on=ends_on, by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            said = f"The last day of {found.name} is {full_day(ends_on)}." if ends_on else f"{found.name} stays."
            messages.success(request, f"{said} They and their supervisor are told by mail.")
            return redirect("hand-over", pk=pk)
    return render(request, "accounts/person_last_day.html", {"form": form, "person": found})
