"""How gunicorn serves Rollcall; it reads this file by itself. The command line and WEB_CONCURRENCY win over it."""

import os
import sys

from environ import Env
from gunicorn.arbiter import Arbiter

from config.loopback import is_loopback

wsgi_app = "config.wsgi:application"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
threads = 8
timeout = 30
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 -- a heartbeat that touches no disk


def on_starting(server: Arbiter) -> None:
    """Refuse to open the demo to others: it signs anybody in with one click."""
    hosts = [address[0] if isinstance(address, tuple) else "localhost" for address in server.address]
    if Env().bool("ROLLCALL_DEMO", default=False) and not all(map(is_loopback, hosts)):
        sys.exit("The demo refuses any address but this computer's own, 127.0.0.1. To run Rollcall for others: docs/running.md")
