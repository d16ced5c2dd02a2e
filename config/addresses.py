"""What may stand in an address, and where a page is: asked once, since every navigation and every row of a list asks again."""

from functools import lru_cache
from typing import Any

from django.urls import reverse

LARGEST = 2**63 - 1  # what a key can be in both databases


class Number:
    """A number in an address that a row can have; an address with a larger one is none. Django's own knows no end, and
    statements of `records.statements` hand the database what they are given."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """The number; ValueError, for Django "no such address", where no row can have it."""
        number = int(value)
        if number > LARGEST:
            raise ValueError(f"{value} is no number of a row.")
        return number

    def to_url(self, value: int) -> str:
        """As it stands in an address."""
        return str(value)


@lru_cache(maxsize=4096)
def address(name: str, *args: Any) -> str:
    """The address of a page by its name, remembered by the process. Refuses (NoReverseMatch) a name that no page has."""
    return reverse(name, args=args)
