"""The words of the letters of this room. None carries what was written about a post, a person or a complaint."""

from . import complaints, lost, orders

__all__ = [
    "complaints",
    "lost",
    "orders",
]
