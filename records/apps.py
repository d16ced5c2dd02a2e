"""The room records: what happened, whom we told?"""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the room with Django."""

    name = "records"
