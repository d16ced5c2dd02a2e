"""What a list's page is handed beside its lines: the addresses around it."""

from typing import Any

from django.http import HttpRequest

from accounts.selectors import Cursor, Page


def cursor_of(request: HttpRequest) -> Cursor:
    """Where the page begins, as its address says."""
    return Cursor(after=request.GET.get("after", ""), before=request.GET.get("before", ""))


def around(request: HttpRequest, page: Page[Any], one: str, many: str) -> dict[str, str]:
    """The addresses of the pages before and after, with the filters kept, and how long the list is."""
    words = f"{page.total} {one if page.total == '1' else many}"
    return {
        "previous_url": _with(request, "before", page.before),
        "next_url": _with(request, "after", page.after),
        "words": words,
    }


def _with(request: HttpRequest, side: str, pk: str) -> str:
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query[side] = pk
    return f"?{query.urlencode()}" if pk else ""
