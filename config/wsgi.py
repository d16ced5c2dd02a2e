"""The door for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .loopback import Application, loopback_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def door() -> Application:
    """The application; the demo's opens on this computer only, and not at all where it would not be at home."""
    application = get_wsgi_application()
    if not settings.DEMO:
        return application
    from .checks import the_demo_stays_at_home

    if problems := the_demo_stays_at_home():
        raise SystemExit("\n".join(map(str, problems)))
    return loopback_only(application)


application = door()
