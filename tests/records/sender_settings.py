"""The settings of a sender in a process of its own: the mail server that the test started."""

import os

from tests.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["SINK_PORT"])
EMAIL_TIMEOUT = float(os.environ["SINK_TIMEOUT"])
