"""The calendar of a district or a school: the list, add, remove."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import rules, selectors, services
from accounts.access import SignedIn
from accounts.forms import CLOSED, DayForm
from accounts.models import District, School
from accounts.rules import Refused, allows
from accounts.wording import count, full_day

from .paging import around, cursor_of
from .places import own_district, place_seen
from .posted import posted


def whose(request: SignedIn, pk: int | None) -> tuple[District, School | None]:
    """Whose calendar the address means: the district's, or that of a school of it."""
    return own_district(request), place_seen(request, pk) if pk else None


def keeps(request: SignedIn, district: District, school: School | None) -> bool:
    """Whether this person may change a calendar."""
    return allows(rules.may_keep_calendar, request.standing, district_id=district.pk, school=school)


def back_to(school: School | None) -> HttpResponse:
    """To the calendar that was changed."""
    return redirect("school-calendar", pk=school.pk) if school else redirect("calendar")


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Days that differ from the week, for everybody to read; whoever keeps the calendar adds to it here."""
    district, school = whose(request, pk)
    may_change = keeps(request, district, school)
    if request.method == "POST" and not may_change:
        raise Http404
    form = DayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _added(request, form, district, school))
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return back_to(school)
    past = request.GET.get("show") == "past"
    page = selectors.calendar_page(
        district=district, school=school, today=request.standing.on, cursor=cursor_of(request), past=past
    )
    context = {
        "district": district,
        "school": school,
        "lines": page.lines,
        "page": around(request, page, "day", "days"),
        "past": past,
    }
    return render(request, "accounts/calendar.html", {**context, "form": form, "may_change": may_change})


def _added(request: SignedIn, form: DayForm, district: District, school: School | None) -> str:
    typed: dict[str, Any] = {"district": district, "school": school, "by": request.user, "at": request.at}
    on, label = form.cleaned_data["on"], form.cleaned_data["label"]
    if form.cleaned_data["what"] == CLOSED:
        outcome = services.close_day(on=on, until=form.cleaned_data["until"], label=label, **typed)
        return f"{count(outcome.new + outcome.changed + outcome.unchanged, 'day')} without school from {full_day(on)}."
    opened = services.open_day(on=on, until=form.cleaned_data["until"], label=label, **typed)
    days = opened.new + opened.changed + opened.unchanged
    return f"{full_day(on)} is a school day." if days == 1 else f"{days} school days from {full_day(on)}."


@require_POST
def calendar_day_remove(request: SignedIn, pk: int) -> HttpResponse:
    """Take a day off the calendar."""
    day = get_object_or_404(selectors.days_of(request.standing), pk=pk)
    if not keeps(request, day.district, day.school):
        raise Http404
    services.remove_day(day=day, by=request.user, at=request.at)
    messages.success(request, f"{full_day(day.on)} is again as the week says.")
    return back_to(day.school)
