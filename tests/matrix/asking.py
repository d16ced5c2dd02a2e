"""Asking the product for a page as somebody, and what came of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.test.utils import override_settings
from django.urls import reverse

PAGE, ABSENT, DOOR, METHOD = "a page", "404", "sent to sign in", "405"
FORM = "application/x-www-form-urlencoded"
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True)
class Reply:
    """What somebody got: what kind of answer, every byte of it, and the statements behind it that did more than read."""

    outcome: str
    headers: Mapping[str, str]
    body: bytes
    written: tuple[str, ...]


class Browser(RequestFactory):
    """The whole product behind one request, middleware included, without the test client's copy of every context.

    A request brings somebody's session and nothing else, and what it does is undone before the next one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **environ: Any) -> Any:
        return self.handler(self._base_environ(**environ))

    def ask(self, method: str, path: str, *, session: str, sends: Mapping[str, str]) -> Reply:
        """One request as the owner of a session, or as nobody; the answer read to its end."""
        self.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session} if session else {})
        with watched() as written, undone():
            response = self.generic(method, path, urlencode(sends) if method == "POST" else "", FORM)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        return Reply(outcome_of(response), dict(response.headers), body, tuple(written))


def outcome_of(response: Any) -> str:
    """A page of any kind (shown, moved on to, or a form with what is wrong in it), or one of the ways to be turned away."""
    status = response.status_code
    if status == 302 and response["Location"].startswith(f"{reverse('sign-in')}?next="):
        return DOOR
    return PAGE if status in (200, 302, 422) else str(status)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Every statement that does anything but read, in full: none is asked for by the name it was given on PostgreSQL."""
    written: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(READING):
            written.append(sql[:60])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), override_settings(DATABASE_PREPARES=False):
        yield written


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
