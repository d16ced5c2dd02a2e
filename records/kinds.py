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
    SOON: Kind("Reminders before something is due", "They stand in the letter of a school morning.", False, optional=True),
    "registered": Kind("A site was registered", "You answer for the site.", False, optional=True),
    "recall": Kind("What you noted for yourself", "You noted something and asked to be reminded.", False, True, private=True),
    "notify": Kind("For your information", "The policy asks that you are told.", False),
    "designee": Kind("You are somebody's designee", "Somebody named you.", False),
    "designee-withdrawn": Kind("You are no longer somebody's designee", "Somebody withdrew it.", False),
    "decision": Kind("A decision on what you asked for", "You asked for it.", private=True),
    "directive": Kind("An order about a site", "You answer for the site, or head its school."),
    "need_help": Kind("Somebody needs help", "You are the one who helps."),
    "invitation": Kind("An invitation", "Somebody invited you to set a password."),
    "reset": Kind("A link to set a new password", "Somebody asked for it at the sign-in page."),
    TEST: Kind("A test mail", "You sent it to yourself."),
}
CALM = frozenset(key for key, kind in KINDS.items() if not kind.urgent and key not in (DIGEST, SOON))
OPTIONAL = tuple(key for key, kind in KINDS.items() if kind.optional)


def kind_of(key: str) -> Kind:
    """A kind by its key; one that nobody named is urgent and private."""
    words = key.replace("_", " ").replace("-", " ").capitalize()
    return KINDS.get(key) or Kind(words, "You are told at once.", private=True)
