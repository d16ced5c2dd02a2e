"""What a complaint is about, how far it is, and what is written in it, as tables."""

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

WAITING, ACKNOWLEDGED, CONCLUDED = "waiting", "acknowledged", "concluded"
LABELS = {WAITING: "Waiting", ACKNOWLEDGED: "Acknowledged", CONCLUDED: "Concluded"}
OPEN = (WAITING, ACKNOWLEDGED)

# Why somebody receives it: the policy says so, nobody the policy names can, it was late, or a receiver brought them in.
BY_POLICY, NEXT, LATE, BROUGHT_IN = "policy", "next", "late", "brought_in"
REASONS = {
    BY_POLICY: "by the policy",
    NEXT: "because nobody before them can",
    LATE: "because it is late",
    BROUGHT_IN: "brought in",
}

# What is written after it was filed: to whoever complained, by them, and among the receivers.
MESSAGE, REPLY, NOTE = "message", "reply", "note"
LINES = {MESSAGE: "To whoever complained", REPLY: "By whoever complained", NOTE: "Note"}

# What a visitor without an account did, counted for a time.
FILED, LOOKED = "filed", "looked"
ATTEMPTS = {FILED: "Filed a complaint", LOOKED: "Typed a receipt that is none"}
