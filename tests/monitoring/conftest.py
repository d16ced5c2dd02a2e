"""What the tests of the screens share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from monitoring.sweep import tick
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, build, local, morning, watched
from tests.monitoring.pages import EIGHT


@pytest.fixture(autouse=True)
def no_policy_is_remembered() -> Iterator[None]:
    """The frame remembers for a minute what the policy in force says; the next test may have another policy."""
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Lakeside and its people, under the model policy."""
    return build()


@pytest.fixture
def at_eight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request happens on Tuesday, September 22, at eight."""
    monkeypatch.setattr("config.middleware.timezone.now", lambda: EIGHT)


@pytest.fixture
def robotics(cast: Cast) -> Site:
    """A site of Maya's whose comment check is due on Tuesday, September 22, which is today."""
    site = watched(cast, typed="https://www.instagram.com/birchwoodrobotics/")
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    return site
