"""The screens of the mail: my own, and the district's for whoever audits it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedIn
from accounts.models import District, Person
from accounts.rules import Refused, allows
from accounts.selectors import Cursor
from monitoring import rules, services
from monitoring.forms import MailLimitForm, MorningWordsForm
from monitoring.selectors import mail
from monitoring.selectors.switches import switches
from monitoring.selectors.words import preview, words_of
from records.letters import paragraphs_of
from records.mails import kind_of
from records.models import Message
from records.outbox import limit_of
from records.tokens import read_way_out


@require_safe
def my_mail(request: SignedIn) -> HttpResponse:
    """Every mail that was written to me, and what became of it."""
    page = mail.my_mail(request.standing, Cursor.read(request.GET))
    return render(request, "monitoring/my_mail.html", {"lines": page.lines, "page": page.links("mail", "mails")})


@require_safe
def mail_read(request: SignedIn, pk: int) -> HttpResponse:
    """One mail that was written to me, as text."""
    try:
        found = mail.my_letter(request.standing, pk)
    except Message.DoesNotExist:
        raise Http404 from None
    return render(request, "monitoring/mail_read.html", {"mail": found, "paragraphs": paragraphs_of(found.text)})


@require_http_methods(["GET", "HEAD", "POST"])
def mail_kinds(request: SignedIn) -> HttpResponse:
    """What I get and why; what the policy lets me switch off, I switch off here."""
    if request.method == "POST":
        kind, off = request.POST.get("kind", ""), request.POST.get("off") == "1"
        try:
            services.switch_mail(person=request.user, kind=kind, off=off, at=request.at)
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, f"Switched {'off' if off else 'on again'}: {kind_of(kind).label}.")
        return redirect("mail-kinds")
    return render(request, "monitoring/mail_kinds.html", {"switches": switches(request.standing)})


@login_not_required
@csrf_exempt  # RFC 8058: the mail program posts, with neither cookie nor page; the signed token is all there is
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_off(request: SignedIn, token: str) -> HttpResponse:
    """One kind of mail switched off from the mail itself. Opening the page changes nothing."""
    person_id, kind = read_way_out(token) or (0, "")
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise Http404
    context = {"person": person, "label": kind_of(kind).label, "done": False, "refused": ""}
    if request.method == "POST":
        try:
            services.switch_mail(person=person, kind=kind, off=True, at=request.at, by_mail_link=True)
            context["done"] = True
        except Refused as refused:
            context["refused"] = refused.sentence
    response = render(request, "monitoring/mail_off.html", context)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex, nofollow, noarchive"
    return response


@require_safe
def district_mail(request: SignedIn) -> HttpResponse:
    """Every mail of the district: to whom, when, what became of it, and what to do where it did not go out."""
    district = _audited(request)
    state = request.GET.get("state", "")
    page = mail.district_mail(request.standing, Cursor.read(request.GET), state=state)
    views = [
        {"label": label, "url": f"?state={key}" if key else "?", "current": key == state, "count": None}
        for key, label in mail.VIEWS.items()
    ]
    context = {
        "lines": page.lines,
        "page": page.links("mail", "mails", state=state),
        "views": views,
        "test": mail.last_test(request.standing),
        "limit": limit_of(district.pk),
    }
    return render(request, "monitoring/district_mail.html", context)


@require_POST
def mail_test(request: SignedIn) -> HttpResponse:
    """Send a mail to oneself; the page says afterwards whether it left."""
    _audited(request)
    try:
        services.send_test_mail(by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(
            request, f"A test mail to {request.user.email} is on its way. Reload this page to see whether it was sent."
        )
    return redirect("district-mail")


@require_http_methods(["GET", "HEAD", "POST"])
def mail_limit(request: SignedIn) -> HttpResponse:
    """How many mails a day are enough for one person."""
    district = _audited(request)
    form = MailLimitForm(request.POST if request.method == "POST" else None, initial={"a_day": limit_of(district.pk)})
    if form.is_valid():
        try:
            services.set_mail_limit(district=district, a_day=form.cleaned_data["a_day"], by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Saved: {form.cleaned_data['a_day']} a day for each person.")
            return redirect("district-mail")
    return render(request, "monitoring/mail_limit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_words(request: SignedIn) -> HttpResponse:
    """The district's own words in the letter of a school morning, looked at before they are kept."""
    district = _audited(request)
    greeting, closing = words_of(district.pk)
    form = MorningWordsForm(
        request.POST if request.method == "POST" else None, initial={"greeting": greeting, "closing": closing}
    )
    shown = (greeting, closing)
    if form.is_valid():
        shown = (form.cleaned_data["greeting"], form.cleaned_data["closing"])
        if "look" not in request.POST:
            services.word_letter(district=district, greeting=shown[0], closing=shown[1], by=request.user, at=request.at)
            messages.success(request, "Saved. The letters of the next school morning say so.")
            return redirect("district-mail")
    letter = preview(district, request.user, *shown, today=request.standing.on)
    context = {"form": form, "letter": letter, "paragraphs": paragraphs_of(letter.text)}
    return render(request, "monitoring/mail_words.html", context, status=422 if form.errors else 200)


def _audited(request: SignedIn) -> District:
    """The district whose mail this person may look at; otherwise there is no such page."""
    district = request.user.district
    if district is None or not allows(rules.may_read_district_mail, request.standing):
        raise Http404
    return district
