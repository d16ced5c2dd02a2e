"""The room concerns: what is wrong, and what was ordered?"""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """Registers the room with Django."""

    name = "concerns"
