"""The room reviews: who said yes, no, or change it?"""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registers the room with Django."""

    name = "reviews"
