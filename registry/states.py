"""The life of a site, as a table.

"Needs owner" is not a state: it is what an active site reads as when its responsible employee has ended.
"""

ACTIVE = "active"
SUSPENDED = "suspended"
CLOSED = "closed"
SHUT_DOWN = "shut_down"
UNOFFICIAL = "unofficial"

LABELS = {
    ACTIVE: "Active",
    SUSPENDED: "Suspended",
    CLOSED: "Closed",
    SHUT_DOWN: "Shut down",
    UNOFFICIAL: "Unofficial",
}
LIVE = (ACTIVE, SUSPENDED)

# deed: (from, to)
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "suspend": ((ACTIVE,), SUSPENDED),
    "reinstate": ((SUSPENDED,), ACTIVE),
    "close": ((ACTIVE, SUSPENDED), CLOSED),
    "shut_down": ((ACTIVE, SUSPENDED), SHUT_DOWN),
}


def after(deed: str, state: str) -> str | None:
    """The state a site is in after a deed, or None where the deed is not possible from here."""
    sources, target = MOVES[deed]
    return target if state in sources else None
