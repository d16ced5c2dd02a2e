"""The page of a request that went wrong."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

AGAIN = 10  # seconds after which it is worth trying again


def trouble(_request: HttpRequest) -> HttpResponse:
    """Answer 503 where the database was away, full or locked, and 500 for every fault of our own.

    Draws neither person nor frame: they would ask the same database.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(AGAIN)})
    return HttpResponse(render_to_string("500.html"), status=500)
