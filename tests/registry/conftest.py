"""Fixtures of this room's tests."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.cast import Cast, build

from .unofficial import UNOFFICIAL


@pytest.fixture(autouse=True)
def no_policy_is_remembered() -> Iterator[None]:
    """The frame remembers for a minute what the policy in force says; the next test has another policy."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def listing(db: None) -> Cast:
    """Everybody, under a policy that keeps a list of unofficial groups and has pages looked for."""
    return build(adding=UNOFFICIAL)
