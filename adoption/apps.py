"""The room adoption: what would happen if this district adopted this policy?"""

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """Registers the room with Django."""

    name = "adoption"
