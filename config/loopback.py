"""Keeps the demo on the computer it runs on."""

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any

Respond = Callable[..., Any]
Application = Callable[[dict[str, Any], Respond], Iterable[bytes]]
REFUSAL = b"This is a demo: it answers only on the computer it runs on, at 127.0.0.1.\n"


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, named by address or as localhost."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def loopback_only(application: Application) -> Application:
    """The same application, refusing whoever is not on this computer and any door that is open to others."""

    def guarded(environ: dict[str, Any], start_response: Respond) -> Iterable[bytes]:
        if all(is_loopback(environ.get(part, "")) for part in ("REMOTE_ADDR", "SERVER_NAME")):
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", str(len(REFUSAL)))])
        return [REFUSAL]

    return guarded
