"""Fixtures of this room's tests."""

import pytest

from tests.cast import Cast, build

from .unofficial import UNOFFICIAL


@pytest.fixture
def listing(db: None) -> Cast:
    """Everybody, under a policy that keeps a list of unofficial groups and has pages looked for."""
    return build(adding=UNOFFICIAL)
