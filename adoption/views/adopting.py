"""What a draft would change, adopting it, retiring a version, and two policies side by side."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.wording import full_day
from policies.document import PolicyError
from policies.models import PolicyVersion
from policies.selectors import document_of, numbered, retirement_of, version_in_force
from policies.services import retire_policy

from .. import rules, selectors, services
from ..differences import count, differences
from ..forms import AdoptForm, CompareFileForm, CompareForm, RetireForm
from ..models import Draft
from ..selectors import Source
from .drafting import draft_of
from .trying import district_of, for_editors


@require_http_methods(["GET", "HEAD", "POST"])
def policy_draft_impact(request: SignedIn, pk: int) -> HttpResponse:
    """What adopting a draft would change, said before it is done; and the deed, from a day on."""
    draft = draft_of(request, pk)
    begin = {"in_force_from": request.standing.on, "edition": draft.edition}
    form = AdoptForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            version = services.adopt(draft=draft, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        except PolicyError:
            form.add_error(None, "The draft is not a whole policy document yet. What there is to mend stands on its page.")
        else:
            messages.success(request, f"{version} is adopted, in force from {full_day(version.in_force_from)}.")
            if form.cleaned_data["ask_by"]:
                return redirect("policy-campaign", number=version.number)
            return redirect("policy-version", number=version.number)
    return render(
        request, "adoption/impact.html", _impact(request, draft, form), status=422 if form.is_bound and form.errors else 200
    )


def _impact(request: SignedIn, draft: Draft, form: AdoptForm) -> dict[str, Any]:
    district, on = district_of(request), request.standing.on
    checked = selectors.check(draft.text, district, on=on)
    current = version_in_force(district.pk, on)
    known: dict[str, Any] = {"draft": draft, "form": form, "checked": checked, "current": current, "differs": 0, "sections": ()}
    known |= {"impact": None, "is_open": allows(rules.is_open, draft)}
    if checked.policy is None:
        return known
    sections = differences(document_of(current), checked.policy) if current else []
    return {
        **known,
        "sections": sections,
        "differs": count(sections),
        "impact": selectors.impact_of(district, checked.policy, on=on),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def policy_compare(request: SignedIn) -> HttpResponse:
    """Any two policies side by side: versions of my district, drafts, those that come with the product or that other districts
    published, and a file. A file is sent by POST and not stored."""
    for_editors(request)
    sent = request.method == "POST"
    asked = request.GET if "b" in request.GET and not sent else None
    form = CompareForm(asked, standing=request.standing, initial=request.GET)
    with_file = CompareFileForm(request.POST if sent else None, request.FILES if sent else None, standing=request.standing)
    context: dict[str, Any] = {"form": form, "with_file": with_file, "sections": None, "differs": 0, "unread": (), "names": ()}
    context["elsewhere"] = selectors.published_elsewhere(request.standing)
    if form.is_bound and form.is_valid():
        context |= _compared([selectors.source_of(request.standing, form.cleaned_data[side]) for side in ("a", "b")])
    if sent and with_file.is_valid():
        first = selectors.source_of(request.standing, with_file.cleaned_data["a"])
        context |= _compared([first, Source("file", f"Your file {with_file.file_name}", with_file.text)])
    return render(request, "adoption/compare.html", context, status=422 if form.errors or with_file.errors else 200)


def _compared(found: Sequence[Source | None]) -> dict[str, Any]:
    sources = [source for source in found if source is not None]
    documents, unread = [], []
    for source in sources:
        try:
            documents.append(source.policy)
        except PolicyError:
            unread.append(source.label)
    names = [source.label for source in sources]
    if unread or len(documents) < 2:
        return {"unread": unread, "names": names}
    sections = differences(*documents)
    return {"sections": sections, "differs": count(sections), "names": names}


@require_http_methods(["GET", "HEAD", "POST"])
def policy_retire(request: SignedIn, number: int) -> HttpResponse:
    """What retiring a version does, and the deed."""
    for_editors(request)
    try:
        version = numbered(district_of(request).pk, number)
    except PolicyVersion.DoesNotExist:
        raise Http404 from None
    begin = {"from_on": request.standing.on}
    form = RetireForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            retire_policy(version=version, by=services.doer(request.standing), at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{version} applies no more from {full_day(form.cleaned_data['from_on'])}.")
            return redirect("policies")
    retirement = retirement_of(version)
    retired = full_day(retirement.from_on) if retirement else ""
    context = {"version": version, "form": form, "retired": retired, "effects": EFFECTS}
    return render(request, "adoption/retire.html", context, status=422 if form.errors else 200)


EFFECTS = (
    "From that day on nobody can file a request, until another version is in force.",
    "A version that has not begun yet never does; the one before it goes on.",
    "What was submitted under it is decided under it. Its sites stay, with their duties.",
    "Nobody gets a mail. The record keeps who retired it and why.",
)
