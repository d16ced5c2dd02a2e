"""Training: the sessions for everybody of the district; recording them and who was there for those who manage people."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedIn, whole_number
from accounts.rules import Refused, allows, may_manage
from accounts.selectors import Cursor, names_of_people
from accounts.selectors.pages import PAGE
from accounts.wording import count, full_day

from .. import selectors, services
from ..forms import AttendanceForm, TrainingForm
from ..models import Training
from .documents import district_of

WORDS = 100  # letters of a search


@require_safe
def trainings(request: SignedIn) -> HttpResponse:
    """Every session of my district, and where I was."""
    district_of(request)
    page = selectors.trainings_page(request.standing, cursor=Cursor.read(request.GET))
    context = {"lines": page.lines, "page": page.links("session", "sessions"), "manages": _manages(request)}
    return render(request, "policies/trainings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def training_add(request: SignedIn) -> HttpResponse:
    """Record a session that was held."""
    _for_managers(request)
    policy = selectors.policy_in_force(request.standing.district_id, request.standing.on)
    named = [(spec.key, spec.label) for spec in (policy.trainings if policy else ())]
    typed = request.POST if request.method == "POST" else None
    form = TrainingForm(typed, named=named, initial={"held_on": request.standing.on})
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_training(district=district_of(request), by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{added} is recorded. Tick who was there.")
            return redirect("training", pk=added.pk)
    return render(request, "policies/training_add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def training(request: SignedIn, pk: int) -> HttpResponse:
    """The people of the district by name, fifty at a time, to tick who was there."""
    _for_managers(request)
    found = _training(request, pk)
    words = request.GET.get("words", "")[:WORDS]
    page = selectors.attendance_page(request.standing, found, words=words, cursor=Cursor.read(request.GET))
    shown = [(line.pk, line.name) for line in page.lines]
    form = AttendanceForm(people=shown, initial={"present": [str(line.pk) for line in page.lines if line.there]})
    if request.method == "POST":
        among = list(selectors.people_shown(request.standing, _shown(request)))
        shown = list(zip((person.pk for person in among), names_of_people(among), strict=True))
        form = AttendanceForm(request.POST, people=shown)
        if form.is_valid():
            present = [person for person in among if person.pk in form.cleaned_data["present"]]
            changed = services.record_attendance(training=found, present=present, among=among, by=request.user, at=request.at)
            messages.success(request, f"Saved: {count(changed, 'change')} on this page.")
            return redirect(request.get_full_path())
    context: dict[str, Any] = {
        "training": found,
        "held": full_day(found.held_on),
        "form": form,
        "shown": [pk for pk, _name in shown],
        "words": words,
        "page": page.links("person", "people", words=words),
    }
    return render(request, "policies/training.html", context, status=422 if form.errors else 200)


def _shown(request: SignedIn) -> list[int]:
    """The people whose boxes stood on the page that was sent."""
    return [pk for text in request.POST.getlist("shown")[:PAGE] if (pk := whole_number(text)) is not None]


def _training(request: SignedIn, pk: int) -> Training:
    try:
        return selectors.training_seen_by(request.standing, pk)
    except Training.DoesNotExist:
        raise Http404 from None


def _manages(request: SignedIn) -> bool:
    return allows(may_manage, request.standing, request.user.district_id)


def _for_managers(request: SignedIn) -> None:
    if not _manages(request):
        raise Http404
