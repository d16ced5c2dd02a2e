"""What the benchmark does inside the application, each part in a process of its own, in the settings of production.

python -m config.bench.parts PART [WORDS]      the last line it says is what it found out, as JSON
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"


def mark(name: str) -> str:
    """What the comment on a database says; blank where there is no such database. On the maintenance database."""
    with connection.cursor() as cursor:
        cursor.execute(COMMENT, [name])
        row = cursor.fetchone()
    return str(row[0] or "") if row else ""


def drop(name: str) -> None:
    """Drop a database, if it is there. On the maintenance database."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


def create(name: str) -> None:
    """Make an empty database. On the maintenance database."""
    drop(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)} TEMPLATE template0 ENCODING 'UTF8'")


def fill(count: str, said: str) -> None:
    """Migrate and write the data; the comment on the database says what is in it."""
    from . import contents

    call_command("migrate", interactive=False, verbosity=0)
    contents.write(int(count), at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(f"COMMENT ON DATABASE {connection.ops.quote_name(connection.settings_dict['NAME'])} IS %s", [said])


def ready(seats: str) -> dict[str, Any]:
    """Begin a run: static files as production serves them, nothing left of an earlier run, and what is asked for.

    The rows whose pages are measured, and so many open seats for the principal to approve; with signed-in sessions.
    """
    from . import contents

    call_command("collectstatic", interactive=False, verbosity=0)
    rewind()
    return {"reading": contents.targets(), "deciding": contents.prepare(int(seats), at=timezone.now())}


def queries(jobs: str) -> list[int]:
    """Queries of the second of two requests of each job."""
    from .counting import count

    return [count(job) for job in json.loads(jobs)]


def tick(hour: str, minute: str) -> dict[str, Any]:
    """One sweep at a local time of the day on which the share is due."""
    from .clock import tick_at

    return tick_at(int(hour), int(minute))


def rewind() -> None:
    """Put everything back as it was before the sweeps and decisions."""
    from . import clock, filing

    clock.rewind()
    filing.forget_prepared()


def send(mails: str, at_once: str) -> dict[str, Any]:
    """Send so many mails so many at a time."""
    from .clock import send

    return send(int(mails), int(at_once))


def taking_out() -> dict[str, Any]:
    """The register as a file, beside a plain COPY of the same rows."""
    from .taking_out import take_out

    return take_out()


PARTS: dict[str, Callable[..., Any]] = {
    part.__name__: part for part in (mark, drop, create, fill, ready, queries, tick, rewind, send, taking_out)
}

if __name__ == "__main__":
    django.setup()
    found = PARTS[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(f"{json.dumps(found)}\n")
