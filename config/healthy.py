"""Ask a page of Rollcall whether all is well: the health checks of docker-compose.yml. Starts no Django.

    python -m config.healthy http://127.0.0.1:8000/healthz

The exit code is 0 when the page answers with 200. It is asked in the name of the first of ALLOWED_HOSTS, and as the
reverse proxy would ask.
"""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

PATIENCE = 5  # seconds


def healthy(address: str, host: str) -> bool:
    """Whether the page says so."""
    asked = Request(address, headers={"Host": host, "X-Forwarded-Proto": "https"})  # noqa: S310 -- an address of our own file
    try:
        with urlopen(asked, timeout=PATIENCE) as page:  # noqa: S310 -- as above
            return bool(page.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(not healthy(sys.argv[1], os.environ["ALLOWED_HOSTS"].split(",")[0]))
