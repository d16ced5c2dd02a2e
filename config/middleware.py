"""What every request carries: a moment, and what its person holds; and what none may carry."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.access import Standing as StandingOf
from accounts.access import standing_of
from config.waiting import waiting_for

Next = Callable[[HttpRequest], HttpResponse]


class Clock:
    """Reads the clock once per request, so that everything in it happens at one moment (`request.at`)."""

    def __init__(self, get_response: Next) -> None:
        """Remember what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the moment on the request."""
        now: datetime = timezone.now()
        request.at = now  # type: ignore[attr-defined]
        return self.get_response(request)


class Standing:
    """Puts what the signed-in person holds today, and how much waits for them, on the request; read when first asked for."""

    def __init__(self, get_response: Next) -> None:
        """Remember what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach both, lazily."""

        def read() -> StandingOf:
            return standing_of(request.user, at=request.at)  # type: ignore[arg-type,attr-defined]

        request.standing = SimpleLazyObject(read)  # type: ignore[attr-defined]
        request.waiting = SimpleLazyObject(lambda: waiting_for(request.standing))  # type: ignore[attr-defined]
        return self.get_response(request)


class Sturdy:
    """Refuses NUL bytes and bytes that are not text with a 400 page, before a database meets them."""

    def __init__(self, get_response: Next) -> None:
        """Remember what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at path, query and form."""
        if "\x00" in request.path or any(_unfit(values) for values in (request.GET, request.POST)):
            return render(request, "400.html", status=400)
        return self.get_response(request)


def _unfit(values: QueryDict) -> bool:
    return any("\x00" in text or "\ufffd" in text for key, texts in values.lists() for text in (key, *texts))
