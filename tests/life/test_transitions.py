"""Every legal transition of every table is gone through, and every illegal one is tried and refused."""

from typing import Any

import pytest
from django.db import transaction

from concerns import states as concerns
from monitoring import states as monitoring
from registry import states as registry
from requests import states as requests
from tests.cast import build
from tests.life.living import Life, deeds_on
from tests.life.minding import ADDING
from tests.life.paths import bring, everything, site

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CLOCK_ALONE = {("check_in", "cancel")}  # deeds of the sweep, which nobody can try
NAMED = {  # as the tables of the product name the kinds
    "submission": requests.MOVES, "site": registry.MOVES, "check_in": monitoring.MOVES, "directive": concerns.MOVES,
}  # fmt: skip


def sources(move: Any) -> tuple[str, ...]:
    """The states of one line of a table: some say where it leads, too."""
    return move[0] if isinstance(move[0], tuple) else move


def legal() -> set[tuple[str, str, str]]:
    """Every legal transition that the tables of the product have: kind, deed, from where."""
    tables = {(kind, deed, state) for kind, table in NAMED.items() for deed, move in table.items() for state in sources(move)}
    own = {("complaint", deed.move, state) for deed in deeds_on("complaint") if deed.move for state in deed.sources}
    return {row for row in tables | own if row[:2] not in CLOCK_ALONE}


def try_everything(life: Life, kind: str, key: str, state: str) -> None:
    """Every deed, on a thing of one kind in one state, by somebody who may and by somebody of another district."""
    thing = bring(life, kind, key, state)
    at = life.model.things.index(thing)
    for deed in deeds_on(kind):
        everybody = sorted(deed.who(life.model, thing) - life.model.gone) or ["pat"]
        for name in (everybody[0], "hope"):
            undone = life.copy()
            with transaction.atomic():
                undone.attempt(deed, undone.model.things[at], name)
                transaction.set_rollback(True)


@pytest.fixture
def tried() -> Life:
    """A life in which every deed was tried on everything in every state."""
    life = Life(build(adding=ADDING))
    site(life)
    for kind, key, state in everything():
        one = life.copy()
        with transaction.atomic():
            try_everything(one, kind, key, state)
            transaction.set_rollback(True)
    return life


def test_every_legal_transition_is_visited_and_every_illegal_one_attempted_and_refused(tried: Life) -> None:
    assert legal() - set(tried.visited) == set()
    bases = {(kind, key, state.partition(":")[0]) for kind, key, state in everything()}
    for kind, _key, state in bases:
        for deed in deeds_on(kind):
            row = (kind, deed.move or deed.name, state)
            assert row in tried.visited or row in tried.refused, row
    possible = {
        (deed.kind, deed.move or deed.name, state.partition(":")[0])
        for kind in NAMED
        for deed in deeds_on(kind)
        for state in deed.sources
    }
    assert {row for row in tried.visited if row[0] in NAMED and row[:2] not in CLOCK_ALONE} == possible
    assert {row for row in possible if row[1] in NAMED[row[0]]} == {row for row in legal() if row[0] in NAMED}
