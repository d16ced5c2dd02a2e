"""The life of a site, of a page that was found, and of a page somebody is asked about, as tables.

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


# A page that was found on the public internet. What is unmatched goes again after so many days.
UNKNOWN, ASKED, CLAIMED, REGISTERED, NOT_OURS, GONE = "unknown", "asked", "claimed", "registered", "not_ours", "gone"
FOUND = {
    UNKNOWN: "Not known",
    ASKED: "Somebody is asked",
    CLAIMED: "Claimed",
    REGISTERED: "Registered",
    NOT_OURS: "Not ours",
    GONE: "Gone",
}
UNMATCHED = (UNKNOWN, ASKED)
TO_WORK_ON = (UNKNOWN, ASKED, CLAIMED)
KEPT = (CLAIMED, REGISTERED)
FORGOTTEN_AFTER = 90  # days

# A page somebody is asked about, what they may say, and what a found page is after it.
OPEN, ANSWERED, ENDED = "open", "answered", "ended"
CLAIMS = {OPEN: "Open", ANSWERED: "Answered", ENDED: "Ended"}
MINE, NOT_MINE = "mine", "not_mine"
ANSWERS = {MINE: "Mine", GONE: "Gone", NOT_MINE: "Not mine"}
FOUND_AFTER = {MINE: CLAIMED, GONE: GONE, NOT_MINE: UNKNOWN}

# A site that somebody is asked to answer for from now on.
ACCEPTED, DECLINED, WITHDRAWN, EXPIRED = "accepted", "declined", "withdrawn", "expired"
OFFERS = {
    OPEN: "Open",
    ACCEPTED: "Accepted",
    DECLINED: "Declined",
    WITHDRAWN: "Withdrawn",
    EXPIRED: "Not answered in time",
    ENDED: "No longer needed",
}

# What a parent who asks for access to a site is told.
GIVEN, NOT_INVITED, NOT_KNOWN, PASSED_ON = "given", "not_invited", "not_known", "passed_on"
ACCESS = {
    GIVEN: "Access was given",
    NOT_INVITED: "No access: the child is not invited to this site",
    NOT_KNOWN: "No access: whoever asked is not known to be the parent",
    PASSED_ON: "Passed on to the school",
}

# What a consent that a site has on record rests on, and how it came to its end. An exception needs nobody's consent.
EXCEPTION = "exception"
BASES = {
    "written": "In writing",
    "given": "In any form",
    "on_file": "A release on file",
    "opt_out": "Nobody objected",
    EXCEPTION: "An exception of the policy",
}
CONSENT_ENDS = {"withdrawn": "Withdrawn", "over": "Over: the pictures are gone, or nobody needs it any more"}

# What is known of the keys of a site: whether its recovery address is a district mailbox, whether a second factor is on.
YES, NO, UNSAID = "yes", "no", "unknown"
KNOWN = {YES: "Yes", NO: "No", UNSAID: "Not known"}
ADMINISTRATORS_ADVISED = 2  # where the policy says no number: advice, and no more

# What is decided about one item of a site's public record.
WITHHELD, GIVEN_OUT = "withheld", "given_out"
RULINGS = {WITHHELD: "Withheld", GIVEN_OUT: "Given out"}
