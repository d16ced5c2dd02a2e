"""The deeds of a life as a table: from where they are possible, who may, what becomes of the thing, which events there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import Person
from accounts.rules import Refused
from tests.life.model import Model, Thing

Verbs = Iterable[str]


def anybody(model: Model, _thing: Thing) -> set[str]:
    """Whoever is there: such as the clock, which is nobody."""
    return set(model.here())


def always(_model: Model, _thing: Thing) -> bool:
    """Nothing more to ask."""
    return True


def nothing(_life: Any, _thing: Thing, _by: str) -> Verbs:
    """Nothing else changes."""
    return ()


@dataclass(frozen=True)
class Deed:
    """One deed on one kind of thing. `then` says what else becomes of the model, and which events that adds."""

    kind: str
    name: str
    sources: tuple[str, ...]
    target: str  # empty: the state stays
    run: Callable[[Any, Thing, Person], object]
    who: Callable[[Model, Thing], set[str]]
    verbs: tuple[str, ...] = ()
    when: Callable[[Model, Thing], bool] = always
    then: Callable[[Any, Thing, str], Verbs] = nothing
    move: str = ""  # the deed of the product's table, where it is another word

    def is_possible(self, model: Model, thing: Thing) -> bool:
        """Whether the deed leads somewhere from here."""
        return thing.state in self.sources and self.when(model, thing)

    def may(self, model: Model, thing: Thing) -> list[str]:
        """Who may do it now."""
        return sorted(self.who(model, thing) - model.gone) if self.is_possible(model, thing) else []


def refuse_unless(done: object) -> None:
    """A deed of the clock says by False that there was nothing to do."""
    if not done:
        raise Refused("There is nothing to do.")
