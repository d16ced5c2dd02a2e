"""Everybody's submissions, for a principal and the technology director: what was asked for, and who has it now."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts import wording
from accounts.access import SignedIn, whole_number
from accounts.selectors import chips, places_of

from .. import selectors
from ..forms import WantedForm
from ..selectors.everybody import CAP, Wanted, everybodys_page, reads_everybody


@require_safe
def submissions_all(request: SignedIn) -> HttpResponse:
    """Every submission this person may read, newest first, with filters."""
    if not reads_everybody(request.standing):
        raise Http404
    form = WantedForm(request.GET, schools=places_of(request.standing.district_id))
    wanted = form.wanted()
    found = everybodys_page(request.standing, wanted, before=whole_number(request.GET.get("before", "")))
    counted = f"More than {CAP - 1:,} submissions" if found.count >= CAP else wording.count(found.count, "submission")
    context = {
        "form": form,
        "lines": selectors.summaries(found.rows, on=request.standing.on, reader=request.user),
        "purpose": f"Who asked for what, and who has it now. {counted}.",
        "chips": chips(wanted.params(), said=form.said, url=lambda rest: _url(Wanted(**rest))),
        "action": reverse("submissions-all"),
        "page": {"previous_url": "", "next_url": _url(wanted, before=found.next_before) if found.next_before else ""},
    }
    return render(request, "requests/submissions_all.html", context)


def _url(wanted: Wanted, **more: object) -> str:
    query = urlencode({**wanted.params(), **more})
    return f"{reverse('submissions-all')}?{query}" if query else reverse("submissions-all")
