"""The invented district that is put under stress; run as a process of its own over the database it is told.

python -m tests.chaos.world SITES WAITING    so many sites with a weekly check from Tuesday on, so many forms at the principal
"""

import sys

import django


def fill(sites: int, waiting: int) -> None:
    """The cast, its sites, and submissions that wait for the principal."""
    from tests.cast import build
    from tests.monitoring.days import watched
    from tests.requests.filing import file

    cast = build()
    for number in range(sites):
        watched(cast, f"Club {number}")
    for number in range(waiting):
        file(cast, page_name=f"Page {number}", activity=f"Activity {number}")


if __name__ == "__main__":
    django.setup()
    fill(*map(int, sys.argv[1:]))
