"""Drafts of a policy: begun from a preset, a version or a file; written, checked while they are, put away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import wording
from accounts.access import SignedIn, local_day
from accounts.rules import Refused, allows

from .. import rules, selectors, services
from ..forms import BeginForm, DraftForm, UploadForm
from ..models import Draft
from ..selectors import Checked
from .trying import district_of, for_editors


@require_http_methods(["GET", "HEAD", "POST"])
def policy_drafts(request: SignedIn) -> HttpResponse:
    """What the district works on, and beginning a draft."""
    for_editors(request)
    sent = request.method == "POST"
    form = BeginForm(request.POST if sent else None, request.FILES if sent else None, standing=request.standing)
    if sent and form.is_valid():
        source = selectors.source_of(request.standing, form.cleaned_data["of"]) if form.cleaned_data["of"] else None
        draft = services.begin_draft(
            district=district_of(request), text=source.text if source else form.text,
            begun_from=source.label if source else f"the file {form.file_name}", by=request.user, at=request.at,
        )  # fmt: skip
        messages.success(request, "The draft is begun. It applies to nobody until it is adopted.")
        return redirect("policy-draft", pk=draft.pk)
    drafts = [(draft, _saved(request, draft)) for draft in selectors.drafts_of(request.standing).defer("text")[: selectors.LAST]]
    return render(request, "adoption/drafts.html", {"form": form, "drafts": drafts}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def policy_draft(request: SignedIn, pk: int) -> HttpResponse:
    """The text of a draft, with everything there is to mend; saved or only checked. What was typed is never lost."""
    draft = draft_of(request, pk)
    form = DraftForm(request.POST if request.method == "POST" else None, initial={"text": draft.text, "edition": draft.edition})
    text = form.typed if form.is_bound else draft.text
    deed = request.POST.get("deed", "")
    if form.is_bound and form.is_valid() and deed in ("save", "try"):
        try:
            services.save_draft(draft=draft, text=text, edition=form.cleaned_data["edition"], by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "Saved. It applies to nobody until it is adopted.")
            draft_url = reverse("policy-draft", args=[draft.pk])
            return redirect(f"{reverse('policy-try')}?of=draft-{draft.pk}" if deed == "try" else draft_url)
    return _page(request, draft, form, text)


def _page(request: SignedIn, draft: Draft, form: DraftForm, text: str) -> HttpResponse:
    context = {
        "draft": draft,
        "form": form,
        "upload": UploadForm(),
        "checked": _checked(request, text),
        "saved": _saved(request, draft),
        "is_open": allows(rules.is_open, draft),
        "is_typed": text != draft.text,
    }
    return render(request, "adoption/draft.html", context, status=422 if form.errors else 200)


@require_POST
def policy_draft_check(request: SignedIn, pk: int) -> HttpResponse:
    """What there is to mend in a text that is being typed. Nothing is stored."""
    draft_of(request, pk)
    return render(request, "adoption/parts/checked.html", {"checked": _checked(request, DraftForm(request.POST).typed)})


@require_POST
def policy_draft_upload(request: SignedIn, pk: int) -> HttpResponse:
    """A file in the place of a draft's text."""
    draft = draft_of(request, pk)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("policy-draft", pk=pk)
    try:
        services.save_draft(draft=draft, text=form.text, edition=draft.edition, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"The text of {form.file_name} is in its place.")
    return redirect("policy-draft", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def policy_draft_discard(request: SignedIn, pk: int) -> HttpResponse:
    """What putting a draft away does, and the deed."""
    draft = draft_of(request, pk)
    if request.method != "POST":
        return render(request, "adoption/discard.html", {"draft": draft, "is_open": allows(rules.is_open, draft)})
    try:
        services.discard_draft(draft=draft, by=request.user, at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("policy-draft", pk=pk)
    messages.success(request, "The draft is discarded.")
    return redirect("policy-drafts")


@require_safe
def policy_document(request: SignedIn) -> HttpResponse:
    """A version, draft or preset as the file it is, to keep or to edit elsewhere."""
    for_editors(request)
    source = selectors.source_of(request.standing, request.GET.get("of", selectors.IN_FORCE))
    if source is None:
        raise Http404
    response = HttpResponse(source.text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(source.name)}.toml"'
    return response


def draft_of(request: SignedIn, pk: int) -> Draft:
    """A draft of the district of whoever edits its policies; otherwise it is not there."""
    for_editors(request)
    try:
        return selectors.draft_seen_by(request.standing, pk)
    except Draft.DoesNotExist:
        raise Http404 from None


def _checked(request: SignedIn, text: str) -> Checked:
    return selectors.check(text, district_of(request), on=request.standing.on)


def _saved(request: SignedIn, draft: Draft) -> str:
    zone = district_of(request).time_zone
    on: Any = wording.day(local_day(draft.saved_at, zone), today=request.standing.on)
    return f"Saved by {draft.saved_by} {on}, {wording.clock(draft.saved_at, zone)}".rstrip(".")  # it ends a sentence
