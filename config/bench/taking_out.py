"""The register as a CSV file, measured beside a plain COPY of the same rows in the same order through psycopg2."""

import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.access import standing_of
from accounts.models import Appointment, Person
from registry.selectors import Asked
from registry.selectors.asked import sites_asked_for
from registry.selectors.export import COLUMNS

from .clock import peak
from .contents import sessions
from .ground import HOST

FILE = "/sites/sites.csv"


class Nowhere:
    """A file that keeps nothing."""

    def write(self, line: bytes) -> None:
        """Thrown away."""

    def read(self, _size: int = -1) -> bytes:
        """Nothing to say."""
        return b""


def take_out() -> dict[str, Any]:
    """Seconds of both, milliseconds to the file's first piece, its bytes, and memory before it and at its peak."""
    director = Appointment.objects.select_related("person").filter(role__key="technology_director")[0].person
    client = Client(SERVER_NAME=HOST, HTTP_X_FORWARDED_PROTO="https")
    client.cookies[settings.SESSION_COOKIE_NAME] = sessions(director)["product"]
    client.get(FILE, {"q": "nobody is called so"})  # what a process reads once
    copy, before = _copy(director), peak()
    began = time.monotonic()
    answer: Any = client.get(FILE)
    pieces = iter(answer.streaming_content)
    size = len(next(pieces))
    first = time.monotonic() - began
    size += sum(map(len, pieces))
    seconds = time.monotonic() - began
    return {"copy": copy, "seconds": seconds, "first": first * 1000, "bytes": size, "before": before, "peak": peak()}


def _copy(reader: Person) -> float:
    """What PostgreSQL and its driver take for the same rows as they are."""
    standing = standing_of(reader, at=timezone.now())
    rows = sites_asked_for(standing, Asked()).order_by("name", "id").values_list(*COLUMNS)
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        began = time.monotonic()
        cursor.copy_expert(f"COPY ({cursor.mogrify(sql, params).decode()}) TO STDOUT (FORMAT csv)", Nowhere())
        return time.monotonic() - began
