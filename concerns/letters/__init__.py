"""The words of the letters of this room. None carries what was written about a post, a person or a complaint."""

from . import lost, orders

__all__ = ["lost", "orders"]
