"""The lives of a submission and of a step, as tables."""

DRAFT = "draft"
OPEN = "open"
RETURNED = "returned"
DONE = "done"
DECLINED = "declined"
WITHDRAWN = "withdrawn"
EXPIRED = "expired"

LABELS = {
    DRAFT: "Draft",
    OPEN: "On its way",
    RETURNED: "Returned",
    DONE: "Done",
    DECLINED: "Declined",
    WITHDRAWN: "Withdrawn",
    EXPIRED: "Expired",
}
ENDED = (DONE, DECLINED, WITHDRAWN, EXPIRED)

# deed: (from, to)
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "submit": ((DRAFT, RETURNED), OPEN),
    "return": ((OPEN,), RETURNED),
    "decline": ((OPEN,), DECLINED),
    "finish": ((OPEN,), DONE),
    "withdraw": ((OPEN, RETURNED), WITHDRAWN),
    "expire": ((OPEN,), EXPIRED),
}

WAITING = "waiting"
STEP_OPEN = "open"
STEP_DONE = "done"
SKIPPED = "skipped"
CANCELLED = "cancelled"
STEP_LABELS = {
    WAITING: "Still to come",
    STEP_OPEN: "Now",
    STEP_DONE: "Done",
    SKIPPED: "Not needed",
    CANCELLED: "Ended with the submission",
}
SATISFIED = (STEP_DONE, SKIPPED)


def after(deed: str, state: str) -> str | None:
    """The state a submission is in after a deed, or None where the deed is not possible from here."""
    sources, target = MOVES[deed]
    return target if state in sources else None
