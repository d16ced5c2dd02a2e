"""A policy's questions as fields of a form, and their answers."""

from .answers import said, storable
from .asking import Asking, Why
from .making import field_for, may_not_apply, read_at
from .people import Chosen, PeopleField, PersonField, chosen, people_at

__all__ = [
    "Asking",
    "Chosen",
    "PeopleField",
    "PersonField",
    "Why",
    "chosen",
    "field_for",
    "may_not_apply",
    "people_at",
    "read_at",
    "said",
    "storable",
]
