"""All pairs of deeds that are legal in the same state, at the same moment: one wins, or both take effect one after the other.

Of the events of those who won none is lost, and whoever was refused leaves nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement

import pytest
from django.db import connection

from accounts.models import Person
from accounts.rules import Refused
from records.models import Event
from requests.models import Submission
from tests.cast import build
from tests.life import agreement
from tests.life.deeds import Deed
from tests.life.living import Life, deeds_on
from tests.life.minding import ADDING
from tests.life.model import Thing
from tests.life.paths import WAYS, bring, everything
from tests.racing import race

FEW = {("submission", "open:give_address"), ("site", "suspended")}  # in every run; all of them in `make chaos`
GONE = "gone"  # a draft that was discarded


def pairs(life: Life, thing: Thing) -> Iterator[tuple[Deed, Deed]]:
    """The deeds that somebody may do now, two by two, each also with itself."""
    legal = [deed for deed in deeds_on(thing.kind) if deed.may(life.model, thing)]
    yield from combinations_with_replacement(legal, 2)


def in_turn(life: Life, thing: Thing, deeds: tuple[tuple[Deed, str], ...]) -> tuple[str, list[bool]]:
    """What the model says of deeds one after the other: the state, and which were done."""
    twin = life.copy()
    here = twin.model.things[life.model.things.index(thing)]
    done = []
    for deed, name in deeds:
        may = name in deed.may(twin.model, here)
        done.append(may)
        if may:
            here.state = GONE if deed.name == "discard" else deed.target or here.state
            if deed.name in ("acknowledge", "finish", "suspend for", "send back") and here.kind == "directive":
                deed.then(twin, here, name)
    return here.base, done


def stored(thing: Thing) -> str:
    """The state in the tables."""
    table, column = next((table, column) for kind, table, column in agreement.STORED if kind == thing.kind)
    return str(table.objects.filter(pk=thing.pk).values_list(column, flat=True).first() or GONE)


def tries(deed: Deed, life: Life, thing: Thing, by: Person) -> Callable[[], object]:
    """One of two who try; what is not there any more is refused by every page."""

    def run() -> None:
        try:
            deed.run(life, thing, by)
        except Submission.DoesNotExist:  # read by the test, before the deed
            raise Refused("It is gone.") from None

    return run


def run_pair(life: Life, thing: Thing, one: Deed, other: Deed) -> None:
    """Two people, or one in two windows, at once."""
    first, second = one.may(life.model, thing)[0], other.may(life.model, thing)[-1]
    people: dict[str, Person] = {name: life.person(name) for name in (first, second)}
    life.model.later()
    before = agreement.last(Event)
    said = race(tries(one, life, thing, people[first]), tries(other, life, thing, people[second]))
    won = [word == "won" for word in said]
    there, back = in_turn(life, thing, ((one, first), (other, second))), in_turn(life, thing, ((other, second), (one, first)))
    ends = [there, (back[0], back[1][::-1])]
    alone = in_turn(life, thing, ((one, first),))[0], in_turn(life, thing, ((other, second),))[0]
    ends += [(alone[0], [True, False]), (alone[1], [False, True])]  # the other read what was, and is told who was faster
    assert (stored(thing), won) in ends, f"{one.name} and {other.name} on {thing}: {said}, not {ends}"
    events = Counter(Event.objects.filter(pk__gt=before).values_list("verb", flat=True))
    owed = Counter(verb for deed, is_won in zip((one, other), won, strict=True) if is_won for verb in deed.verbs)
    own = {verb for deed in (one, other) for verb in deed.verbs}
    assert {verb: events[verb] for verb in own} == {verb: owed[verb] for verb in own}, f"{one.name} and {other.name}"


def race_all(kinds: list[tuple[str, str, str]]) -> int:
    """Every pair in these states, each on a thing of its own; how many pairs."""
    cast, raced = build(adding=ADDING), 0
    life = Life(cast)

    def another() -> Life:
        fresh = Life(cast)
        fresh.model.at, fresh.model.number = life.model.at, life.model.number + 100
        return fresh

    for kind, key, state in kinds:
        life, at = another(), 0
        thing = bring(life, kind, key, state)
        count = len(list(pairs(life, thing)))
        while at < count:
            run_pair(life, thing, *list(pairs(life, thing))[at])
            at, raced = at + 1, raced + 1
            if at < count:
                life = another()
                thing = bring(life, kind, key, state)
    return raced


@pytest.mark.usefixtures("transactional_db")
def test_of_two_deeds_at_once_what_comes_is_what_one_after_the_other_gives() -> None:
    assert race_all([(kind, key, state) for kind, key, state in everything() if (kind, state) in FEW]) == 12


@pytest.mark.chaos
@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("kind", [*WAYS, "directive"])
def test_all_pairs_of_deeds_at_once(kind: str, say: Callable[[str], None]) -> None:
    raced = race_all([row for row in everything() if row[0] == kind])
    say(f"{kind}: {raced} pairs of deeds raced on {connection.vendor}")
    assert raced >= 6
