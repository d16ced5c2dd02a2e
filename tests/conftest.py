"""Fixtures every room's tests share."""

import pytest

from tests.cast import Cast, build

pytest_plugins = ["tests.records.open_trail"]  # tests that commit may empty the append-only tables afterwards


@pytest.fixture
def cast(db: None) -> Cast:
    """Lakeside and Harbor and their people, under the model policy."""
    return build()
