"""What time does in this room, on a school morning: the roof has monitoring's sweep call it."""

from monitoring.sweep.morning import Morning

from . import complaints, lost, orders
from .calendars import count_anew

__all__ = ["collect", "count_anew"]


def collect(morning: Morning) -> int:
    """Do what is due this morning and put what waits into the baskets; how many things were put there."""
    return complaints.collect(morning) + orders.collect(morning) + lost.collect(morning)
