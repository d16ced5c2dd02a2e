"""How many queries a request takes: counted once, in this process."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .ground import HOST


def count(job: dict[str, Any]) -> int:
    """Queries of a job's second request, with BEGIN and COMMIT; the first one fills what a process keeps."""
    client = Client(SERVER_NAME=HOST, HTTP_X_FORWARDED_PROTO="https")
    client.cookies[settings.SESSION_COOKIE_NAME] = job["session"]
    for path in job["paths"][:2]:
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(path, job["form"]) if job["form"] is not None else client.get(path)
        if answer.status_code != job["status"]:
            raise RuntimeError(f"{path} answered {answer.status_code}: {answer.content[:2000]!r}")
    return len(seen)
