"""What somebody reads when a request went wrong: the database is away, or it is a fault of our own."""

import pytest
from django.db import OperationalError
from django.test import Client

from tests.cast import Cast


def test_while_the_database_is_away_every_page_says_to_come_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    maya = cast.client(cast.maya)
    maya.raise_request_exception = False

    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("accounts.sessions.SessionStore.load", away)
    answer = maya.get("/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Rollcall is not available right now" in answer.text
    assert "server closed" not in answer.text


def test_a_fault_of_our_own_is_no_matter_of_coming_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    maya = cast.client(cast.maya)
    maya.raise_request_exception = False
    monkeypatch.setattr("config.home.cards", lambda *_, **__: 1 / 0)
    answer = maya.get("/")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (500, None)
    assert "division" not in answer.text


@pytest.mark.django_db
def test_a_page_without_a_person_says_so_too(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)

    def away(*_: object, **__: object) -> None:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr("django.contrib.auth.views.LoginView.get", away)
    assert client.get("/sign-in/").status_code == 503
