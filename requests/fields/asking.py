"""For whom a form is built, and why it asks what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.models import District, School
from policies.document import Policy


@dataclass(frozen=True)
class Asking:
    """For whom a form is built: the district, the place and the policy the questions come from.

    `links`: where one reads what a statement is about, by its key. `people`: whom a default means that is a role of a person.
    """

    district: District
    place: School | None
    policy: Policy
    links: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Why:
    """The sentence of the policy that a question comes from, and how strongly it says so."""

    clause: str
    quote: str
    level: str
