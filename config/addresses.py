"""Where a page is, asked once: every page's navigation and every row of a list ask for the same addresses again and again."""

from functools import lru_cache
from typing import Any

from django.urls import reverse


@lru_cache(maxsize=4096)
def address(name: str, *args: Any) -> str:
    """The address of a page by its name, remembered by the process. Refuses (NoReverseMatch) a name that no page has."""
    return reverse(name, args=args)
