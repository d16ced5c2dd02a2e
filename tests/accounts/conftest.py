"""The moment of the tests, for what reads the clock itself: views, tokens, sessions."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import AT


@pytest.fixture
def at_work() -> Iterator[time_machine.Traveller]:
    """It is Tuesday morning, September 15, 2026, and stays so until the test moves on."""
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller
