"""A snow day on one screen: what moves when a school or the district closes at once, doing it, and taking it back."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import rules
from accounts.access import SignedIn
from accounts.fields import DayField
from accounts.models import District, School
from accounts.rules import Refused, allows
from accounts.selectors import calendar_of, places_seen_by, snow_days
from accounts.wording import full_day
from concerns import services

WRONG = {"required": "Choose a day.", "invalid": "Write the day as 2026-11-25."}


class SnowDayForm(forms.Form):
    """Which day, and why."""

    on = DayField(widget=forms.HiddenInput, error_messages=WRONG)  # another day is looked at first
    label = forms.CharField(label="Why", max_length=200, required=False, initial="Snow day")


def _whose(request: SignedIn, pk: int | None) -> tuple[District, School | None]:
    """The district or the school that this person may close; otherwise there is no such page."""
    school = get_object_or_404(places_seen_by(request.standing), pk=pk) if pk else None
    district = request.user.district
    if district is None or not allows(rules.may_close_at_once, request.standing, district_id=district.pk, school=school):
        raise Http404
    return district, school


def _asked_day(request: SignedIn) -> date:
    """The day the page speaks of; today where none is named."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.standing.on


@require_http_methods(["GET", "HEAD", "POST"])
def snow_day(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """What would move, and the button that closes."""
    district, school = _whose(request, pk)
    if request.method == "POST":
        form = SnowDayForm(request.POST)
        if form.is_valid():
            try:
                services.close_at_once(district=district, school=school, by=request.user, at=request.at, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                closed, where = full_day(form.cleaned_data["on"]), school.name if school else district.name
                messages.success(request, f"{where} is closed on {closed}. What was due moves; nobody gets a mail about it.")
                return redirect(request.path)
        return _page(request, district, school, form, form.cleaned_data.get("on", request.standing.on))
    on = _asked_day(request)
    return _page(request, district, school, SnowDayForm(initial={"on": on}), on)


def _page(request: SignedIn, district: District, school: School | None, form: SnowDayForm, on: date) -> HttpResponse:
    found = snow_days(district=district, school=school, today=request.standing.on)
    context: dict[str, Any] = {
        "district": district,
        "school": school,
        "form": form,
        "on": on,
        "day": f"{on:%A}, {full_day(on)}",
        "why_not": _why_not(request, district, school, on),
        "closed": [(day, _told(services.what_taking_back_moves, request, district, school, day.on, back=True)) for day in found],
        "back_url": reverse("school", args=[school.pk]) if school else reverse("district"),
        "take_back": reverse("school-snow-day-back", args=[school.pk]) if school else reverse("snow-day-back"),
    }
    if not context["why_not"]:
        context["effects"] = _told(services.what_closing_moves, request, district, school, on)
    return render(request, "config/snow_day.html", context, status=422 if form.errors else 200)


def _why_not(request: SignedIn, district: District, school: School | None, on: date) -> str:
    """Why the day cannot be closed, in a sentence; empty where it can."""
    try:
        rules.is_soon(on, request.standing.on)
    except Refused as refused:
        return refused.sentence
    days = calendar_of(district=district, school_id=school.pk if school else None)
    return "" if days.is_open(on) else f"{full_day(on)} is no school day as it is."


def _told(ask: Any, request: SignedIn, district: District, school: School | None, on: date, *, back: bool = False) -> list[str]:
    sentences = ask(district=district, school=school, on=on, at=request.at).sentences(back=back)
    return [f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences]


@require_http_methods(["POST"])
def snow_day_back(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Take a snow day back."""
    district, school = _whose(request, pk)
    form = SnowDayForm(request.POST)
    if not form.is_valid():
        raise Http404
    on = form.cleaned_data["on"]
    try:
        services.take_back(district=district, school=school, on=on, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"{full_day(on)} is a school day again.")
    return redirect("school-snow-day", pk=pk) if pk else redirect("snow-day")
