"""A mail server and a letter for the tests of this room."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.records.sink import Sink, sink


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[Sink]:
    """A real SMTP server, with Django's SMTP backend pointed at it."""
    with sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        settings.EMAIL_TIMEOUT = 5
        yield server
