"""Who may do what in this room. Every rule raises Refused with a sentence the person reads."""

from . import complaints

__all__ = ["complaints"]
