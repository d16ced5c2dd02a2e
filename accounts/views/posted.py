"""What was posted, for binding a form: also where nothing was, which is not the same as a page that is only read."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The posted fields of a POST; None of a GET, so that its form says nothing yet."""
    return request.POST if request.method == "POST" else None
