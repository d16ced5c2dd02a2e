"""What places and people are called where one of several is chosen: what would read the same is told apart.

Districts have two schools of one name, and two teachers. Lists in which no name repeats read as if nothing of this were here.
"""

from collections.abc import Callable, Sequence

from accounts.models import Person, School
from accounts.wording import told_apart


def with_title(person: Person) -> str:
    """The name, and what they do."""
    return f"{person.name}, {person.title}" if person.title else person.name


def names_of_places(places: Sequence[School]) -> list[str]:
    """Places by name; those of one name with their city, else with what they are, their federal id or, at last, our own number.

    No query.
    """
    return told_apart(
        [place.name for place in places],
        ((place.city, place.get_kind_display(), place.federal_id, f"no. {place.pk}") for place in places),
    )


def names_of_people(people: Sequence[Person], say: Callable[[Person], str] = with_title) -> list[str]:
    """People as `say` has them; those who would read the same with their place and, where that is one as well, with their
    e-mail address. No query where their places were fetched with them.
    """
    return told_apart(
        [say(person) for person in people],
        ((person.place.name if person.place else "", person.email) for person in people),
    )
