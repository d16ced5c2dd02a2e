"""Whose wrong passwords lock whom out: visitors are told apart by an address they cannot choose."""

import pytest
from django.conf import LazySettings
from django.test import Client, RequestFactory

from config.visitors import address_of
from tests.cast import PASSWORD, Cast

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.7", PROXY),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", PROXY),
        (1, "not an address", PROXY),
        (1, "", PROXY),
    ],
)
def test_the_address_is_what_our_outermost_proxy_saw(settings: LazySettings, proxies: int, forwarded: str, address: str) -> None:
    settings.PROXY_COUNT = proxies
    assert address_of(RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=PROXY)) == address


def sign_in(client: Client, cast: Cast, password: str, visitor: str) -> int:
    headers = {"X-Forwarded-For": visitor}
    return client.post("/sign-in/", {"username": cast.pat.email, "password": password}, headers=headers).status_code


def test_a_stranger_who_guesses_does_not_lock_the_person_out(cast: Cast, client: Client, settings: LazySettings) -> None:
    settings.PROXY_COUNT = 1
    stranger = [sign_in(client, cast, f"guess {number}", "198.51.100.9") for number in range(10)]
    assert stranger == [200] * 9 + [429]
    assert sign_in(client, cast, PASSWORD, "198.51.100.9") == 429
    assert sign_in(client, cast, PASSWORD, "203.0.113.7") == 302
