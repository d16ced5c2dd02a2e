"""The token of a link that switches one kind of mail off for one person, and nothing else: signed, so that none can be made up.

It says who and which kind, is in no table, and works as long as mails are kept: whoever finds an old one may still use it.
"""

from django.core import signing

SALT = "records.tokens.way_out"
PATH = "/mail/off/{}/"


def way_out(person_id: int, kind: str) -> str:
    """The path that a mail names in List-Unsubscribe."""
    return PATH.format(signing.Signer(salt=SALT).sign_object([person_id, kind]))


def read_way_out(token: str) -> tuple[int, str] | None:
    """Who and which kind; None for a token that is not ours."""
    try:
        person_id, kind = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(person_id), str(kind)
