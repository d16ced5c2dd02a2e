"""What is inside a site, for whoever reads all of it."""

from django.http import Http404

from accounts.access import SignedIn

from .. import selectors
from ..models import Site


def site_read_whole(request: SignedIn, pk: int) -> Site:
    """A site of which this person reads everything; for everybody else there is none (404)."""
    try:
        site = selectors.site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    if not selectors.may_read_all_of(request.standing, site):
        raise Http404
    return site
