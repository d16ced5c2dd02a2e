"""The register as a list, and as a file."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import SignedIn
from accounts.selectors import chips, places_of

from .. import selectors
from ..forms import FilterForm
from ..selectors import NEEDS_OWNER, STATUSES, Asked, Found

SAID = {"late": "Late", "mine": "I answer for", "off_default": "Visibility off the default", "few_admins": "Few administrators"}
PURPOSE = "Every site of the district: where it is and who answers for it."


@dataclass(frozen=True)
class View:
    """One ready-made way to look at the register; counting each would cost more than the page."""

    label: str
    url: str
    current: bool
    count: None = None


@require_safe
def sites(request: SignedIn) -> HttpResponse:
    """The directory of the district's sites for everybody; checks, lateness and more filters for those who read them."""
    form, asked = _asked(request)
    mark = {side: request.GET.get(side, "") for side in ("after", "before")}
    found = selectors.register_page(request.standing, asked, **mark)
    context = {
        "form": form,
        "found": found,
        "title": "Registry" if found.wide else "Sites",
        "purpose": f"{PURPOSE} {_counted(found, asked)}",
        "views": _views(asked, wide=found.wide, audits=selectors.audits(request.standing)),
        "chips": chips(
            asked.params(), said=lambda key, value: _said(form, key, value), url=lambda rest: _url("sites", Asked(**rest))
        ),
        "page": _pages(found, asked),
        "csv_url": _url("sites-csv", asked) if selectors.may_export(request.standing) else "",
        "action": reverse("sites"),
    }
    return render(request, "registry/sites.html", context)


@require_safe
def sites_csv(request: SignedIn) -> HttpResponseBase:
    """What is filtered, as a file, for those who audit the register or read everything of a school."""
    if not selectors.may_export(request.standing):
        raise Http404
    _form, asked = _asked(request)
    name = f"sites-{request.standing.on:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        selectors.export(request.standing, asked),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _asked(request: SignedIn) -> tuple[FilterForm, Asked]:
    district_id = request.user.district_id
    schools = places_of(district_id) if district_id else []
    form = FilterForm(request.GET, schools=schools)
    return form, form.asked()


def _counted(found: Found, asked: Asked) -> str:
    if found.common:
        return f"{found.counted} fit, the longest registered first: add a word or a filter to see fewer."
    fits = "fits" if found.count == 1 else "fit"
    return f"{found.counted} {fits}." if asked.params() else f"{found.counted}."


def _url(name: str, asked: Asked, **more: Any) -> str:
    query = urlencode({**asked.params(), **{key: value for key, value in more.items() if value}})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _pages(found: Found, asked: Asked) -> dict[str, str]:
    return {
        "previous_url": _url("sites", asked, before=found.before) if found.before else "",
        "next_url": _url("sites", asked, after=found.after) if found.after else "",
        "words": found.counted,
    }


def _views(asked: Asked, *, wide: bool, audits: bool) -> list[View]:
    ready = {"All": Asked(), "I answer for": Asked(mine=True)}
    if wide:
        ready |= {"Late": Asked(late=True), STATUSES[NEEDS_OWNER]: Asked(status=NEEDS_OWNER)}
        ready |= {STATUSES[status]: Asked(status=status) for status in ("suspended", "closed", "shut_down")}
    if audits:
        ready |= {SAID["off_default"]: Asked(off_default=True), SAID["few_admins"]: Asked(few_admins=True)}
    return [View(label, _url("sites", view), view == asked) for label, view in ready.items()]


def _said(form: FilterForm, key: str, value: str) -> str:
    if key in SAID:
        return SAID[key]
    choices = {str(choice): str(label) for choice, label in getattr(form.fields[key], "choices", ())}
    return choices.get(value) or f"“{value}”"
