"""What the page of a list is handed beside its lines: the addresses around it."""

from typing import Any

from accounts.access import SignedIn
from accounts.selectors import Cursor, Page


def cursor_of(request: SignedIn) -> Cursor:
    """Where the page begins, as its address says."""
    return Cursor(after=request.GET.get("after", ""), before=request.GET.get("before", ""))


def around(page: Page[Any], one: str, many: str, query: str = "") -> dict[str, str]:
    """The addresses of the pages before and after (`query` is kept), and how long the list is."""
    return {
        "previous_url": f"?{query}before={page.before}" if page.before else "",
        "next_url": f"?{query}after={page.after}" if page.after else "",
        "words": f"{page.total} {one if page.total == '1' else many}",
    }
