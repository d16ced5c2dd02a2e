"""The life of a district, lived by hypothesis beside a model of what must hold: 20 x 30 steps, 500 x 50 in `make chaos`."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.cast import build
from tests.life.living import Life
from tests.life.machine import LONG, SHORT, Machine
from tests.life.minding import ADDING
from tests.life.paths import furnished

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def lived(how: settings) -> Life:
    """The life that so many examples lived, with what it visited."""
    begun = furnished(Life(build(adding=ADDING)))
    kind = type("Lived", (Machine,), {"begun": begun})
    run_state_machine_as_test(kind, settings=how, _min_steps=how.stateful_step_count)
    return begun


@pytest.mark.long
def test_the_services_do_what_may_be_done_and_refuse_the_rest() -> None:
    life = lived(SHORT)
    assert sum(life.visited.values()) > 150
    assert sum(life.refused.values()) > 50


@pytest.mark.long
@pytest.mark.chaos
def test_the_services_do_what_may_be_done_and_refuse_the_rest_in_a_long_life(say: Callable[[str], None]) -> None:
    life = lived(LONG)
    lives, steps = LONG.max_examples, LONG.stateful_step_count
    done, refused = sum(life.visited.values()), sum(life.refused.values())
    say(f"{lives} lives of {steps} steps: {done:,} deeds done on what there was, {refused:,} refused")
