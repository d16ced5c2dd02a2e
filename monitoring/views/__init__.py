"""The screens of looking after a site: my check-ins, answering one, letting duties rest."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.wording import full_day
from monitoring import rules, selectors, services, states
from monitoring.forms import (
    CheckInForm,
    ConfirmForm,
    HelpForm,
    LastPostForm,
    PauseForm,
    PostsForm,
    RenewalForm,
    ResumeForm,
    RhythmForm,
)
from monitoring.models import CheckIn, Confirmation
from monitoring.wording import names
from policies.upkeep import INACTIVITY, POSTING, RENEWAL
from registry.models import Site
from registry.selectors import may_read_all_of, site_seen_by
from registry.states import ACTIVE
from requests.rules import may_change
from requests.sessions import begin

LONGEST_ECHO = 1_000  # characters of a note that came too late and is shown back


@require_safe
def check_ins(request: SignedIn) -> HttpResponse:
    """What I owe, late first."""
    found = selectors.my_check_ins(request.standing, after=_after(request))
    shown = found[: selectors.PAGE]
    last = shown[-1] if len(found) > selectors.PAGE else None
    page = {"next_url": f"?after={last.due_on.isoformat()}.{last.pk}" if last else "", "previous_url": ""}
    lines = selectors.lines(shown, request.standing)
    purpose = selectors.owed_in_words(request.waiting.check_ins, request.waiting.late)
    context = {"lines": lines, "page": page, "purpose": purpose, "calls": selectors.calls_waiting_for(request.standing)}
    return render(request, "monitoring/check_ins.html", context)


def _after(request: HttpRequest) -> tuple[date, int] | None:
    """Where a page begins; what makes no sense begins at the first."""
    day, _dot, pk = request.GET.get("after", "").partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: SignedIn, pk: int) -> HttpResponse:
    """One check-in: open the site, say what was found, save. Closed, it says what was answered and what is next."""
    found = _check_in(request, pk)
    if found.state != states.OPEN or rules.acting(request.standing, found) is None:
        return _closed(request, found)
    helping = selectors.who_helps(found, besides=request.user, on=request.standing.on)
    helper_name = names([holder.person.name for holder in helping], nobody="")
    form = _form(request, found, helper_name)
    if form.is_valid():
        return _answer(request, found, form)
    context = {"form": form, **selectors.question(found, request.standing)}
    return render(request, "monitoring/check_in.html", context, status=422 if form.errors else 200)


def _check_in(request: SignedIn, pk: int) -> CheckIn:
    try:
        return selectors.check_in_seen_by(request.standing, pk)
    except CheckIn.DoesNotExist:
        raise Http404 from None


def _form(request: SignedIn, found: CheckIn, helper_name: str) -> forms.Form:
    """What the duty asks: what was found, or what keeps the register true."""
    typed = request.POST if request.method == "POST" else None
    if found.duty.key == RENEWAL:
        return RenewalForm(typed, helper_name=helper_name)
    if found.duty.key == POSTING:
        return PostsForm(typed)
    if found.duty.key == INACTIVITY:
        return LastPostForm(typed, closes=selectors.inactive_since(found.site, request.standing.on)[1])
    return CheckInForm(typed, helper_name=helper_name)


DEEDS: dict[str, Callable[..., CheckIn]] = {
    RENEWAL: services.renew,
    POSTING: services.report_posts,
    INACTIVITY: lambda **given: services.report_last_post(**{"keep": False, **given}),
}


def _answer(request: SignedIn, found: CheckIn, form: forms.Form) -> HttpResponse:
    deed = DEEDS.get(found.duty.key, services.answer_check_in)
    try:
        deed(check_in=found, by=request.user, at=request.at, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, refused.sentence)
        _echo(request, str(form.cleaned_data.get("note", "")))
    return redirect("check-in", pk=found.pk)


def _echo(request: SignedIn, typed: str) -> None:
    """What somebody wrote and nobody stored, shown back: it is not to be typed again where it is needed elsewhere."""
    if wrote := typed.strip()[:LONGEST_ECHO]:
        messages.info(request, f"You wrote: “{wrote}”")


def _closed(request: SignedIn, found: CheckIn) -> HttpResponse:
    """What became of it; a form sent too late leads here and is told so, unless it was my own answer sent twice."""
    if request.method == "POST":
        if found.answered_by_id != request.user.pk:
            messages.error(request, selectors.why_closed(found, today=request.standing.on))
            _echo(request, request.POST.get("note", ""))
        return redirect("check-in", pk=found.pk)
    return render(request, "monitoring/check_in_closed.html", selectors.outcome(found, request.standing))


@require_http_methods(["GET", "HEAD", "POST"])
def help_close(request: SignedIn, pk: int) -> HttpResponse:
    """A call for help that waits for me: what was found, and what was done about it."""
    try:
        found = selectors.call_seen_by(request.standing, pk)
    except CheckIn.DoesNotExist:
        raise Http404 from None
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.close_help(check_in=found, note=form.cleaned_data["note"], by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Closed: the call for help about {found.site}.")
            return redirect("check-ins")
    context = {"form": form, "check_in": found, "site": found.site, "guidance": selectors.guidance(found.site)}
    return render(request, "monitoring/help_close.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: SignedIn, pk: int) -> HttpResponse:
    """Whether a site is still right under another version: why it is asked, by when, and the answer."""
    try:
        found = selectors.confirmation_seen_by(request.standing, pk)
    except Confirmation.DoesNotExist:
        raise Http404 from None
    is_mine = found.state == states.OPEN and rules.confirming(request.standing, found) is not None
    form = ConfirmForm(request.POST if request.method == "POST" and is_mine else None)
    if request.method == "POST" and not is_mine:
        messages.error(request, "This is not yours to answer, or it is answered already.")
        _echo(request, request.POST.get("note", ""))
        return redirect("confirmation", pk=pk)
    if form.is_valid():
        try:
            services.confirm(confirmation=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Saved: {states.CONFIRMATIONS[form.cleaned_data['outcome']].lower()}.")
            return redirect(_after_confirming(request, found, **form.cleaned_data))
    context = {
        "confirmation": found, "site": found.site, "form": form, "is_mine": is_mine,
        "due": full_day(found.due_on), "answer": states.CONFIRMATIONS.get(found.outcome, states.LABELS[found.state]),
    }  # fmt: skip
    return render(request, "monitoring/confirmation.html", context, status=422 if form.errors else 200)


def _after_confirming(request: SignedIn, confirmation: Confirmation, *, outcome: str, note: str) -> str:
    """Where the answer leads: what needs a change goes on to the form that asks for it, with what was just written."""
    site = confirmation.site
    if outcome == states.CHANGE and allows(may_change, request.standing, site):
        messages.info(request, "Say here what should be different.")
        begin(request.session, site.pk, note)
        return reverse("site-change", args=[site.pk])
    return reverse("site", args=[site.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Record a look that nobody asked for, with the list of what to look at."""
    try:
        site = site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    spec = selectors.unasked_duty(site, key)
    if spec is None or site.status != ACTIVE or rules.looking(request.standing, site, spec.who) is None:
        raise Http404
    form = CheckInForm(request.POST if request.method == "POST" else None, helper_name="The supervisor")
    if form.is_valid():
        try:
            services.record_look(site=site, key=key, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Recorded: {spec.label} of {site}.")
            return redirect("site", pk=site.pk)
    context = {"site": site, "spec": spec, "form": form, "guidance": selectors.guidance(site)}
    return render(request, "monitoring/look.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """How often I want to be reminded of a look that the policy allows, each choice with its dates."""
    try:
        site = site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    spec = selectors.own_duty(site, key)
    if spec is None or site.status != ACTIVE or rules.looks_as(request.standing, site, spec.who) is None:
        raise Http404
    dates = {every: selectors.dates_of(every, spec, site, today=request.standing.on) for every in rules.RHYTHMS}
    form = RhythmForm(request.POST if request.method == "POST" else None, dates=dates, initial=selectors.rhythm_of(site, key))
    if form.is_valid():
        try:
            services.set_rhythm(site=site, key=key, every=form.cleaned_data["every"], by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Saved: {spec.label} of {site}. Nobody else is told.")
            return redirect("site", pk=site.pk)
    context = {"site": site, "spec": spec, "form": form}
    return render(request, "monitoring/rhythm.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: SignedIn, pk: int) -> HttpResponse:
    """Let the duties of a site rest, with a reason."""
    site = _site(request, pk)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not form.shows_dates_first(request.standing.on):
        try:
            services.pause(
                site=site, reason=form.cleaned_data["reason"], until=form.cleaned_data["until"], by=request.user, at=request.at
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"The duties of {site} rest. Nobody is reminded of them.")
            return redirect("site", pk=site.pk)
    return _rest(request, site, form, "monitoring/pause.html")


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: SignedIn, pk: int) -> HttpResponse:
    """Begin the duties of a site again."""
    site = _site(request, pk)
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.resume(site=site, by=request.user, at=request.at, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"The duties of {site} go on. The next dates count from today.")
            return redirect("site", pk=site.pk)
    return _rest(request, site, form, "monitoring/resume.html")


def _site(request: SignedIn, pk: int) -> Site:
    """A site whose duties this person may pause; otherwise there is no such page."""
    try:
        site = site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    if not may_read_all_of(request.standing, site) or not allows(rules.may_pause, request.standing, site):
        raise Http404
    return site


def _rest(request: SignedIn, site: Site, form: forms.Form, template: str) -> HttpResponse:
    today = request.standing.on
    if isinstance(form, PauseForm):
        effects = selectors.effects_of_resting(site, today=today, until=form.seen_until())
    else:
        effects = selectors.effects_of_resuming(site, today=today)
    context = {"site": site, "form": form, "back_url": reverse("site", args=[site.pk]), "effects": effects}
    return render(request, template, context, status=422 if form.errors else 200)
