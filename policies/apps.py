"""The room policies: what this district demands?"""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Registers the room with Django."""

    name = "policies"
