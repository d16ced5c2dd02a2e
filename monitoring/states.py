"""The life of a check-in, as a table."""

OPEN = "open"
ANSWERED = "answered"
CANCELLED = "cancelled"
LABELS = {OPEN: "Open", ANSWERED: "Answered", CANCELLED: "No longer needed"}

NOTHING_FOUND = "nothing_found"
ACTED = "acted"
NEED_HELP = "need_help"
OUTCOMES = {NOTHING_FOUND: "Nothing found", ACTED: "Acted", NEED_HELP: "Need help"}

RIGHT = "right"
CHANGE = "change"
CLOSE = "close"
CONFIRMATIONS = {RIGHT: "Yes, it is still right", CHANGE: "It needs a change", CLOSE: "Close the site"}

# deed: (from, to)
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "answer": ((OPEN,), ANSWERED),
    "cancel": ((OPEN,), CANCELLED),
}


def after(deed: str, state: str) -> str | None:
    """The state a check-in is in after a deed, or None where the deed is not possible from here."""
    sources, target = MOVES[deed]
    return target if state in sources else None
