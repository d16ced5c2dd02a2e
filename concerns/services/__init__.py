"""The deeds of this room. Each is one transaction, one event, and the letters that go with it."""

from . import complaints

__all__ = ["complaints"]
