"""The room registry: which sites exist, whose are they?"""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registers the room with Django."""

    name = "registry"
