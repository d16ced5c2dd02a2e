"""Fixtures of this room's tests."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.cast import AT


@pytest.fixture(autouse=True)
def no_policy_is_remembered() -> Iterator[None]:
    """The frame remembers for a minute what the policy in force says; the next test has another policy."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The present is the cast's morning."""
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)
