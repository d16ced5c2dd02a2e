"""Pages found on the public internet: the task to look, what was found, and what became of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import wording
from accounts.access import SignedIn
from accounts.models import District
from accounts.rules import Refused, allows
from accounts.selectors import trail_mark
from policies.document.orders import UnofficialSpec

from .. import rules, selectors, services, states
from ..forms import AskForm, FoundForm, SearchedForm
from ..models import FoundPage
from .paging import around, cursor_of


@require_safe
def found_pages(request: SignedIn) -> HttpResponse:
    """When to look next, and the pages that are still to be matched."""
    district, spec = _searching(request)
    settled = request.GET.get("show") == "settled"
    page = selectors.found_page_list(request.standing, cursor_of(request), settled=settled)
    task = selectors.search_task(district, spec)
    context = {
        "lines": page.lines,
        "page": around(page, "page", "pages", "show=settled&" if settled else ""),
        "settled": settled,
        "searches": [
            (wording.full_day(row.searched_on), row.by_name, row.note) for row in selectors.last_searches(request.standing)
        ],
        "is_due": task.is_due(request.standing.on),
        "next_on": wording.day(task.due_on, today=request.standing.on) if task.due_on else "",
        "days": states.FORGOTTEN_AFTER,
    }
    return render(request, "registry/found_pages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def found_search(request: SignedIn) -> HttpResponse:
    """I looked, whatever I found."""
    _searching(request)
    form = SearchedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.record_search(note=form.cleaned_data["note"], by=request.user, at=request.at)
        messages.success(request, "Recorded: somebody looked today.")
        return redirect("found-pages")
    return render(request, "registry/found_search.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def found_add(request: SignedIn) -> HttpResponse:
    """A page that was found: matched at once; what nobody knows is written down."""
    district, _spec = _searching(request)
    form = FoundForm(request.POST if request.method == "POST" else None, district_id=district.pk)
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            found = services.write_down(**form.cleaned_data, by=request.user, at=request.at)
        except Refused as refused:
            known = selectors.match(form.cleaned_data["address"], district_id=district.pk)
            if known is None:
                form.add_error("address", refused.sentence)
        else:
            messages.success(request, "Nobody knows this page. It is written down, to be worked on.")
            return redirect("found-page", pk=found.pk)
    context = {"form": form, "known": known, "days": states.FORGOTTEN_AFTER}
    return render(request, "registry/found_add.html", context, status=422 if form.errors else 200)


@require_safe
def found_page(request: SignedIn, pk: int) -> HttpResponse:
    """One found page, and what may be done about it."""
    panel = selectors.found_panel(_found(request, pk), request.standing, mark=trail_mark(request.GET))
    return render(request, "registry/found_page.html", {"panel": panel})


@require_POST
def found_link(request: SignedIn, pk: int) -> HttpResponse:
    """It was registered meanwhile."""
    return _settled(request, pk, services.link_found, "Matched with the site that is registered at its address.")


@require_POST
def found_dismiss(request: SignedIn, pk: int) -> HttpResponse:
    """It is not ours."""
    return _settled(request, pk, services.dismiss_found, "It is not one of the district.")


def _settled(request: SignedIn, pk: int, deed: Callable[..., Any], said: str) -> HttpResponse:
    found = _found(request, pk)
    try:
        deed(found=found, by=request.user, at=request.at)
        messages.success(request, said)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("found-page", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def found_ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask somebody whether it is theirs."""
    found = _found(request, pk)
    form = AskForm(request.POST if request.method == "POST" else None, district_id=found.district_id)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_about(
                found=found, person=form.person, answer_by=form.cleaned_data["answer_by"], by=request.user, at=request.at
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{form.person} is asked about it, on their home page and in their morning mail.")
            return redirect("found-page", pk=pk)
    possible = allows(rules.still_to_match, found, states.UNKNOWN)
    context = {"form": form, "found": found, "possible": possible}
    return render(request, "registry/found_ask.html", context, status=422 if form.errors else 200)


def _searching(request: SignedIn) -> tuple[District, UnofficialSpec]:
    """The district, and what its policy says of looking; for everybody who does not look there is no such page."""
    spec = selectors.unofficial_of(request.standing)
    if request.user.district is None or not allows(rules.may_search, request.standing, spec):
        raise Http404
    return request.user.district, spec


def _found(request: SignedIn, pk: int) -> FoundPage:
    try:
        return selectors.found_seen_by(request.standing, pk)
    except FoundPage.DoesNotExist:
        raise Http404 from None
