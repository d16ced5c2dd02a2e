"""Appointments: give and end them, and one's own with their designees."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import rules, selectors, services
from accounts.access import SignedIn
from accounts.forms import AppointForm, DesigneeForm, EndAppointmentForm
from accounts.models import Person
from accounts.rules import Refused, allows
from accounts.wording import full_day

from .people import managed_district
from .posted import posted


@require_safe
def my_appointments(request: SignedIn) -> HttpResponse:
    """What I hold and until when, who acts for me, for whom I act; my look and my password."""
    lines = selectors.appointments_of(request.user, on=request.standing.on)
    context = {
        "own": [line for line in lines if not line.acting_for],
        "acting": [line for line in lines if line.acting_for],
        "themes": Person.Theme.choices,
    }
    return render(request, "accounts/my_appointments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: SignedIn) -> HttpResponse:
    """Give somebody a role; person, role and school may be chosen beforehand in the address."""
    district = managed_district(request)
    standing = request.standing
    form = AppointForm(posted(request), district_id=district.pk, today=standing.on, standing=standing, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.appoint(by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            where = made.school.name if made.school else "the whole district"
            messages.success(request, f"{made.person.name} is appointed {made.role.label} at {where}.")
            return redirect("person", pk=made.person_id)
    return render(request, "accounts/appoint.html", {"form": form})


def _chosen(request: SignedIn) -> dict[str, int]:
    """Person, role and school as the address names them; what is no id is not heard."""
    named = {key: str(request.GET.get(key, "")) for key in ("person", "role", "school")}
    return {key: int(value) for key, value in named.items() if value.isascii() and value.isdigit() and len(value) < 19}


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_end(request: SignedIn, pk: int) -> HttpResponse:
    """What ending an appointment does, and the deed: at once or with a last day."""
    found = get_object_or_404(selectors.appointments_managed_by(request.standing), pk=pk)
    form = EndAppointmentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            services.end_appointment(appointment=found, by=request.user, at=request.at, on=on)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            when = f"ends on {full_day(on)}" if on else "has ended"
            messages.success(request, f"The appointment of {found.person.name} as {found.role.label} {when}.")
            return redirect("person", pk=found.person_id)
    effects = selectors.effects_of_vacancy(found, on=request.standing.on)
    return render(request, "accounts/appointment_end.html", {"form": form, "appointment": found, "effects": effects})


@require_http_methods(["GET", "HEAD", "POST"])
def designee_name(request: SignedIn, pk: int) -> HttpResponse:
    """Name somebody who acts under an appointment of mine for a time."""
    found = get_object_or_404(selectors.appointments_of_own(request.standing), pk=pk)
    if not allows(rules.may_have_designee, request.standing, found):
        return redirect("my-appointments")
    standing = request.standing
    form = DesigneeForm(posted(request), district_id=standing.district_id, own=request.user.pk, today=standing.on)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.name_designee(appointment=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{made.person.name} acts for you and is told by mail.")
            return redirect("my-appointments")
    return render(request, "accounts/designee_name.html", {"form": form, "appointment": found})


@require_http_methods(["GET", "HEAD", "POST"])
def designee_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """What withdrawing a designee does, and the deed."""
    found = get_object_or_404(selectors.designations_to_withdraw(request.standing), pk=pk)
    principal = found.designee_of.person if found.designee_of else request.user
    if request.method == "POST":
        try:
            services.withdraw_designee(designation=found, by=request.user, at=request.at)
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, f"{found.person.name} is no longer designee, and is told by mail.")
        return redirect("my-appointments") if principal == request.user else redirect("person", pk=principal.pk)
    return render(request, "accounts/designee_withdraw.html", {"designation": found, "principal": principal})
