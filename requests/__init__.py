"""The room of submissions: who asks for what, and why?

This folder is called `requests` because the product is about requests. It therefore hides PyPI's HTTP library of that
name; see docs/adr/0001-the-name-requests.md. A library that wanted the other one gets a sentence instead of a riddle.
"""

from typing import NoReturn


def __getattr__(name: str) -> NoReturn:
    """Explain the name to a library that came for the HTTP client."""
    raise AttributeError(
        f"'requests.{name}' does not exist: in Rollcall, `requests` is the application of submissions, "
        "not PyPI's HTTP library (docs/adr/0001-the-name-requests.md). Use urllib or httpx."
    )
