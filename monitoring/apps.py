"""The room monitoring: is each site looked after?"""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Registers the room with Django."""

    name = "monitoring"
