"""The queue and the screens of every kind of step."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import wording
from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.selectors import Calendars, Cursor
from policies.document import Policy
from requests import rules
from requests.checks import warnings
from requests.fields import Asking
from requests.models import Seat, Step, Submission
from requests.selectors import (
    accepted_counts,
    answers_for,
    checklist,
    facts,
    merged_answers,
    own_words,
    policy_of,
    route_lines,
    seen_by,
    spec_of,
)
from requests.wording import OnThePage, on_the_page, setting_up

from . import selectors, services
from .forms import VERBS, StepForm, beginning

LONGEST_ECHO = 1_000  # characters of a reason that came too late and is shown back


@require_safe
def queue(request: SignedIn) -> HttpResponse:
    """What awaits me, oldest first."""
    count = request.waiting.steps
    page = selectors.queue_page(request.standing, Cursor.read(request.GET), count=count)
    context = {"cards": page.lines, "page": page.links("submission", "submissions"), "several": count > 1}
    return render(request, "reviews/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: SignedIn, pk: int) -> HttpResponse:
    """One step that waits for me: what it is about, and the panel to answer it."""
    seat = _seat(request, pk)
    if not allows(rules.is_open, seat):
        if request.method == "POST":  # reading writes nothing, not even a sentence into the session: the page says it as well
            messages.info(request, selectors.closed_by(seat))
            if wrote := request.POST.get("reason", "").strip()[:LONGEST_ECHO]:
                messages.info(request, f"You wrote: “{wrote}”")
        return redirect("submission", pk=seat.step.submission_id)
    submission = seat.step.submission
    policy = policy_of(submission)
    spec = spec_of(policy, seat.step)
    outcome = _outcome(request, seat, spec.outcomes)
    asking = Asking(district=submission.district, place=submission.place, policy=policy)
    form = None
    if outcome and request.method == "POST":
        known = answers_for(submission, policy, policy.fields_of(spec))
        form = StepForm(request.POST, asking=asking, spec=spec, outcome=outcome, known=known)
    elif outcome:
        known = merged_answers(submission)
        start = beginning(policy, spec, known, selectors.people_of(submission, request.standing.on))
        form = StepForm(asking=asking, spec=spec, outcome=outcome, known=known, initial=start)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            services.decide(
                seat=seat, outcome=outcome, by=request.user, at=request.at,
                reason=form.cleaned_data.get("reason", ""), values=form.values(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            _warn(request, form, submission)
            return _onward(request, seat, outcome)
    return render(
        request, "reviews/decision.html", _context(request, seat, form, outcome), status=422 if form and form.errors else 200
    )


def _warn(request: SignedIn, form: StepForm, submission: Submission) -> None:
    """Say what is doubtful about what was given. It is stored, and whoever decides sees it too."""
    for spec in form.specs:
        for sentence in warnings(spec, form.cleaned_data.get(spec.key), submission.district):
            messages.warning(request, sentence)


def _outcome(request: SignedIn, seat: Seat, outcomes: Any) -> str:
    """The verdict chosen by link or button; the other kinds of step have one answer only."""
    if seat.step.kind != Step.Kind.APPROVE:
        return str(seat.step.kind)
    chosen = request.POST.get("verdict") or request.GET.get("verdict", "")
    return chosen if chosen in outcomes else ""


def _onward(request: SignedIn, seat: Seat, outcome: str) -> HttpResponseRedirect:
    """After a deed: say what happened, and go to the next one where that was asked for."""
    messages.success(request, selectors.done(seat, outcome))
    following = selectors.next_seat(request.standing, after=seat) if "next" in request.POST else None
    if following is not None:
        return redirect("decision", pk=following)
    if "next" in request.POST:
        return redirect("queue")
    return redirect("submission", pk=seat.step.submission_id)


def _context(request: SignedIn, seat: Seat, form: StepForm | None, outcome: str) -> dict[str, Any]:
    submission = seat.step.submission
    policy = policy_of(submission)
    district = submission.district
    calendars = Calendars(district)
    _age, waiting = selectors.waiting_since(seat, request.standing.on, calendars)
    if form is not None:
        form.tell_dates(calendars.of(submission.place_id), today=request.standing.on)
    spec = spec_of(policy, seat.step)
    told = facts(submission, policy)
    wrote = own_words(submission)
    words = next((fact for fact in told if wrote and fact.key == wrote.key), wrote)
    return {
        "seat": seat,
        "spec": spec,
        "submission": submission,
        "form": form,
        "outcome": outcome,
        "offer": form.offer if form is not None else "",
        "verb": VERBS.get(outcome, "Save"),
        "outcomes": spec.outcomes if seat.step.kind == Step.Kind.APPROVE else (),
        "asks": selectors.asks_of(seat),
        "acting_for": rules.acting(request.standing, seat) or "",
        "waiting": waiting,
        "words": words,
        "facts": [fact for fact in told if words is None or fact.key != words.key],
        "checks": checklist(submission, policy, accepted=accepted_counts([submission]).get(submission.pk, 0)),
        "passages": selectors.passages_for(seat, policy),
        "similar": selectors.similar_to(submission),
        "route": route_lines(submission, policy, on=request.standing.on),
        "wording": _wording(submission, policy) if seat.step.kind == Step.Kind.PROVIDE else None,
        "setting_up": setting_up(policy, policy.fields_of(spec)) if seat.step.kind == Step.Kind.PROVIDE else [],
        "effects": selectors.effects_of(seat, policy, outcome, on=request.standing.on),
        "opens_it": seat.acts != "requester" and "requester" in spec.who,
        "is_requester": submission.requester_id == request.user.pk,
        "of_requester": _of_requester(seat, policy),
        "back": reverse("queue"),
    }


def _wording(submission: Submission, policy: Policy) -> OnThePage | None:
    """The wording for the page, for whoever gives its address: now is when the page is made."""
    found = on_the_page(policy, submission.answers, school=str(submission.place or ""), district=submission.district.name)
    return replace(found, live="") if found else None


def _seat(request: SignedIn, pk: int) -> Seat:
    try:
        return selectors.seat_of(request.standing, pk)
    except Seat.DoesNotExist:
        raise Http404 from None


@require_safe
def letter(request: SignedIn, pk: int) -> HttpResponse:
    """The written decision, as it was given; made to be printed."""
    try:
        submission = seen_by(request.standing, pk)
    except Submission.DoesNotExist:
        raise Http404 from None
    letters = selectors.letters_of(submission)
    if not letters:
        raise Http404
    zone = submission.district.time_zone
    shown = [(row, wording.moment(row.given_at, zone, today=request.standing.on)) for row in letters]
    return render(request, "reviews/letter.html", {"submission": submission, "letters": shown})


def _of_requester(seat: Seat, policy: Policy) -> str:
    """What is asked of somebody at a step of their own submission, where the document says nothing."""
    if seat.step.kind != Step.Kind.PROVIDE:
        return "It waits for you."
    approved = "It is approved. " if policy.intake.mode == "approve" else ""
    return f"{approved}Create the site now, then paste its address here."
