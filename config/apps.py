"""The roof: settings, URLs, the Celery application, the home page and the commands that run all of it."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the roof, so that its management commands are found."""

    name = "config"

    def ready(self) -> None:
        """Register the system checks."""
        from . import checks  # noqa: F401 -- registered by being imported
