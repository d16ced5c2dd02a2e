"""Every route of every shape of approval chain."""

import pytest

from policies.routing import route_text

from .routes import SHAPES, Answers, Shape

CASES = [pytest.param(shape, answers, route, id=f"{shape.about}: {route}") for shape in SHAPES for answers, route in shape.routes]


def test_the_table_holds_29_policies_and_37_routes() -> None:
    assert (len(SHAPES), len(CASES)) == (29, 37)


@pytest.mark.parametrize(("shape", "answers", "route"), CASES)
def test_a_request_takes_the_route_of_its_answers(shape: Shape, answers: Answers, route: str) -> None:
    assert route_text(shape.policy, answers) == route
