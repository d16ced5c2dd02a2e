"""The pages for people without an account, in English and Spanish: the deliberate exception to signing in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from axes.helpers import get_client_ip_address
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn, whole_number
from accounts.rules import Refused

from .. import states, wording
from ..forms import ComplaintForm, ReceiptForm, ReplyForm
from ..impersonation import steps_against
from ..models import Complaint
from ..selectors import Door, by_receipt, door_at, followed, site_meant
from ..services import complaints as services
from ..services.complaints import Filing

READ_OR_SENT = ["GET", "HEAD", "POST"]
ABOUT = {"page": states.PAGE, "not-ours": states.IMPERSONATION, "personal": states.PERSONAL}
View = Callable[..., HttpResponse]


def in_language(view: View) -> View:
    """Draw a page in the language its address names (?lang=es), else in one that the browser asks for, else in English."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("lang", "") or translation.get_language_from_request(request)
        language = wording.MARKED if asked.startswith(wording.MARKED) else "en"
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return inner


@login_not_required
@require_http_methods(READ_OR_SENT)
@in_language
def report(request: HttpRequest, address: str) -> HttpResponse:
    """The public page of a site, with the form; of a district, what one may report."""
    door = _door(request, address)
    if door.site is None:
        if request.method == "POST":
            raise Http404
        return _page(request, "report_what.html", door, door=door)
    return _filed(request, door, states.SITE)


@login_not_required
@require_http_methods(READ_OR_SENT)
@in_language
def report_about(request: HttpRequest, address: str, about: str) -> HttpResponse:
    """To a district: a page, one that claims to be official, a personal page. To whoever answers for a site: a parent's wish."""
    door = _door(request, address)
    if door.site is not None and about == "access" and door.gives_access:
        return _filed(request, door, states.ACCESS)
    if door.site is not None or about not in ABOUT:
        raise Http404
    return _filed(request, door, ABOUT[about])


@login_not_required
@require_http_methods(READ_OR_SENT)
@in_language
def follow(request: HttpRequest) -> HttpResponse:
    """What became of something, for whoever has its receipt; and something to add to it. The receipt is never in an address."""
    typed = request.POST.get("receipt") if request.method == "POST" else None
    form = ReceiptForm(request.POST if typed is not None else None)
    if not form.is_valid():
        return _page(request, "follow.html", None, form=form)
    try:
        complaint = _complaint_of(request, str(form.cleaned_data["receipt"]))
    except Refused as refusal:
        form.add_error("receipt", refusal.sentence)
        return _page(request, "follow.html", None, form=form)
    return _followed(request, complaint)


def _complaint_of(request: HttpRequest, receipt: str) -> Complaint:
    at, visitor = cast(SignedIn, request).at, get_client_ip_address(request)
    services.may_look(visitor=visitor, at=at)
    complaint = by_receipt(receipt)
    if complaint is None:
        services.count_wrong_receipt(visitor=visitor, at=at)
        raise Refused(_("There is nothing with this receipt. Compare it letter by letter."))
    return complaint


def _followed(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    at, said = cast(SignedIn, request).at, False
    reply = ReplyForm(_sent(request) if "text" in request.POST else None, at=at, typed=_only_switched(request))
    if reply.is_valid():
        try:
            said = services.add_reply(
                complaint=complaint,
                text=reply.cleaned_data["text"],
                ticket=reply.ticket,
                trap=reply.trap,
                visitor=get_client_ip_address(request),
                at=at,
            )
            reply = ReplyForm(at=at)
        except Refused as refusal:
            reply.add_error(None, refusal.sentence)
    shown = followed(complaint)
    lines = [(line, wording.public_day(on)) for line, on in shown.lines]
    receipt = request.POST["receipt"]
    return _page(
        request,
        "followed.html",
        None,
        form=reply,
        shown=shown,
        lines=lines,
        said=said,
        receipt=receipt,
        filed_on=wording.public_day(shown.filed_on),
        answer_by=wording.public_day(shown.answer_by) if shown.answer_by else "",
        ending=_(shown.ending) if shown.ending else "",
        sender=complaint.district,
    )


def _filed(request: HttpRequest, door: Door, kind: str) -> HttpResponse:
    """The form, or the receipt of what was sent with it. Sent twice, it is filed once and has one receipt."""
    at = cast(SignedIn, request).at
    form = ComplaintForm(_sent(request), door=door, kind=kind, at=at, typed=_only_switched(request))
    if form.is_valid():
        try:
            complaint, receipt = services.file_complaint(
                filing=_filing(form, door, kind),
                ticket=form.ticket,
                trap=form.trap,
                visitor=get_client_ip_address(request),
                at=at,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            claims = kind == states.IMPERSONATION or (bool(complaint.category) and complaint.category == door.claims_official)
            answer_by = wording.public_day(complaint.answer_by) if complaint.answer_by else ""
            steps = steps_against(complaint.seen_at) if claims else None
            return _page(request, "received.html", door, receipt=receipt, answer_by=answer_by, steps=steps, kind=kind)
    steps = steps_against("") if kind == states.IMPERSONATION else None
    return _page(request, "report.html", door, door=door, form=form, kind=kind, steps=steps, back=_back(door))


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent to be stored; nothing where it is only shown in the other language."""
    return request.POST if request.method == "POST" and "switch" not in request.POST else None


def _only_switched(request: HttpRequest) -> dict[str, Any] | None:
    """What stands in a form whose reader wants it in the other language."""
    return request.POST.dict() if "switch" in request.POST else None


def _filing(form: ComplaintForm, door: Door, kind: str) -> Filing:
    given = form.cleaned_data
    seen_at = given.get("seen_at", "")
    known = site_meant(door.district, seen_at) if kind == states.PAGE else None
    place = whole_number(given.get("place", ""))
    return Filing(
        district=door.district,
        version=door.version,
        kind=states.SITE if known else kind,
        site=door.site or known,
        place=next((each for each in door.places() if each.pk == place), None) if place else None,
        category=given.get("category", ""),
        text=given["text"],
        seen_at=seen_at,
        done=given.get("done", ""),
        contact_name=given["contact_name"],
        contact=given["contact"],
        language=wording.spoken(),
    )


def _back(door: Door) -> str:
    return reverse("report", args=[door.address])


def _door(request: HttpRequest, address: str) -> Door:
    door = door_at(address, at=cast(SignedIn, request).at)
    if door is None:
        raise Http404
    return door


def _page(request: HttpRequest, template: str, at: Door | None, **context: Any) -> HttpResponse:
    """A public page, with the way to itself in every language. What was sent stands on the page that answers it."""
    form = context.get("form")
    languages = [(key, label, f"?lang={key}") for key, label in wording.LANGUAGES.items()]
    own = at.address if at else ""
    frame = {
        "language": wording.spoken(),
        "languages": languages,
        "sender": at.district if at else None,
        "report_url": f"{reverse('report', args=[own])}?lang={wording.spoken()}" if own else "",
        "follow_url": f"{reverse('report-follow')}?lang={wording.spoken()}",
        "lang_query": f"?lang={wording.spoken()}",
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, f"concerns/public/{template}", {**frame, **context}, status=status)
