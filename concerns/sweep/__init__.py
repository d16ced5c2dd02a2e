"""What time does in this room, on a school morning: the roof has monitoring's sweep call it."""

from collections.abc import Callable

from monitoring.sweep.morning import Morning
from records.statements import Given, Which

from . import complaints, lost, orders
from .calendars import count_anew

__all__ = ["collect", "count_anew"]
WHERE = Given("district")
WORK = Which(
    visitors=complaints.visitors,
    complaints=lambda: complaints.open_in(WHERE),
    orders=lambda: orders.open_in(WHERE),
    lost=lambda: lost.open_in(WHERE),
)


def collect(morning: Morning) -> int:
    """Do what is due this morning and put what waits into the baskets; how many things were put there."""
    found = WORK.found(district=morning.district.pk)
    if "visitors" in found:
        complaints.forget(morning)
    return sum(collect(morning) for name, collect in PARTS.items() if name in found)


PARTS: dict[str, Callable[[Morning], int]] = {"complaints": complaints.collect, "orders": orders.collect, "lost": lost.collect}
