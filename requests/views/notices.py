"""Private notices in one list, for whoever the text wants to read them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedIn
from accounts.selectors import Cursor
from policies.selectors import document_of, version_in_force

from .. import selectors


@require_safe
def private_notices(request: SignedIn) -> HttpResponse:
    """The notices of others that this person may read. For everybody whom no notice ever reaches there is no such page."""
    version = version_in_force(request.standing.district_id, request.standing.on)
    to = {role for row in document_of(version).disclosures for role in row.to} if version else set()
    if not selectors.has_notices(request.standing, to):
        raise Http404
    page = selectors.notices_page(request.standing, Cursor.read(request.GET))
    context = {"lines": page.lines, "page": page.links("notice", "notices")}
    return render(request, "requests/private_notices.html", context)
