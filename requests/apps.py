"""The room requests: who asks for what, and why?"""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Registers the room with Django."""

    name = "requests"
