"""A calendar out of a file: what it says and what would change is seen before anything is stored."""

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import selectors, services
from accounts.access import SignedIn
from accounts.forms import CHOSEN, CalendarFileForm, DaysForm, as_csv, event_as_csv
from accounts.imports import read_calendar, read_calendar_file
from accounts.models import District, School
from accounts.rows import ListedCalendar, ListedDay, ListedEvent
from accounts.wording import count, full_day

from .calendar import back_to, keeps, whose
from .posted import posted, uploaded

SHOWN = 100  # days of a file that the page before storing lists


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_import(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """First every problem by line, or what the file says; then, with a second button, it is stored.

    Where the file does not say which of its entries close school, whoever brings it chooses in between.
    """
    district, school = whose(request, pk)
    if not keeps(request, district, school):
        raise Http404
    if "days" in request.POST:
        return _stored(request, district, school)
    if "chosen" in request.POST:
        listed = _chosen(request)
        return _page(request, district, school, CalendarFileForm(), listed, checked=True)
    form = CalendarFileForm(posted(request), uploaded(request))
    listed = ListedCalendar()
    checked = request.method == "POST" and form.is_valid()
    if checked:
        given = {"region": form.cleaned_data["region"], "around": request.standing.on, "zone": district.time_zone}
        listed = read_calendar_file(form.cleaned_data["file"], **given)
    return _page(request, district, school, form, listed, checked=checked)


def _page(
    request: SignedIn, district: District, school: School | None, form: CalendarFileForm, listed: ListedCalendar, *, checked: bool
) -> HttpResponse:
    context: dict[str, Any] = {
        "district": district,
        "school": school,
        "form": form,
        "checked": checked,
        "problems": sorted(listed.problems, key=lambda problem: problem.line),
        "total": len(listed.days),
        "opens": any(day.is_open for day in listed.days),
    }
    if checked and not listed.problems and not listed.is_sure:
        context["events"] = [
            (event_as_csv(one), _when(one), one.label or "Without a name", one.is_likely) for one in listed.others
        ]
        return render(request, "accounts/calendar_choose.html", context)
    if checked and not listed.problems:
        changes = selectors.calendar_changes(district=district, school=school, days=listed.days)
        context |= {"days": as_csv(listed.days), "changes": changes, "shown": SHOWN, "passed_over": _passed_over(listed)}
    return render(request, "accounts/calendar_import.html", context)


def _when(event: ListedEvent) -> str:
    first = f"{event.first:%A}, {full_day(event.first)}"
    return first if event.first == event.last else f"{first} to {event.last:%A}, {full_day(event.last)}"


def _passed_over(listed: ListedCalendar) -> list[tuple[str, str]]:
    return [(_when(event), event.label) for event in listed.others]


def _chosen(request: SignedIn) -> ListedCalendar:
    """What somebody chose out of a file, read as a file of its own; it is read again, whatever came back."""
    lines = CHOSEN + "\n".join(line.strip("\r\n") for line in request.POST.getlist("take"))
    days, problems = read_calendar(io.BytesIO(lines.encode()))
    return ListedCalendar(days, (), problems)


def _stored(request: SignedIn, district: District, school: School | None) -> HttpResponse:
    """Store the days that the page before listed; they are read again, whatever came back."""
    form = DaysForm(request.POST)
    days: list[ListedDay] = []
    if form.is_valid():
        days, problems = read_calendar(io.BytesIO(form.cleaned_data["days"].encode()))
        days = [] if problems else days
    if not days:
        messages.error(request, "The list of days did not arrive whole. Choose the file again.")
        return redirect("school-calendar-import", pk=school.pk) if school else redirect("calendar-import")
    typed: dict[str, Any] = {"district": district, "school": school, "days": days, "by": request.user, "at": request.at}
    outcome = services.import_calendar(replace=form.cleaned_data["replace"], **typed)
    gone = f", {count(outcome.removed, 'day')} taken off" if outcome.removed else ""
    messages.success(request, f"Calendar: {outcome}, {outcome.unchanged:,} as before{gone}.")
    return back_to(school)
