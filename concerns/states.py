"""What a complaint is about and how far it is, what may become of an order and of a page that was lost, as tables."""

# What it is about: a page of the register, a page that nobody here may know, one that claims to be ours, somebody's own
# page; or a parent asks to see a page.
SITE, PAGE, IMPERSONATION, PERSONAL, ACCESS = "site", "page", "impersonation", "personal", "access"
KINDS = {
    SITE: "About a site",
    PAGE: "About a page",
    IMPERSONATION: "Claims to be official",
    PERSONAL: "About a personal page",
    ACCESS: "A parent asks for access",
}

UNNAMED = (PAGE, IMPERSONATION)  # may turn out to be about a site of the register

WAITING, ACKNOWLEDGED, CONCLUDED = "waiting", "acknowledged", "concluded"
LABELS = {WAITING: "Waiting", ACKNOWLEDGED: "Acknowledged", CONCLUDED: "Concluded"}
OPEN = (WAITING, ACKNOWLEDGED)

# Why somebody receives it: the policy says so, nobody the policy names can, it was late, a receiver brought them in, or they
# took it over from somebody who has left.
BY_POLICY, NEXT, LATE, BROUGHT_IN, TAKEN = "policy", "next", "late", "brought_in", "taken"
REASONS = {
    BY_POLICY: "by the policy",
    NEXT: "because nobody before them can",
    LATE: "because it is late",
    BROUGHT_IN: "brought in",
    TAKEN: "took it over",
}

# What is written after it was filed: to whoever complained, by them, and among the receivers.
MESSAGE, REPLY, NOTE = "message", "reply", "note"
LINES = {MESSAGE: "To whoever complained", REPLY: "By whoever complained", NOTE: "Note"}

# What a visitor without an account did, counted for a time.
FILED, LOOKED = "filed", "looked"
ATTEMPTS = {FILED: "Filed a complaint", LOOKED: "Typed a receipt that is none"}


# What is ordered, as policies name it.
REMOVE_POST, DISABLE_PAGE, AVOID_SUBJECT = "remove_post", "disable_page", "avoid_subject"
SUSPEND, SHUT_DOWN, OTHER = "suspend", "shut_down", "other"
ORDER_KINDS = {
    REMOVE_POST: "Remove a post",
    DISABLE_PAGE: "Disable the page",
    AVOID_SUBJECT: "Avoid a subject",
    SUSPEND: "Suspend",
    SHUT_DOWN: "Shut down",
    OTHER: "Something else",
}
WORKED = (REMOVE_POST, DISABLE_PAGE, SHUT_DOWN, OTHER)  # somebody has to do something on the platform
AT_ONCE = (DISABLE_PAGE, SUSPEND, SHUT_DOWN)  # the register is changed in the same moment

# The life of an order.
ORDERED, DONE, STANDING = "ordered", "done", "standing"  # and ACKNOWLEDGED
CONFIRMED, WITHDRAWN, LIFTED = "confirmed", "withdrawn", "lifted"
DIRECTIVES = {
    ORDERED: "Ordered",
    ACKNOWLEDGED: "Acknowledged",
    DONE: "Done, to be confirmed",
    STANDING: "In force",
    CONFIRMED: "Carried out",
    WITHDRAWN: "Withdrawn",
    LIFTED: "Lifted",
}
OPEN_ORDERS = (ORDERED, ACKNOWLEDGED, DONE)
TO_DO = (ORDERED, ACKNOWLEDGED)
STANDS = (ORDERED, STANDING)  # a subject is avoided from the moment it was ordered
ENDED = (CONFIRMED, WITHDRAWN, LIFTED)

# deed: the states from which it is possible
MOVES: dict[str, tuple[str, ...]] = {
    "acknowledge": (ORDERED,),
    "finish": TO_DO,
    "confirm": (DONE,),
    "send_back": (DONE,),
    "withdraw": OPEN_ORDERS,
    "lift": STANDS,
}


def after(deed: str, state: str, kind: str, *, is_own_word: bool = False) -> str | None:
    """The state after a deed; None where it is not possible.

    `is_own_word`: under this policy whoever carries an order out confirms it by saying so.
    """
    if state not in MOVES[deed] or (deed == "finish" and kind not in WORKED):
        return None
    if (deed == "lift") != (kind == AVOID_SUBJECT) and deed in ("lift", "withdraw"):
        return None
    if deed == "acknowledge":
        return ACKNOWLEDGED if kind in WORKED else STANDING if kind == AVOID_SUBJECT else CONFIRMED
    if deed == "finish":
        return CONFIRMED if is_own_word else DONE
    return {"confirm": CONFIRMED, "send_back": ACKNOWLEDGED, "withdraw": WITHDRAWN, "lift": LIFTED}[deed]


# Whose words a post is, and on which grounds alone words of the public are removed where the policy lists none of its own.
OWN, PUBLIC = "own", "public"
WORDS_OF = {OWN: "Ours: a post of the site itself", PUBLIC: "The public’s: a comment, reply or post by somebody else"}
NEUTRAL_GROUNDS = (
    "a true threat, or a call to violence",
    "obscene in the sense of the law",
    "private information about a student or another person",
    "somebody else’s copyright or trademark",
    "advertising, spam, or a link to malware or fraud",
    "an offence, or a court has found it unlawful",
    "off the topic that the page’s own rule sets, applied to everybody alike",
)

# A page that its people lost control of.
LOST, REGAINED, GONE = "lost", "regained", "gone"
CASES = {LOST: "Not under control", REGAINED: "Back under control", GONE: "Lost for good"}
