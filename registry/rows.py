"""What one line of a pasted list says. Plain values: no Django, no clock, no database."""

from dataclasses import dataclass

from .addresses import Address


@dataclass(frozen=True)
class ClaimRow:
    """A page that exists, and the person (by id) who is asked about it."""

    line: int
    address: Address
    name: str
    person_id: int
    school_id: int | None = None
