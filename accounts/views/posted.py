"""What was posted, for binding a form: also where nothing was, which is not the same as a page that is only read."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The posted fields of a POST; None of a GET, so that its form says nothing yet."""
    return request.POST if request.method == "POST" else None


def uploaded(request: HttpRequest) -> MultiValueDict[str, Any] | None:
    """The files of a POST; None of a GET: Django takes a form with no files for one that was sent without them."""
    return request.FILES if request.method == "POST" else None
