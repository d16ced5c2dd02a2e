"""Complaints for those who receive them: the list, one complaint, what is done about it, and a question to an employee."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused
from accounts.selectors import Cursor

from .. import selectors
from ..forms import AnswerForm, AskForm, AttachForm, BringInForm, ConcludeForm, MessageForm, ReceiverNoteForm, TakeOverForm
from ..models import Complaint, Question
from ..services import complaints as services


class Deed(NamedTuple):
    """One deed: its title, its form, what it does, its button, its effects, and what is said afterwards."""

    title: str
    form: type[forms.Form]
    do: Callable[..., Any]
    submit: str
    effects: tuple[str, ...]
    said: str


def _text(service: Callable[..., Any], name: str = "text") -> Callable[..., Any]:
    return lambda form, **given: service(**{name: form.cleaned_data["text"]}, **given)


RECEIPT = "Whoever complained reads it with their receipt. No mail is sent to them."
DEEDS = {
    "acknowledge": Deed(
        "Acknowledge it", MessageForm, _text(services.acknowledge, "message"), "Acknowledge",
        (RECEIPT, "Its clock stops. It stays open until somebody concludes it."), "Acknowledged.",
    ),
    "take-over": Deed(
        "Take it over", TakeOverForm, lambda _form, **given: services.take_over(**given), "Take it over",
        ("You receive it in the place of somebody who has left.", "It is no longer shown as left behind."), "It is yours.",
    ),
    "message": Deed(
        "Write to whoever complained", MessageForm, _text(services.write_message), "Write it", (RECEIPT,), "Written.",
    ),
    "note": Deed("Write a note", ReceiverNoteForm, _text(services.write_note), "Write it", (), "Written."),
    "ask": Deed(
        "Ask an employee", AskForm,
        lambda form, **given: services.ask_question(person=form.person, text=form.cleaned_data["text"], **given), "Ask",
        ("They are told at once that you ask, and read the question here.", "You are told when they answer."), "They are asked.",
    ),
    "site": Deed(
        "Say which site it is about", AttachForm, lambda form, **given: services.attach_site(site=form.found, **given), "Save",
        ("Those whom the policy names for that site receive it, and are told at once.",
         "Those who look after the page read it no more, and are not told.",
         "Nobody can take this back."), "It is said which site this is about.",
    ),
    "bring-in": Deed(
        "Bring somebody in", BringInForm,
        lambda form, **given: services.bring_in(role=form.cleaned_data["role"], **given), "Bring them in", (), "They are told.",
    ),
    "conclude": Deed(
        "Conclude it", ConcludeForm, lambda form, **given: services.conclude(**form.cleaned_data, **given), "Conclude",
        ("Nobody can change it afterwards.", RECEIPT), "Concluded.",
    ),
}  # fmt: skip


@require_safe
def complaints(request: SignedIn) -> HttpResponse:
    """The complaints I receive: what they are about and how late, never what was written."""
    concluded = request.GET.get("show") == selectors.DONE
    page = selectors.complaints_page(request.standing, concluded=concluded, cursor=Cursor.read(request.GET))
    views = [
        {"label": label, "url": f"{reverse('complaints')}{query}", "current": concluded is bool(query), "count": None}
        for label, query in (("Open", ""), ("Concluded", f"?show={selectors.DONE}"))
    ]
    kept = {"show": selectors.DONE} if concluded else {}
    district = request.user.district
    context = {
        "lines": page.lines,
        "page": page.links("complaint", "complaints", **kept),
        "views": views,
        "concluded": concluded,
        "report_url": reverse("report", args=[selectors.address_of_district(district)]) if district else "",
    }
    return render(request, "concerns/complaints.html", context)


@require_safe
def complaint(request: SignedIn, pk: int) -> HttpResponse:
    """One complaint, for somebody who receives it."""
    found = _complaint(request, pk)
    panel = selectors.complaint_panel(found, request.standing)
    return render(request, "concerns/complaint.html", {"complaint": found, "panel": panel})


@require_POST
def complaint_contact(request: SignedIn, pk: int) -> HttpResponse:
    """Show who complained and how to reach them; it stands in the trail that I had it shown."""
    found = _complaint(request, pk)
    try:
        services.unlock_contact(complaint=found, by=request.user, at=request.at)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("complaint", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_deed(request: SignedIn, pk: int, deed: str) -> HttpResponse:
    """Do something about it: first what happens then, after it who was told."""
    found, doing = _complaint(request, pk), DEEDS.get(deed)
    if doing is None:
        raise Http404
    form: Any = doing.form(request.POST if request.method == "POST" else None, complaint=found)  # type: ignore[call-arg]
    if form.is_valid():
        try:
            doing.do(form, complaint=found, by=request.user, at=request.at)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, doing.said)
            still = deed != "site" or selectors.received_by(request.standing).filter(pk=pk).exists()
            return redirect("complaint", pk=pk) if still else redirect("complaints")
    back = reverse("complaint", args=[pk])
    title = selectors.complaint_title(found)
    context = {"complaint": found, "form": form, "doing": doing, "back": back, "title": title}
    return render(request, "concerns/complaint_deed.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedIn, pk: int) -> HttpResponse:
    """A question to me about a site; I read neither the complaint nor who sent it."""
    try:
        asked = selectors.question_seen_by(request.standing, pk)
    except Question.DoesNotExist:
        raise Http404 from None
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.answer_question(question=asked, text=form.cleaned_data["text"], by=request.user, at=request.at)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Answered. {asked.asked_name} is told.")
            return redirect("question", pk=pk)
    return render(request, "concerns/question.html", {"asked": asked, "form": form}, status=422 if form.errors else 200)


def _complaint(request: SignedIn, pk: int) -> Complaint:
    try:
        return selectors.complaint_seen_by(request.standing, pk)
    except Complaint.DoesNotExist:
        raise Http404 from None
