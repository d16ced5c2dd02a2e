"""What Django checks before a command runs: that the demo stays at home, and that the name `requests` is ours.

`manage.py` runs them by itself; the web server runs the demo's when it starts (config.wsgi) and refuses visitors from
elsewhere (config.loopback), because only then is its address known.
"""

import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .loopback import is_loopback


@register
def the_demo_stays_at_home(**_: Any) -> list[CheckMessage]:
    """ROLLCALL_DEMO=1 signs anybody in with one click: no address but loopback, no database but its own file."""
    if not settings.DEMO:
        return []
    return [*_own_database(), *_own_address()]


@register
def requests_is_ours(**_: Any) -> list[CheckMessage]:
    """The folder `requests/` must be found before a library of that name (docs/adr/0001-the-name-requests.md)."""
    found = importlib.util.find_spec("requests")
    origin = Path(found.origin) if found and found.origin else None
    if origin == settings.BASE_DIR / "requests" / "__init__.py":
        return []
    return [
        Error(
            f"`import requests` finds {origin or 'nothing'}, not the application of that name.",
            hint="Start from the project's folder, with it first on sys.path (docs/adr/0001-the-name-requests.md).",
            id="rollcall.E001",
        )
    ]


def _own_database() -> list[CheckMessage]:
    name = settings.DATABASES["default"]["NAME"]
    given = os.environ.get("DATABASE_URL", "")
    if Path(name) == settings.DEMO_DATABASE and not given:
        return []
    return [
        Error(
            f"The demo refuses any database but its own file, {settings.DEMO_DATABASE.name}.",
            hint="DATABASE_URL is set: take it out of the environment, `env -u DATABASE_URL make demo`." if given else None,
            id="rollcall.E002",
        )
    ]


def _own_address() -> list[CheckMessage]:
    named = [urlsplit(settings.ROLLCALL_URL).hostname or "", *settings.ALLOWED_HOSTS, *_addresses_of(sys.argv)]
    strangers = [host for host in named if not is_loopback(host) and host != "testserver"]
    return [
        Error(
            f"The demo refuses to answer at {host}: it signs anybody in with one click.",
            hint="The demo is for this computer alone. To run Rollcall for others, see docs/running.md.",
            id="rollcall.E003",
        )
        for host in strangers
    ]


def _addresses_of(arguments: Sequence[str]) -> list[str]:
    """The host that `manage.py runserver HOST:PORT` names, where it names one."""
    if arguments[1:2] != ["runserver"]:
        return []
    places = [argument for argument in arguments[2:] if not argument.startswith("-")]
    return [place.rpartition(":")[0].strip("[]") for place in places if ":" in place]
