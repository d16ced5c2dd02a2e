"""The public record of a site: what there is, what is withheld of it and why, and copies to take out."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedIn, whole_number
from accounts.rules import Refused, allows
from records.bundles import Guarded, Item, Part
from registry import access, selectors, services
from registry.models import Site

from .forms import RulingForm
from .gathering import in_words, part_named, parts_of
from .writing import Cover, write

PAGE = 50  # rows of a part on one page
WAITS = "Withheld until somebody decides"


@require_safe
def record(request: SignedIn, pk: int) -> HttpResponse:
    """Which parts there are, what was decided about single items, and the copies that were made."""
    site = _site(request, pk)
    decided = selectors.decided(site)
    titles = {part.key: part.title for part in parts_of(site)}
    context = {
        "site": site,
        "is_public": selectors.is_public(site),
        "parts": [(title, reverse("site-record-part", args=[pk, key])) for key, title in titles.items()],
        "decisions": [
            (titles.get(part, part), *selectors.ruling_line(row, site), reverse("site-record-item", args=[pk, part, ref]))
            for (part, ref), row in decided.items()
            if part in titles
        ],
        "bundles": selectors.bundles_of(site, request.standing.on),
        "may_take_whole": allows(access.may_take_whole_record, request.standing, site),
        "may_decide": allows(access.may_decide_record, request.standing, site),
        "back": reverse("site", args=[pk]),
    }
    return render(request, "config/record.html", context)


@require_POST
def take(request: SignedIn, pk: int) -> HttpResponseBase:
    """A copy, as a file. The full one only for who may decide what is withheld."""
    site = _site(request, pk)
    whole = request.POST.get("copy") == "full"
    if whole and not allows(access.may_take_whole_record, request.standing, site):
        raise Http404
    cover = Cover(selectors.next_number(site), site, whole, request.user.name, request.at)
    written = write(cover, parts_of(site), selectors.decided(site))
    try:
        services.take_out(
            site=site,
            number=cover.number,
            whole=whole,
            items=written.items,
            withheld=written.withheld,
            sha256=written.sha256,
            by=request.user,
            at=request.at,
        )
    except Refused as refused:
        written.file.close()
        messages.error(request, refused.sentence)
        return redirect("site-record", pk=pk)
    return FileResponse(written.file, as_attachment=True, filename=f"{cover.name}.zip", content_type="application/zip")


@require_safe
def record_part(request: SignedIn, pk: int, part: str) -> HttpResponse:
    """The items of one part, fifty rows at a time, and what was decided about each."""
    site, found = _part(request, pk, part)
    at = whole_number(request.GET.get("page", "")) or 1
    at = at if at < 1_000_000 else 1
    items = found.page((at - 1) * PAGE, PAGE)
    more = bool(found.page(at * PAGE, 1))
    decided = selectors.decided(site)
    context = {
        "site": site,
        "part": found,
        "lines": [
            (
                *in_words(found, item),
                *_state(item, decided.get((part, item.ref))),
                reverse("site-record-item", args=[pk, part, item.ref]),
            )
            for item in items
        ],
        "may_decide": allows(access.may_decide_record, request.standing, site),
        "page": {"previous_url": f"?page={at - 1}" if at > 1 else "", "next_url": f"?page={at + 1}" if more else ""},
        "back": reverse("site-record", args=[pk]),
    }
    return render(request, "config/record_part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_item(request: SignedIn, pk: int, part: str, ref: str) -> HttpResponse:
    """One item with everything decided about it, and the form that decides again."""
    site, found = _part(request, pk, part)
    item = found.find(ref)
    if item is None or not allows(access.may_decide_record, request.standing, site):
        raise Http404
    form = RulingForm(request.POST if request.method == "POST" else None, reasons=selectors.reasons_offered(site))
    title = f"{found.title}, {item.cells[0]}" if part == "entry" else f"{found.title}, item {ref.replace(':', ' ')}"
    if form.is_valid():
        try:
            row = services.decide_exemption(
                site=site, part=part, ref=ref, title=title, by=request.user, at=request.at, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{row.get_verdict_display()} in every public copy from now on. Nobody gets a mail.")
            return redirect("site-record-part", pk=pk, part=part)
    decisions = selectors.decisions_about(site, part, ref)
    context: dict[str, Any] = {
        "site": site,
        "form": form,
        "title": found.title,
        "is_public": selectors.is_public(site),
        "facts": [(column, cell) for column, cell in zip(found.columns, item.cells, strict=True) if cell],
        "state": _state(item, decisions[-1] if decisions else None)[1],
        "decisions": [selectors.ruling_line(row, site) for row in decisions],
        "back": reverse("site-record-part", args=[pk, part]),
    }
    return render(request, "config/record_item.html", context, status=422 if form.errors else 200)


def _state(item: Item, ruling: Any) -> tuple[str, str]:
    """Whether the public copy has an item, with the tone of it."""
    if ruling is not None:
        return ("due" if selectors.is_withheld(ruling) else "done"), ruling.get_verdict_display()
    guarded = any(cell and isinstance(cell, Guarded) for cell in item.cells)
    return ("due", WAITS) if guarded else ("", "")


def _site(request: SignedIn, pk: int) -> Site:
    """A site whose record this person may take out; for everybody else there is none."""
    try:
        site = selectors.site_seen_by(request.standing, pk)
        access.may_take_record(request.standing, site)
    except (Site.DoesNotExist, Refused):
        raise Http404 from None
    return site


def _part(request: SignedIn, pk: int, key: str) -> tuple[Site, Part]:
    site = _site(request, pk)
    part = part_named(site, key)
    if part is None:
        raise Http404
    return site, part
