"""Which rooms have a part of a site's public record. A room that is to have one too adds its line to ROOMS."""

from collections.abc import Callable

from concerns.selectors import record_parts as ordered
from monitoring.selectors import record_parts as looked_after
from records.bundles import Item, Part
from registry.models import Site
from registry.selectors import record_parts as registered
from requests.selectors import record_parts as asked_for
from reviews.selectors import record_parts as decided

ROOMS: tuple[Callable[[Site], list[Part]], ...] = (registered, asked_for, decided, looked_after, ordered)


def parts_of(site: Site) -> list[Part]:
    """Every part, in the order of the bundle. Their items are read when they are asked for."""
    return [part for room in ROOMS for part in room(site)]


def part_named(site: Site, key: str) -> Part | None:
    """One of them by its key."""
    return next((part for part in parts_of(site) if part.key == key), None)


def in_words(part: Part, item: Item) -> tuple[str, str]:
    """An item for a list: its first cell, and the others under the names of their columns."""
    named = zip(part.columns[1:], item.cells[1:], strict=True)
    return item.cells[0], ". ".join(f"{column}: {cell}" for column, cell in named if cell)
