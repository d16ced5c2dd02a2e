"""Numbers in an address: those that a row can have, and no others."""

from collections.abc import Iterator

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.converters import IntConverter

from config.addresses import LARGEST


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """Every address there is, and every part that several begin with."""
    for pattern in patterns:
        yield pattern
        yield from routes(pattern.url_patterns) if isinstance(pattern, URLResolver) else ()


def test_no_address_takes_numbers_of_any_size() -> None:
    found = list(routes(get_resolver().url_patterns))
    assert len(found) > 100
    assert [
        str(each.pattern) for each in found if any(type(part) is IntConverter for part in each.pattern.converters.values())
    ] == []


def test_the_largest_number_of_a_row_has_an_address() -> None:
    assert resolve(f"/sites/{LARGEST}/").kwargs == {"pk": LARGEST}


@pytest.mark.parametrize("number", [LARGEST + 1, 10**19, "9" * 5000, "-1", "٣", "1_000"])
def test_what_no_row_can_be_numbered_by_has_none(number: int | str) -> None:
    with pytest.raises(Resolver404):
        resolve(f"/sites/{number}/")
