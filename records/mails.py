"""The kinds of mail: what each is called, why somebody gets it, and how it may be held or switched off. Pure.

A kind that is not named here is urgent: it goes out at once, is never counted and cannot be switched off.
"""

from dataclasses import dataclass

DIGEST = "digest"
SOON = "soon"  # a part of the digest, not a mail of its own
TEST = "test"


@dataclass(frozen=True)
class Kind:
    """One kind. Those that are not urgent count towards the limit of a day, all but the letter of a school morning.

    `optional`: a policy may let people switch it off. `private`: its subject is for its reader alone.
    """

    label: str
    why: str
    urgent: bool = True
    optional: bool = False
    private: bool = False


KINDS = {
    DIGEST: Kind(
        "The letter of a school morning", "Something waits for you, or is late where you answer for it.", False, optional=True
    ),
    SOON: Kind(
        "Reminder before something is due",
        "The policy asks for a word before the day. It stands in the letter of the morning.",
        False,
        optional=True,
    ),
    "registered": Kind("Site registered", "You answer for the site.", False, optional=True),
    "recall": Kind("Note to oneself", "You noted something and asked to be reminded.", False, True, private=True),
    "notify": Kind("For information", "The policy asks that you are told.", False),
    "designee": Kind("Named as designee", "Somebody named you.", False),
    "designee-withdrawn": Kind("Designee no longer", "Somebody you stood in for has ended it.", False),
    "decision": Kind("Decision on a request", "You asked for it."),
    "directive": Kind("Order about a site", "You answer for the site, or head its school."),
    "complaint": Kind(
        "Complaint, or a question about one",
        "You receive complaints by the policy, or somebody asks you about one.",
        private=True,
    ),
    "lost_control": Kind("Page that is not under control", "You look after it, head its school, or keep the register."),
    "need_help": Kind("Call for help", "You are the one who helps."),
    "invitation": Kind("Invitation", "Somebody invited you to set a password."),
    "reset": Kind("Link to set a new password", "Somebody asked for it at the sign-in page."),
    TEST: Kind("Test mail", "You sent it to yourself."),
}
CALM = frozenset(key for key, kind in KINDS.items() if not kind.urgent and key not in (DIGEST, SOON))
OPTIONAL = tuple(key for key, kind in KINDS.items() if kind.optional)


def kind_of(key: str) -> Kind:
    """A kind by its key; one that nobody named is urgent and private."""
    words = key.replace("_", " ").replace("-", " ").capitalize()
    return KINDS.get(key) or Kind(words, "You are told at once.", private=True)
